import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { capitalized, countOf } from '#domain/base/wording.ts';
import { nameOfSchool } from '#domain/partnership/partnership.ts';
import { isBooked, isOver, schoolsIn } from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import { daysFreeFor } from '#domain/visits/move.ts';
import { type Answer, showErrors, showPage, showProblem } from '#http/answer.ts';
import { ChangedBanner, DoneBanner } from '#http/banners.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { seenOf } from '#http/stale-form.ts';
import { sayVisitTo } from '#letters/visit-rows.ts';
import { hrefTo } from '#routes.ts';
import { sayDelegation } from '#text/visits.ts';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { forVisit, type OwnVisit } from '../access.ts';
import { sayPlace, sayVisitHours } from '../text.tsx';
import { visitFacts } from '../year/facts.ts';
import { standingOf } from '../year/visit-table.tsx';
import { asItStands, overtaken, settingOf } from './current.ts';
import { DelegationForm, delegationShown, ProposalForm, proposalShown, type Typed } from './form.tsx';
import { ReflectionSection } from './reflection-section.tsx';

const isToCome = ({ visit, cycle, now }: OwnVisit): boolean =>
  visit.state === 'booked' && !isOver(visit, cycle, now);

/** Time, place, theme, and who is coming from each school. */
function VisitFactsList({ own }: { readonly own: OwnVisit }) {
  const { visit, partnership, cycle } = own;
  const theme = visit.theme === '' && isToCome(own) ? 'Not set yet' : visit.theme;
  return (
    <SummaryList
      rows={[
        { key: 'Time', value: sayVisitHours(cycle.program.timeZone, visit) },
        { key: 'Place', value: <bdi>{sayPlace(partnership, visit)}</bdi> },
        ...(visit.state === 'cancelled'
          ? [{ key: 'Reason for canceling', value: <Lines text={visit.reason} /> }]
          : []),
        ...(theme === '' ? [] : [{ key: 'Theme', value: <Lines text={theme} /> }]),
        ...(visit.lookFor === '' ? [] : [{ key: 'What to look for', value: <Lines text={visit.lookFor} /> }]),
        ...schoolsIn(visit).map((id) => ({
          key: `${nameOfSchool(partnership, id)}’s team`,
          value: <WhoComes own={own} school={id} />,
        })),
        { key: 'Facilitator', value: <bdi>{partnership.facilitator.name}</bdi> },
      ]}
    />
  );
}

/** How many people are coming from a school, and how many came. Only the school itself sees its remark. */
function WhoComes({ own, school }: { readonly own: OwnVisit; readonly school: string }) {
  const { visit } = own;
  const delegation = visit.delegations[school];
  const came = visit.state === 'held' ? visit.attendance[school] : undefined;
  const proposal = isBooked(visit) ? visit.proposals.find((one) => one.school === school) : undefined;
  return (
    <>
      {delegation ? capitalized(sayDelegation(delegation)) : isToCome(own) ? 'No answer yet' : 'No answer'}
      {came !== undefined && `; ${countOf(came, 'person', 'people')} came`}
      {school === own.school.id && delegation && delegation.remark !== '' && (
        <>
          <br />
          <Lines text={delegation.remark} />
        </>
      )}
      {proposal && school !== own.school.id && (
        <>
          <br />
          Asked for {sayDate(proposal.date)} instead
        </>
      )}
    </>
  );
}

/** One visit, as a school in it sees it. */
export const schoolVisit = forVisit(async ({ query }, own) => {
  const freeDays = await freeDaysOf(own);
  const done = query.get('done') === 'delegation' ? `${own.done} ${sayWhoSees(own)}` : own.done;
  return showPage(<VisitPage own={{ ...own, done }} freeDays={freeDays} />, {
    reference: own.reference,
    ...visitFacts(own, own.visit),
    freeDays,
    seen: {
      delegation: seenOf(delegationShown(own.visit, own.school.id)),
      proposal: seenOf(proposalShown(own.visit, own.school.id)),
    },
  });
});

