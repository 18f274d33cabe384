import { isRefusal } from '../../shared/domain/base/change.ts';
import { renewSubscription } from '../../shared/domain/visits/school-actions.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import { seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { isOvertaken } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { subscriptionAddress } from './calendar-section.tsx';
import { forSchool, store } from './context.ts';
import { renewalFields } from './forms.ts';
import { noPartnership, partnershipEnded } from './refusals.tsx';

/**
 * Creates or replaces the link by which calendars subscribe to the school's visits. A link that was made after the page was opened
 * stays: a form that is sent twice, or a colleague's form, must not end it at once.
 */
export const renewCalendar = forSchool(async ({ fields, now }, own) => {
  const { cycle, reference, school, partnership } = own;
  const seen = check(renewalFields, fields).value?.seen ?? '';
  const outcome = await revisePartnership(store, cycle.id, partnership.host.id, (current) => {
    const renewed = renewSubscription(current, school.id, now);
    return !isRefusal<'ended'>(renewed) && isOvertaken(current.subscriptions[school.id] ?? 0, seen)
      ? undefined
      : renewed;
  });
  if (!outcome) return noPartnership(reference, cycle);
  if (isRefusal<'ended'>(outcome)) return partnershipEnded(own);
  return seeOther(`${hrefTo('schoolVisits', { reference }, { done: 'calendar' })}#calendar`, {
    calendar: subscriptionAddress({ ...own, partnership: outcome }),
  });
});
