import { isRefusal } from '../../shared/domain/change.ts';
import { renewSubscription } from '../../shared/domain/visits/taking-part.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import { seeOther } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { subscriptionAddress } from './calendar-section.tsx';
import { forSchool, store } from './context.ts';
import { noPartnership, partnershipEnded } from './refusals.tsx';

/** Makes the address by which calendars subscribe to the school's visits; the one before shows nothing any more. */
export const renewCalendar = forSchool(async ({ now }, own) => {
  const { cycle, reference, school, partnership } = own;
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (current) =>
    renewSubscription(current, school.id, now),
  );
  if (!outcome) return noPartnership(reference, cycle);
  if (isRefusal<'ended'>(outcome)) return partnershipEnded(own);
  return seeOther(`${hrefTo('schoolVisits', { reference }, { done: 'calendar' })}#calendar`, {
    calendar: subscriptionAddress({ ...own, partnership: outcome }),
  });
});
