import { isRefusal, refuse } from '../../shared/domain/base/change.ts';
import { facilitatorsIn } from '../../shared/domain/visits/schedule.ts';
import { renewFacilitatorSubscription } from '../../shared/domain/visits/visit-year.ts';
import { reviseVisitYear } from '../../shared/store/revise.ts';
import { seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { isOvertaken } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { subscriptionAddress } from './calendar-section.tsx';
import { store } from './context.ts';
import { renewalFields } from './forms.ts';
import { notDone } from './refusals.tsx';
import { withSetting } from './setting.ts';

/**
 * Creates or replaces a facilitator's calendar link; the old link stops working. If the link changed after the page was loaded, it
 * stays: a form that is sent twice must not end a new link.
 */
export const renewFacilitatorCalendar = withSetting(async (request) => {
  const { cycle, staff, now, setting, fields } = request;
  if (!facilitatorsIn(setting).includes(staff.email))
    return notDone(staff, {
      status: 409,
      title: 'You don’t have a calendar',
      detail: 'Only facilitators with a partnership have a visit calendar.',
    });
  const seen = check(renewalFields, fields).value?.seen ?? '';
  const outcome = await reviseVisitYear(store, cycle.id, (standing) =>
    isOvertaken(standing.subscriptions[staff.email] ?? 0, seen)
      ? refuse('renewed')
      : renewFacilitatorSubscription(standing, staff.email, staff, now),
  );
  const year = isRefusal<'renewed'>(outcome) ? await store.visitYear(cycle.id) : outcome;
  return seeOther(`${hrefTo('visits', {}, { done: 'calendar' })}#calendar`, {
    calendar: subscriptionAddress({ cycle, staff, year }),
  });
});
