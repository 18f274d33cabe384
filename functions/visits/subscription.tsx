import { renewFacilitatorSubscription } from '../../shared/domain/visits/visit-year.ts';
import { facilitatorsIn } from '../../shared/domain/visits/year-problem.ts';
import { reviseVisitYear } from '../../shared/store/revise-visit-year.ts';
import { seeOther } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { subscriptionAddress } from './calendar-section.tsx';
import { store } from './context.ts';
import { notDone } from './refusals.tsx';
import { withSetting } from './setting.ts';

/** Makes the address by which calendars subscribe to a facilitator's own visits; the one before shows nothing any more. */
export const renewFacilitatorCalendar = withSetting(async (request) => {
  const { cycle, staff, now, setting } = request;
  if (!facilitatorsIn(setting).includes(staff.email))
    return notDone(staff, {
      status: 409,
      title: 'You have no visits to subscribe to',
      detail: 'Calendars are for facilitators with a partnership.',
    });
  const year = await reviseVisitYear(store, cycle.id, (standing) =>
    renewFacilitatorSubscription(standing, staff.email, staff, now),
  );
  return seeOther(`${hrefTo('visits', {}, { done: 'calendar' })}#calendar`, {
    calendar: subscriptionAddress({ cycle, staff, year }),
  });
});
