import type { StaffMember } from '#domain/base/person.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Withdrawal } from '#domain/partnership/visit-state.ts';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

/** Who withdrew, and what that means for the visits until a director decides. */
export function sayWithdrawal({ schools, waiting }: Withdrawal, staff: StaffMember): string {
  const who = `${sayList(schools.map(({ name }) => name))} withdrew.`;
  const next = isDirector(staff) ? 'Decide what happens next.' : 'A director will decide what happens next.';
  if (waiting.length === 0) return `${who} ${next}`;
  const onHold = countOf(waiting.length, 'upcoming visit is on hold', 'upcoming visits are on hold');
  return `${who} ${next} ${onHold}, and no reminders will be sent.`;
}

type ToRepairProps = { readonly partnership: Partnership; readonly staff: StaffMember };

/** Directors get a link to decide, others a link to the partnership. */
export const ToRepair = ({ partnership: { host }, staff }: ToRepairProps) => {
  const address = { partnership: host.reference };
  return isDirector(staff) ? (
    <a class="govuk-link" href={hrefTo('repairPage', address)}>
      Decide what happens with <span dir="auto">{host.name}</span>’s partnership
    </a>
  ) : (
    <a class="govuk-link" href={hrefTo('partnership', address)}>
      Open <span dir="auto">{host.name}</span>’s partnership
    </a>
  );
};
