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

/** The names of a reason's field, and of the choice of a saved one. */
type ReasonNames = { readonly reason: string; readonly saved: string };

const ofDecision: ReasonNames = { reason: 'reason', saved: 'saved' };

/** The fields with the saved reason that was chosen as their reason, unless one was typed. */
export function withReason(fields: Fields, { review }: Program, { reason, saved } = ofDecision): Fields {
  const [typed, chosen] = [fields[reason], fields[saved]];
  const kept = review.reasons?.[Number(chosen ?? '')];
  const isTyped = typeof typed === 'string' && typed.trim() !== '';
  return isTyped || !chosen || kept === undefined ? fields : { ...fields, [reason]: kept };
}

type SavedReasonProps = DecisionFieldsProps & { readonly name: string; readonly hint: string };

/** A choice of the program's reasons; none if it has none. */
export const SavedReason = ({ reasons, ...field }: SavedReasonProps) =>
  reasons.length === 0 ? null : (
    <Select
      label="Saved reason"
      labelSize="s"
      empty="None"
      options={reasons.map((reason, index) => ({ value: String(index), text: reason }))}
      {...field}
    />
  );

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
      <SavedReason
        name="saved"
        hint="It’s used if you leave the reason below empty. You can edit it after the preview."
        reasons={reasons}
        values={values}
        errors={errors}
      />
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
