import { Fragment } from 'preact';
import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { asEachPairedContact, type Partnership } from '#domain/partnership/partnership.ts';
import { standing } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { sayLevels } from '#domain/program/school.ts';
import { type Duty, reflectionOf, visitsOf } from '#domain/visits/school-view.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { sayVisitTo, whoIsThere } from '#letters/visit-rows.ts';
import { hrefTo } from '#routes.ts';
import { MailLink } from '#ui/link.tsx';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import type { OwnYear } from '../access.ts';
import { sayVisitHours } from '../text.tsx';
import { partnersOf, visitFacts } from './facts.ts';

/** The school's tasks, each with a link to do it. Shows nothing if there are none. */
export function DutyList({ own, duties }: { readonly own: OwnYear; readonly duties: readonly Duty[] }) {
  if (duties.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">To do</h2>
      <ul class="govuk-list govuk-list--bullet">
        {duties.map((duty) => (
          <li key={`${duty.kind} ${duty.visit.number}`}>
            <DutyWords own={own} duty={duty} />
          </li>
        ))}
      </ul>
    </>
  );
}

function DutyWords({
  own: { reference, partnership, school },
  duty: { kind, visit },
}: {
  readonly own: OwnYear;
  readonly duty: Duty;
}) {
  const which = { reference, visit: String(visit.number) };
  const what = <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>;
  switch (kind) {
    case 'reflection':
      return (
        <>
          <a class="govuk-link" href={hrefTo('reflectionPage', which)}>
            Reflect on the visit on {sayDate(visit.date)}
          </a>{' '}
          ({what}; 2 minutes)
        </>
      );
    case 'delegation':
      return (
        <>
          <a class="govuk-link" href={`${hrefTo('schoolVisit', which)}#who-comes`}>
            Tell us {whoIsThere(visit, school.id)} on {sayDate(visit.date)}
          </a>{' '}
          ({what})
        </>
      );
  }
}

type CoachingSectionProps = {
  readonly year: VisitYear;
  readonly cycle: Cycle;
  readonly today: CalendarDate;
};

/** Coaching sessions for all principals, from today. */
export function CoachingSection({ year, cycle, today }: CoachingSectionProps) {
  const ahead = year.coaching
    .filter(({ state, date }) => state === 'booked' && date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  if (ahead.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Leadership coaching</h2>
      <p class="govuk-body">For principals at all schools.</p>
      <SummaryList
        rows={ahead.map((session) => ({
          key: sayDate(session.date),
          value: (
            <>
              <strong dir="auto">{session.title}</strong>
              <br />
              {sayVisitHours(cycle.program.timeZone, session)}
              {session.place !== '' && (
                <>
                  <br />
                  <bdi>{session.place}</bdi>
                </>
              )}
            </>
          ),
        }))}
      />
    </>
  );
}

/** Past visits with a host that left the program, with the school's reflections. They stay on its page. */
export const EarlierSection = ({ own }: { readonly own: OwnYear }) => (
  <>
    {own.earlier.map((partnership) => (
      <EarlierVisits key={partnership.host.id} own={own} partnership={partnership} />
    ))}
  </>
);

type EarlierVisitsProps = { readonly own: OwnYear; readonly partnership: Partnership };

const EarlierVisits = ({ own: { school }, partnership }: EarlierVisitsProps) => (
  <>
    <h2 class="govuk-heading-m">
      Earlier visits with <bdi>{partnership.host.name}</bdi>
    </h2>
    <Table
      caption="Past visits"
      captionSize="s"
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Visit' }, { text: 'Your reflection' }]}
      rows={earlierVisits(partnership, school.id).map((visit) => {
        const said = reflectionOf(visit, school.id);
        return [
          sayDate(visit.date),
          <bdi key="visit">{sayVisitTo(partnership, visit, school.id)}</bdi>,
          said ? <Lines key="said" text={`${said.learned}\n${said.willTry}`.trim()} /> : 'No reflection',
        ];
      })}
    />
  </>
);

const earlierVisits = (partnership: Partnership, school: string) => standing(visitsOf(partnership, school));

export const earlierFacts = (own: OwnYear) =>
  own.earlier.map((partnership) => ({
    host: { id: partnership.host.id, name: partnership.host.name },
    visits: earlierVisits(partnership, own.school.id).map((visit) => visitFacts(own, visit)),
  }));

/** The other schools, why they were matched, and the facilitator to ask. */
export function PartnersSection({ own }: { readonly own: OwnYear }) {
  const { partnership, school } = own;
  const { facilitator, host } = partnership;
  const keyOf = (role: 'host' | 'partner') =>
    role === 'host' ? 'Your host' : school.id === host.id ? 'Your partner' : 'Fellow partner school';
  return (
    <>
      <h2 class="govuk-heading-m">Your partnership</h2>
      <SummaryList
        rows={[
          ...partnersOf(own).map(({ role, school: other, why }) => ({
            key: keyOf(role),
            value: (
              <>
                <strong>
                  <bdi>{other.name}</bdi>
                </strong>
                , {other.region}, {sayLevels(other)}
                <br />
                {asEachPairedContact(other).map(({ contact }, index) => (
                  <Fragment key={contact.email}>
                    {index > 0 && <br />}
                    <bdi>{contact.name}</bdi>, <bdi>{contact.position}</bdi>
                  </Fragment>
                ))}
                {why !== undefined && (
                  <>
                    <br />
                    {why}
                  </>
                )}
              </>
            ),
          })),
          {
            key: 'Facilitator',
            value: (
              <>
                <bdi>{facilitator.name}</bdi>, <MailLink address={facilitator.email} />
                <br />
                Email <bdi>{facilitator.name}</bdi> to reach another school or if anything isn’t working.
              </>
            ),
          },
        ]}
      />
    </>
  );
}
