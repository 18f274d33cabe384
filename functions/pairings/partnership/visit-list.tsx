import { sayDate } from '#domain/base/time.ts';
import { standingNames, visitStanding } from '#domain/partnership/visit-state.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayHours, sayWho } from '#text/visits.ts';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import type { PartnershipRequest } from '../scenario-access.ts';

type PartnershipVisitsProps = {
  readonly request: PartnershipRequest;
  /** The cycle that the visit pages show now. */
  readonly yearShown: Cycle | undefined;
};

/** A partnership's learning focus and visits. Its facilitator also sees links to change them. */
export function PartnershipVisits({ request, yearShown }: PartnershipVisitsProps) {
  const { staff, cycle, partnership } = request;
  const { host, visits, facilitator, state } = partnership;
  const today = todayOf(cycle, request.now);
  const isShown = yearShown?.id === cycle.id;
  // The link must name the partnership if its year isn't the current one.
  const named = isShown ? {} : { partnership: host.reference };
  const isOwn = state === 'active' && (isDirector(staff) || staff.email === facilitator.email);
  return (
    <>
      <Arc request={request} isOwn={isOwn} />
      <Table
        caption="Visits"
        dense
        stacks
        columns={[{ text: 'Date', head: true }, { text: 'Time' }, { text: 'Visit' }, { text: 'Status' }]}
        empty="No visits scheduled yet."
        rows={visits
          .toSorted((a, b) => (a.date < b.date ? -1 : 1))
          .map((visit) => [
            <a
              key="day"
              class="govuk-link"
              href={hrefTo('visit', { partnership: host.reference, visit: String(visit.number) })}
            >
              {sayDate(visit.date)}
            </a>,
            sayHours(visit),
            <span key="who" dir="auto">
              {sayWho(partnership, visit)}
            </span>,
            standingNames[visitStanding(partnership, visit, today)],
          ])}
      />
      {state === 'active' && (
        <ul class="govuk-list lp-files">
          {isOwn && partnership.plannedFrom === undefined && (
            <li>
              <a
                class="govuk-link"
                href={hrefTo('visitPlanPage', {}, { facilitator: facilitator.email, ...named })}
              >
                Schedule the year’s visits
              </a>
            </li>
          )}
          <li>
            <a class="govuk-link" href={hrefTo('visitCalendar', {}, { partnership: host.reference })}>
              Visit calendar
            </a>
          </li>
          {isOwn && (
            <li>
              <a class="govuk-link" href={hrefTo('bookVisitPage', { partnership: host.reference })}>
                Schedule a visit
              </a>
            </li>
          )}
          {isShown && (
            <li>
              <a class="govuk-link" href={hrefTo('visits', {})}>
                All visits
              </a>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

type ArcProps = { readonly request: PartnershipRequest; readonly isOwn: boolean };

function Arc({ request, isOwn }: ArcProps) {
  const { arc, focusArea, host } = request.partnership;
  const change = isOwn
    ? {
        href: hrefTo('arcPage', { partnership: host.reference }),
        what: 'the learning focus',
        text: arc ? 'Change' : 'Set',
      }
    : undefined;
  return (
    <>
      <h2 class="govuk-heading-m">Learning focus</h2>
      <SummaryList
        rows={
          arc
            ? [
                { key: 'Focus area', value: focusAreaName(request.cycle.program, arc.focusArea), change },
                { key: 'Problem of practice', value: <Lines text={arc.problemOfPractice} /> },
                { key: 'Goal', value: <Lines text={arc.goal} /> },
              ]
            : [
                {
                  key: 'Focus area',
                  value:
                    focusArea === undefined ? 'Not set yet' : focusAreaName(request.cycle.program, focusArea),
                  change,
                },
              ]
        }
      />
    </>
  );
}
