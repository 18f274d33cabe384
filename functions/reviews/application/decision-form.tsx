import { type Application, decisionOutcomes } from '#domain/admission/application.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { longest } from '../forms.ts';
import { outcomeVerbs } from '../text.tsx';
import type { cameFrom } from './way-back.tsx';

type DecisionFieldsProps = { readonly values: Fields; readonly errors: FieldErrors };

/** Outcome and reason, for one application or several. */
export function DecisionFields({ values, errors }: DecisionFieldsProps) {
  return (
    <>
      <Radios
        name="outcome"
        label="Decision"
        labelSize="s"
        small
        inline
        values={values}
        errors={errors}
        options={decisionOutcomes.map((value) => ({ value, text: outcomeVerbs[value] }))}
      />
      <TextArea
        name="reason"
        label="Reason"
        labelSize="s"
        hint="The school will see this word for word in the email."
        rows={5}
        maxLength={longest.reason}
        values={values}
        errors={errors}
      />
    </>
  );
}

type DecisionFormProps = DecisionFieldsProps & {
  readonly application: Application;
  /** Query entries that the form's URL carries along. */
  readonly from: ReturnType<typeof cameFrom>;
};

/** Leads to the preview; nothing is decided yet. */
export function DecisionForm({ application, from, values, errors }: DecisionFormProps) {
  const { reference, version } = application;
  return (
    <Form
      action={hrefTo('decide', { reference }, from)}
      id="decision"
      hidden={{ step: 'preview', version: String(version) }}
    >
      <DecisionFields values={values} errors={errors} />
      <Button>Preview email</Button>
    </Form>
  );
}
