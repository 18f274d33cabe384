import { countOf, sayList } from '../../shared/domain/amounts.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import type { StaffMember } from '../../shared/domain/person.ts';
import type { Withdrawal } from '../../shared/domain/visits/withdrawn.ts';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';

/** Who withdrew, and what that means for the visits until a director has said how it goes on. */
export function sayWithdrawal({ partnership: { host }, schools, waiting }: Withdrawal): string {
  const who = `${sayList(schools.map(({ name }) => name))} withdrew.`;
  const next = `A director says how the partnership of ${host.name} goes on.`;
  if (waiting.length === 0) return `${who} ${next}`;
  const waits = countOf(waiting.length, 'visit to come waits', 'visits to come wait');
  return `${who} ${next} Until then ${waits}: nobody is reminded of ${waiting.length === 1 ? 'it' : 'them'}.`;
}

type ToRepairProps = { readonly partnership: Partnership; readonly staff: StaffMember };

/** For a director the way to say how it goes on; for others the way to who is in it. */
export const ToRepair = ({ partnership: { host }, staff }: ToRepairProps) => {
  const address = { partnership: host.reference };
  return isDirector(staff) ? (
    <a class="govuk-link" href={hrefTo('repairPage', address)}>
      Say how the partnership of <span dir="auto">{host.name}</span> goes on
    </a>
  ) : (
    <a class="govuk-link" href={hrefTo('partnership', address)}>
      Open the partnership of <span dir="auto">{host.name}</span>
    </a>
  );
};
