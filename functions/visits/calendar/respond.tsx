import { isRefusal } from '#domain/base/change.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import { schoolsIn } from '#domain/partnership/visit.ts';
import { type CalendarView, type DayEntry, viewOf, yearCalendar } from '#domain/visits/calendar.ts';
import { activePartnerships, facilitatorsIn } from '#domain/visits/schedule.ts';
import { renewFacilitatorSubscription, type VisitYear } from '#domain/visits/visit-year.ts';
import { seeOther, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { ifSeen, linkOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseVisitYear } from '#store/revise.ts';
import { store, type VisitsRequest, withSetting } from '../access.ts';
import { facilitatorName } from '../form-parts.tsx';
import { renewalFields } from '../forms.ts';
import { toVisits } from '../refusals.tsx';
import { subscriptionAddress } from '../subscribe.tsx';
import { done } from '../text.tsx';
import { CalendarPage } from './page.tsx';

/** A requested calendar and its name. */
type Named = { readonly name: string; readonly view: CalendarView };

/** The calendar of a partnership, school, or facilitator. By default a facilitator's own calendar; for others, everyone's. */
export const visitCalendar = withSetting((request) => {
  const named = viewFrom(request);
  const year = yearCalendar(request.setting, named?.view ?? { schools: [], visits: [] });
  const month = request.query.get('month') ?? undefined;
  const shown = month === undefined ? year : year.filter((one) => one.month === month);
  if (!named || (month !== undefined && shown.length === 0))
    return staffProblem(request.staff, {
      status: 404,
      title: 'Calendar not found',
      detail: named
        ? 'That month isn’t in the school year.'
        : 'Choose a partnership, school, or facilitator in this cycle.',
      to: toVisits,
    });
  return showPage(
    <CalendarPage request={request} name={named.name} months={shown} all={year.map((one) => one.month)} />,
    {
      name: named.name,
      days: shown
        .flatMap(({ weeks }) => weeks.flat())
        .flatMap((day) =>
          day && day.entries.length > 0 ? [{ date: day.date, entries: day.entries.map(told) }] : [],
        ),
    },
  );
});

function viewFrom(request: VisitsRequest): Named | undefined {
  const { query, setting, staff } = request;
  const partnerships = activePartnerships(setting.partnerships);
  const [reference, school] = [query.get('partnership'), query.get('school')];
  if (reference !== null) {
    const one = partnerships.find(({ host }) => host.reference === reference);
    return one && { name: one.host.name, view: viewOf([one], () => true, schoolsOf(one)) };
  }
  if (school !== null) {
    const own = partnerships.flatMap(schoolsOf).find(({ id }) => id === school);
    return (
      own && {
        name: own.name,
        view: viewOf(partnerships, (visit) => schoolsIn(visit).includes(school), [own]),
      }
    );
  }
  const known = facilitatorsIn(setting);
  const facilitator = query.get('facilitator') ?? (known.includes(staff.email) ? staff.email : undefined);
  if (facilitator === undefined)
    return {
      name: 'All partnerships',
      view: viewOf(partnerships, () => true, partnerships.flatMap(schoolsOf)),
    };
  if (!known.includes(facilitator)) return undefined;
  const own = partnerships.filter((one) => one.facilitator.email === facilitator);
  return {
    name: facilitatorName(request, facilitator),
    view: viewOf(own, () => true, own.flatMap(schoolsOf)),
  };
}

function told(entry: DayEntry) {
  switch (entry.kind) {
    case 'visit':
      return {
        kind: entry.kind,
        host: entry.partnership.host.id,
        visit: entry.visit.number,
        visiting: entry.visit.visiting,
        visited: entry.visit.visited,
      };
    case 'coaching':
      return { kind: entry.kind, session: entry.session.number, title: entry.session.title };
    case 'lost':
      return { kind: entry.kind, ...entry.day };
    case 'no-visits':
      return entry;
  }
}

/**
 * Creates or replaces a facilitator's calendar link; the old link stops working. If the link changed after the page was loaded, it
 * stays: a form that is sent twice must not end a new link.
 */
export const renewFacilitatorCalendar = withSetting(async (request) => {
  const { cycle, staff, now, setting, fields } = request;
  if (!facilitatorsIn(setting).includes(staff.email))
    return staffProblem(staff, {
      status: 409,
      title: 'You don’t have a calendar',
      detail: 'Only facilitators with a partnership have a visit calendar.',
      to: toVisits,
    });
  const seen = check(renewalFields, fields).value?.seen ?? '';
  const outcome = await reviseVisitYear(
    store,
    cycle.id,
    ifSeen({ seen, shown: linkOf(staff.email), wanted: {} }, (standing: VisitYear) =>
      renewFacilitatorSubscription(standing, staff.email, staff, now),
    ),
  );
  const year = isRefusal(outcome) ? await store.visitYear(cycle.id) : outcome;
  return seeOther(`${hrefTo('visits', {}, done('calendar'))}#calendar`, {
    calendar: subscriptionAddress({ cycle, staff, year }),
  });
});
