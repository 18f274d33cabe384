import { sayDate } from '../../shared/domain/base/time.ts';
import type { Duty } from '../../shared/domain/visits/school-view.ts';
import { sayVisitTo, whoIsThere } from '../../shared/letters/visit-rows.ts';
import { hrefTo } from '../routes.ts';
import type { OwnYear } from './context.ts';

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
