import { sayDate } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { focusAreaOf } from '#domain/partnership/partnership.ts';
import type { BookedVisit } from '#domain/partnership/visit.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { debtsOf } from '#domain/visits/debts.ts';
import { dutiesOf, nextVisit, visitsOf } from '#domain/visits/school-view.ts';
import { showPage } from '#http/answer.ts';
import { DoneBanner } from '#http/banners.tsx';
import { sayVisitTo } from '#letters/visit-rows.ts';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { InsetText, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { forSchool, type OwnYear } from '../access.ts';
import { sayPlace, sayVisitHours } from '../text.tsx';
import { coachingFacts, partnerFacts, visitFacts } from './facts.ts';
import { CoachingSection, DutyList, EarlierSection, earlierFacts, PartnersSection } from './sections.tsx';
import { CalendarSection, subscriptionAddress } from './subscribe.tsx';
import { VisitTable } from './visit-table.tsx';

/** A school's year on one page: the next visit first, then its to-do list, then everything that rarely changes. */
export const schoolVisits = forSchool((_, own) => {
  const { reference, school, partnership, year, cycle, now } = own;
  const visits = visitsOf(partnership, school.id);
  return showPage(<VisitsPage own={own} />, {
    reference,
    state: partnership.state,
    partners: partnerFacts(own),
    facilitator: partnership.facilitator,
    focusArea: focusAreaOf(partnership) ?? null,
    arc: partnership.arc ?? null,
    visits: visits.map((visit) => visitFacts(own, visit)),
    earlier: earlierFacts(own),
    next: nextVisit(partnership, school.id, cycle, now)?.number ?? null,
    coaching: coachingFacts(year),
    calendar: subscriptionAddress(own) ?? null,
  });
});

function VisitsPage({ own }: { readonly own: OwnYear }) {
  const { reference, school, partnership, year, cycle, now, today } = own;
  const next = nextVisit(partnership, school.id, cycle, now);
  return (
    <PublicPage
      title="Your visits"
      program={cycle.program}
      backLink={{ href: hrefTo('application', { reference }), text: 'Your application' }}
    >
      <DoneBanner text={own.done} />
      <span class="govuk-caption-l">
        {cycle.program.name} {cycle.name}
      </span>
      <h1 class="govuk-heading-l">
        <bdi>{school.name}</bdi>’s visits
      </h1>
      <Standing own={own} />
      {next && <NextVisit own={own} visit={next} />}
      <DutyList duties={dutiesOf(partnership, school.id, cycle, now)} own={own} />
      <VisitTable own={own} visits={visitsOf(partnership, school.id)} />
      <Debts own={own} />
      <EarlierSection own={own} />
      <CalendarSection own={own} />
      <CoachingSection year={year} cycle={cycle} today={today} />
      <ArcSection own={own} />
      <PartnersSection own={own} />
    </PublicPage>
  );
}

/** For a partnership that has ended, whose host withdrew, or that has no visits yet. */
function Standing({ own: { partnership, school } }: { readonly own: OwnYear }) {
  const { host, facilitator, state, visits } = partnership;
  const isHost = host.id === school.id;
  const words =
    state === 'ended'
      ? `Your partnership${isHost ? '' : ` with ${host.name}`} has ended, so there are no more visits. ${facilitator.name} will tell you what happens next.`
      : host.withdrawnAt !== undefined && !isHost
        ? `Your host, ${host.name}, has withdrawn, so your visits are on hold. Please don’t travel there. ${facilitator.name} will tell you what happens next.`
        : visits.length === 0
          ? `${facilitator.name} is scheduling your visits. We’ll email you when the dates are set.`
          : undefined;
  return words === undefined ? null : <InsetText>{words}</InsetText>;
}

function NextVisit({ own, visit }: { readonly own: OwnYear; readonly visit: BookedVisit }) {
  const { partnership, school, cycle, reference, today } = own;
  return (
    <>
      <h2 class="govuk-heading-m">{visit.date === today ? 'Today' : 'Your next visit'}</h2>
      <InsetText>
        <p class="govuk-heading-l">{sayDate(visit.date)}</p>
        <p class="govuk-body">
          {sayVisitHours(cycle.program.timeZone, visit)}
          <br />
          <strong>
            <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>
          </strong>
          <br />
          <bdi>{sayPlace(partnership, visit)}</bdi>
        </p>
        {visit.theme !== '' && (
          <p class="govuk-body">
            <Lines text={visit.theme} />
          </p>
        )}
        <ButtonLink href={hrefTo('schoolVisit', { reference, visit: String(visit.number) })}>
          Open this visit
        </ButtonLink>
      </InsetText>
    </>
  );
}

/** Counts the visits that still need a date, so that the school does not have to. */
function Debts({ own: { partnership, school, cycle } }: { readonly own: OwnYear }) {
  const debts = debtsOf([partnership], cycle.program).filter(
    ({ partner }) => school.id === partnership.host.id || partner.id === school.id,
  );
  if (debts.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Still to schedule</h2>
      <ul class="govuk-list govuk-list--bullet">
        {debts.map(({ between, count }) => (
          <li key={`${between.visiting.join()} ${between.visited}`}>
            {countOf(count, 'visit')}: <bdi>{sayVisitTo(partnership, between, school.id)}</bdi>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <bdi>{partnership.facilitator.name}</bdi> will find dates, and we’ll email you.
      </p>
    </>
  );
}

function ArcSection({ own: { partnership, cycle } }: { readonly own: OwnYear }) {
  const { arc, facilitator, focusArea, state } = partnership;
  if (!arc && state === 'ended') return null;
  return (
    <>
      <h2 class="govuk-heading-m">Your focus for the year</h2>
      {arc ? (
        <SummaryList
          rows={[
            { key: 'Focus area', value: focusAreaName(cycle.program, arc.focusArea) },
            { key: 'Problem of practice', value: <Lines text={arc.problemOfPractice} /> },
            { key: 'Goal', value: <Lines text={arc.goal} /> },
          ]}
        />
      ) : (
        <p class="govuk-body">
          {focusArea === undefined ? 'Not set yet' : focusAreaName(cycle.program, focusArea)}.{' '}
          <bdi>{facilitator.name}</bdi> will{' '}
          {focusArea === undefined ? 'choose a focus area' : 'work out the goal'} with all the schools in your
          partnership.
        </p>
      )}
    </>
  );
}
