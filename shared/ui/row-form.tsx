import { Form } from './form.tsx';

type RowFormProps = {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly text: string;
  readonly what: string;
};

/** A button in a table row. `what` completes its label for screen readers. */
export const RowForm = ({ action, hidden, text, what }: RowFormProps) => (
  <Form action={action} hidden={hidden}>
    <button type="submit" class="lp-row__button">
      {text}
      <span class="govuk-visually-hidden"> {what}</span>
    </button>
  </Form>
);
