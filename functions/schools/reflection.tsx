import { isRefusal } from '../../shared/domain/change.ts';
import { sayDate } from '../../shared/domain/time.ts';
import { reflectionOf } from '../../shared/domain/visits/school-side.ts';
import { giveReflection as give, type SchoolRefusal } from '../../shared/domain/visits/taking-part.ts';
import { isOver } from '../../shared/domain/visits/visit-hours.ts';
import { isWaiting } from '../../shared/domain/visits/withdrawn.ts';
import { sayVisitTo } from '../../shared/letters/visit-words.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { type Answer, seeOther, showErrors, showPage } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, type OwnVisit, store } from './context.ts';
import { longestLearned, longestWillTry, reflectionFields, usefulnessOptions } from './forms.ts';
import { noReflection, notYet, partnershipEnded } from './refusals.tsx';

/** Why the school cannot reflect on a visit; undefined where it can, or can change what it said. */
function whyNot(own: OwnVisit): Answer | undefined {
  if (own.partnership.state !== 'active') return partnershipEnded(own);
  if (own.visit.state === 'cancelled' || isWaiting(own.partnership, own.visit)) return noReflection(own);
  return isOver(own.visit, own.cycle, own.now) ? undefined : notYet(own);
}

export const reflectionPage = forVisit((_, own) => {
  const reflection = reflectionOf(own.visit, own.school.id);
  return (
    whyNot(own) ??
    showPage(<ReflectionPage own={own} values={saidBefore(own)} />, {
      reference: own.reference,
      number: own.visit.number,
      date: own.visit.date,
      reflection: reflection ?? null,
    })
  );
});

/** Says what the school took from a visit; saying it again replaces it. */
export const giveReflection = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit } = own;
  const why = whyNot(own);
  if (why) return why;
  const checked = check(reflectionFields, fields);
  if (checked.errors)
    return showErrors(<ReflectionPage own={own} values={fields} errors={checked.errors} />, checked.errors);
  const reflection = { ...checked.value, school: school.id, at: now };
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (current) =>
    give(current, visit.number, reflection, cycle),
  );
  if (!outcome || isRefusal<SchoolRefusal | 'not-yet'>(outcome)) return noReflection(own);
  return seeOther(hrefTo('schoolVisits', { reference }, { done: 'reflection' }), {
    reference,
    number: visit.number,
    reflection,
  });
});

function saidBefore({ visit, school }: OwnVisit): FieldValues {
  const said = reflectionOf(visit, school.id);
  return said ? { ...said, usefulness: String(said.usefulness) } : {};
}

type ReflectionPageProps = {
  readonly own: OwnVisit;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
};

function ReflectionPage({ own, values, errors = {} }: ReflectionPageProps) {
  const { reference, visit, partnership, school, cycle } = own;
  const which = { reference, visit: String(visit.number) };
  const field = { values, errors };
  return (
    <PublicPage
      title="What you took from the visit"
      contact={cycle.program.contactEmail}
      backLink={{ href: hrefTo('schoolVisit', which) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <span class="govuk-caption-l">
        <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>, {sayDate(visit.date)}
      </span>
      <h1 class="govuk-heading-l">What you took from the visit</h1>
      <p class="govuk-body">
        Two minutes are enough. <bdi>{partnership.facilitator.name}</bdi> and the central office read it; the
        other schools do not. You can change it later.
      </p>
      <Form action={hrefTo('giveReflection', which)}>
        <Radios name="usefulness" label="How useful was it?" options={usefulnessOptions} {...field} />
        <TextArea name="learned" label="What did you learn?" maxLength={longestLearned} rows={4} {...field} />
        <TextArea
          name="willTry"
          label="What will you try, and by when?"
          maxLength={longestWillTry}
          rows={3}
          {...field}
        />
        <Button>Save</Button>
      </Form>
    </PublicPage>
  );
}
