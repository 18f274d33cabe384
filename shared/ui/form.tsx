import type { ComponentChildren } from 'preact';

type FormProps = {
  readonly action: string;
  readonly method?: 'post' | 'get' | undefined;
  readonly hasFile?: boolean | undefined;
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
};

/** A form without validation by the browser. The server shows all errors and keeps the typed values. */
export function Form({ action, method = 'post', hidden = {}, id, hasFile, children }: FormProps) {
  return (
    <form
      action={action}
      method={method}
      id={id}
      encType={hasFile === true ? 'multipart/form-data' : undefined}
      noValidate
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

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