/** Whether the school can still say who is coming or ask for another date. */
export const isAhead = ({ visit, partnership, cycle, now }: OwnVisit): boolean =>
  partnership.state === 'active' &&
  isBooked(visit) &&
  !isOver(visit, cycle, now) &&
  !isWaiting(partnership, visit);

const canMove = (own: OwnVisit): boolean => isAhead(own) && own.visit.date > own.today;

const nearDays = 8;

/** The nearest days on which all the visit's schools and the facilitator are free, by date. */
async function freeDaysOf(own: OwnVisit): Promise<readonly CalendarDate[]> {
  const { visit, partnership, today } = own;
  if (!canMove(own) || !isBooked(visit)) return [];
  const away = (date: CalendarDate) => Math.abs(Date.parse(date) - Date.parse(visit.date));
  return [...daysFreeFor(await settingOf(own), partnership, visit, today)]
    .sort((a, b) => away(a) - away(b))
    .slice(0, nearDays)
    .sort();
}

/** Who sees how many people the school brings. */
function sayWhoSees({ visit, school }: OwnVisit): string {
  const others = visit.visiting.length === 1 ? 'school' : 'schools';
  return visit.visited === school.id
    ? `Your facilitator and the visiting ${others} can see how many of you will be there.`
    : `The other ${others} and your facilitator can see how many of you are coming.`;
}

/** The page with the submitted values in one of its forms, and their errors. */
export async function showTyped(
  own: OwnVisit,
  form: Typed['form'],
  fields: Fields,
  errors: FieldErrors,
): Promise<Answer> {
  const typed = { form, fields, errors, isChanged: false };
  return showErrors(<VisitPage own={own} freeDays={await freeDaysOf(own)} typed={typed} />, errors);
}

/** The same after someone changed the visit. The submitted values have no errors. */
export async function showChanged(own: OwnVisit, form: Typed['form'], fields: Fields): Promise<Answer> {
  const fresh = await asItStands(own);
  const typed = { form, fields, errors: {}, isChanged: true };
  return showProblem(<VisitPage own={fresh} freeDays={await freeDaysOf(fresh)} typed={typed} />, overtaken);
}

type VisitPageProps = {
  readonly own: OwnVisit;
  readonly freeDays: readonly CalendarDate[];
  readonly typed?: Typed | undefined;
};

function VisitPage({ own, freeDays, typed }: VisitPageProps) {
  const { reference, visit, partnership, school, cycle } = own;
  const { word, meaning } = standingOf(own, visit);
  const typedInto = (form: Typed['form']) => (typed?.form === form ? typed : undefined);
  return (
    <PublicPage
      title={`Visit on ${sayDate(visit.date)}`}
      program={cycle.program}
      backLink={{ href: hrefTo('schoolVisits', { reference }), text: 'All your visits' }}
      error={typed !== undefined && !typed.isChanged}
    >
      {typed && <ErrorSummary errors={typed.errors} />}
      {typed?.isChanged === true && (
        <ChangedBanner>
          Your changes weren’t saved. Below is the visit as it is now, with what you typed still in the form.
        </ChangedBanner>
      )}
      <DoneBanner text={own.done} />
      <span class="govuk-caption-l">
        <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>
      </span>
      <h1 class="govuk-heading-l">{sayDate(visit.date)}</h1>
      <p class="govuk-body">
        <Tag meaning={meaning}>{word}</Tag>
      </p>
      <VisitFactsList own={own} />
      <ReflectionSection own={own} />
      {isAhead(own) && <DelegationForm own={own} typed={typedInto('delegation')} />}
      {canMove(own) && isBooked(visit) && (
        <ProposalForm own={own} visit={visit} freeDays={freeDays} typed={typedInto('proposal')} />
      )}
    </PublicPage>
  );
}
