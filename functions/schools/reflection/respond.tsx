import { isRefusal } from '#domain/base/change.ts';
import { sayDate } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { isOver } from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import { giveReflection as give } from '#domain/visits/school-actions.ts';
import { reflectionOf } from '#domain/visits/school-view.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { check, type Fields } from '#http/fields.ts';
import { ifSeen, ofVisit, seenFor, seenOf } from '#http/stale-form.ts';
import { sayVisitTo } from '#letters/visit-rows.ts';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { forVisit, type OwnVisit, store } from '../access.ts';
import { longestLearned, longestWillTry, reflectionFields, usefulnessOptions } from '../forms.ts';
import { noReflection, notYet, partnershipEnded } from '../refusals.tsx';
import { done } from '../text.tsx';
import { asItStands, overtaken } from '../visit/current.ts';
import { reflectionShown } from '../visit/form.tsx';
import { SaidList } from '../visit/reflection-section.tsx';

/** Why the school can't reflect on a visit; undefined if it can write or change its reflection. */
function whyNot(own: OwnVisit, fields: Fields = {}): Answer | undefined {
  if (own.partnership.state !== 'active') return partnershipEnded(own, fields);
  if (own.visit.state === 'cancelled' || isWaiting(own.partnership, own.visit))
    return noReflection(own, fields);
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
      seen: seenOf(reflectionShown(own.visit, own.school.id)),
    })
  );
});

/** Saves the school's reflection on a visit. A later one replaces an earlier one. */
export const giveReflection = forVisit(async ({ fields, now }, own) => {
  const { cycle, partnership, reference, school, visit } = own;
  const why = whyNot(own, fields);
  if (why) return why;
  const checked = check(reflectionFields, fields);
  if (checked.errors)
    return showErrors(<ReflectionPage own={own} values={fields} errors={checked.errors} />, checked.errors);
  const { seen, ...said } = checked.value;
  const reflection = { ...said, school: school.id, at: now };
  const shown = ofVisit(visit.number, (standing) => reflectionShown(standing, school.id));
  const outcome = await revisePartnership(
    store,
    cycle.id,
    partnership.host.id,
    ifSeen({ seen, shown, wanted: said }, (current: Partnership) =>
      give(current, visit.number, reflection, cycle),
    ),
  );
  if (!outcome) return noReflection(own, fields);
  if (isRefusal(outcome))
    return outcome.refused === 'changed'
      ? showProblem(
          <ReflectionPage own={await asItStands(own)} values={fields} isChanged={true} />,
          overtaken,
        )
      : noReflection(own, fields);
  return seeOther(hrefTo('schoolVisits', { reference }, done('reflection')), {
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
  /** Whether a colleague saved a reflection after this person opened the form. */
  readonly isChanged?: boolean;
};

function ReflectionPage({ own, values, errors = {}, isChanged = false }: ReflectionPageProps) {
  const { reference, visit, partnership, school, cycle } = own;
  const which = { reference, visit: String(visit.number) };
  const field = { values, errors };
  const seen = seenFor(reflectionShown(visit, school.id), { fields: values, isChanged });
  return (
    <PublicPage
      title="Reflect on the visit"
      program={cycle.program}
      backLink={{ href: hrefTo('schoolVisit', which) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      {isChanged && (
        <ChangedBanner>
          Your answers weren’t saved because a colleague answered first. Their answers are below, and yours
          are still in the form. Save again to replace theirs.
        </ChangedBanner>
      )}
      <span class="govuk-caption-l">
        <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>, {sayDate(visit.date)}
      </span>
      <h1 class="govuk-heading-l">Reflect on the visit</h1>
      <p class="govuk-body">
        This takes two minutes. <bdi>{partnership.facilitator.name}</bdi> and the central office will read it.
        Other schools won’t. You can change it later.
      </p>
      {isChanged && <Standing own={own} />}
      <Form action={hrefTo('giveReflection', which)} hidden={{ seen }}>
        <Radios name="usefulness" label="How useful was it?" options={usefulnessOptions} {...field} />
        <TextArea name="learned" label="What did you learn?" maxLength={longestLearned} rows={4} {...field} />
        <TextArea
          name="willTry"
          label="What will you try, and by when?"
          maxLength={longestWillTry}
          rows={3}
          {...field}
        />
        <Button>Save reflection</Button>
      </Form>
    </PublicPage>
  );
}

/** The school's reflection as it is saved now. */
function Standing({ own: { visit, school } }: { readonly own: OwnVisit }) {
  const said = reflectionOf(visit, school.id);
  return said ? <SaidList said={said} href={undefined} /> : null;
}
