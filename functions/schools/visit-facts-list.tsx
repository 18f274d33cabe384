import { sayDate } from '../../shared/domain/base/time.ts';
import { capitalized, countOf } from '../../shared/domain/base/wording.ts';
import { nameOfSchool } from '../../shared/domain/partnership/partnership.ts';
import { isBooked, schoolsIn } from '../../shared/domain/partnership/visit.ts';
import { sayDelegation } from '../../shared/text/visits.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import type { OwnVisit } from './context.ts';
import { sayPlace, sayVisitHours } from './words.ts';

/** Time, place, theme, and who is coming from each school. */
export function VisitFactsList({ own }: { readonly own: OwnVisit }) {
  const { visit, partnership, cycle } = own;
  return (
    <SummaryList
      rows={[
        { key: 'Time', value: sayVisitHours(cycle.program.timeZone, visit) },
        { key: 'Place', value: <bdi>{sayPlace(partnership, visit)}</bdi> },
        ...(visit.state === 'cancelled'
          ? [{ key: 'Reason for canceling', value: <Lines text={visit.reason} /> }]
          : []),
        { key: 'Theme', value: visit.theme === '' ? 'Not set yet' : <Lines text={visit.theme} /> },
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
function WhoComes({
  own: { visit, school: own },
  school,
}: {
  readonly own: OwnVisit;
  readonly school: string;
}) {
  const delegation = visit.delegations[school];
  const came = visit.state === 'held' ? visit.attendance[school] : undefined;
  const proposal = isBooked(visit) ? visit.proposals.find((one) => one.school === school) : undefined;
  return (
    <>
      {delegation
        ? capitalized(sayDelegation(delegation))
        : visit.state === 'booked'
          ? 'No answer yet'
          : 'No answer'}
      {came !== undefined && `; ${countOf(came, 'person', 'people')} came`}
      {school === own.id && delegation && delegation.remark !== '' && (
        <>
          <br />
          <Lines text={delegation.remark} />
        </>
      )}
      {proposal && school !== own.id && (
        <>
          <br />
          Asked for {sayDate(proposal.date)} instead
        </>
      )}
    </>
  );
}
