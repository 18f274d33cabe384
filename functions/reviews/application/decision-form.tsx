import { type Application, decisionOutcomes } from '#domain/admission/application.ts';
import type { Program } from '#domain/program/program.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { longest } from '../forms.ts';
import { outcomeVerbs } from '../text.tsx';
import type { cameFrom } from './way-back.tsx';

type DecisionFieldsProps = {
  readonly values: Fields;
  readonly errors: FieldErrors;
  /** The program's reasons to start from. */
  readonly reasons: readonly string[];
};

/** The fields with the saved reason that was chosen as their reason, unless one was typed. */
export function withReason(fields: Fields, { review }: Program): Fields {
  const saved = review.reasons?.[Number(fields.saved ?? '')];
  const isTyped = typeof fields.reason === 'string' && fields.reason.trim() !== '';
  return isTyped || !fields.saved || saved === undefined ? fields : { ...fields, reason: saved };
}

/** Outcome and reason, for one application or several. */
export function DecisionFields({ values, errors, reasons }: DecisionFieldsProps) {
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
      {reasons.length > 0 && (
        <Select
          name="saved"
          label="Saved reason"
          labelSize="s"
          hint="It’s used if you leave the reason below empty. You can edit it after the preview."
          empty="None"
          values={values}
          errors={errors}
          options={reasons.map((reason, index) => ({ value: String(index), text: reason }))}
        />
      )}
      <TextArea
        name="reason"
        label="Reason"
        labelSize="s"
        hint="The school will see this word for word in the email. {school} stands for its name."
        rows={5}
        maxLength={longest.reason}
        values={values}
        errors={errors}
      />
    </>
  );
}

type DecisionFormProps = Omit<DecisionFieldsProps, 'reasons'> & {
  readonly application: Application;
  readonly program: Program;
  /** Query entries that the form's URL carries along. */
  readonly from: ReturnType<typeof cameFrom>;
};

/** Leads to the preview; nothing is decided yet. */
export function DecisionForm({ application, program, from, values, errors }: DecisionFormProps) {
  const { reference, version } = application;
  return (
    <Form
      action={hrefTo('decide', { reference }, from)}
      id="decision"
      hidden={{ step: 'preview', version: String(version) }}
    >
      <DecisionFields values={values} errors={errors} reasons={program.review.reasons ?? []} />
      <Button>Preview email</Button>
    </Form>
  );
}
