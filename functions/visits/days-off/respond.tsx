import { isRefusal } from '#domain/base/change.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import { facilitatorsIn, ofFacilitator } from '#domain/visits/schedule.ts';
import { type DaysOff, noDaysOff, setDaysOff as set, type VisitYear } from '#domain/visits/visit-year.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { ifSeen, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseVisitYear } from '#store/revise.ts';
import { mayPlanFor, store, type VisitsRequest, withSetting } from '../access.ts';
import { facilitatorFrom, facilitatorName } from '../form-parts.tsx';
import { daysOffFields } from '../forms.ts';
import { notYours, toVisits } from '../refusals.tsx';
import { done } from '../text.tsx';
import { DaysOffPage } from './page.tsx';

/** A facilitator's days off. */
export const daysOffPage = withSetting((request) => {
  const { staff, setting } = request;
  const facilitator = facilitatorFrom(request);
  if (facilitator === undefined)
    return staffProblem(staff, {
      status: 404,
      title: 'Facilitator not found',
      detail: 'You can enter days off once this facilitator has a partnership.',
      to: toVisits,
    });
  if (!mayPlanFor(staff, facilitator))
    return notYours(staff, facilitatorName(request, facilitator), 'days-off');
  const daysOff = setting.year.daysOff[facilitator] ?? noDaysOff;
  const values = { weekdays: daysOff.weekdays.map(String), dates: daysOff.dates.join('\n') };
  return showPage(
    <DaysOffPage request={request} facilitator={facilitator} values={values} errors={{}} isChanged={false} />,
    { facilitator, ...daysOff, seen: seenOf(daysOff) },
  );
});

/** The page with what was typed and with the version that someone else saved. */
async function showChanged(request: VisitsRequest, facilitator: string): Promise<Answer> {
  const { setting, cycle, fields } = request;
  const fresh = { ...request, setting: { ...setting, year: await store.visitYear(cycle.id) } };
  return showProblem(
    <DaysOffPage request={fresh} facilitator={facilitator} values={fields} errors={{}} isChanged={true} />,
    {
      status: 409,
      title: 'Your changes weren’t saved',
      detail: 'Someone else changed these days off while you were looking at them.',
    },
  );
}

const isOff = ({ weekdays, dates }: DaysOff, date: CalendarDate): boolean =>
  weekdays.includes(new Date(date).getUTCDay()) || dates.includes(date);

/** Saves the days off. If visits are on these days, leads to the repair. */
export const setDaysOff = withSetting(async (request) => {
  const { fields, staff, setting, cycle, now, today } = request;
  const checked = check(daysOffFields, fields);
  const named = String(fields.facilitator ?? '').toLowerCase();
  if (!facilitatorsIn(setting).includes(named))
    return staffProblem(staff, {
      status: 422,
      title: 'Choose a facilitator',
      detail: 'Choose a facilitator who has a partnership. Your changes weren’t saved.',
      to: toVisits,
    });
  if (!mayPlanFor(staff, named)) return notYours(staff, facilitatorName(request, named), 'days-off');
  if (checked.errors)
    return showErrors(
      <DaysOffPage
        request={request}
        facilitator={named}
        values={fields}
        errors={checked.errors}
        isChanged={false}
      />,
      checked.errors,
    );
  const { facilitator, weekdays, dates, seen } = checked.value;
  const decide = (standing: VisitYear) => set(standing, facilitator, { weekdays, dates }, staff, now);
  const shown = ({ daysOff }: VisitYear) => daysOff[facilitator] ?? noDaysOff;
  const wanted = shown(decide(setting.year).after);
  const year = await reviseVisitYear(store, cycle.id, ifSeen({ seen, shown, wanted }, decide));
  if (isRefusal(year)) return showChanged(request, facilitator);
  const daysOff = year.daysOff[facilitator] ?? noDaysOff;
  const clashes = clashesIn(ofFacilitator({ ...setting, year }, facilitator), today).filter(({ visit }) =>
    isOff(daysOff, visit.date),
  );
  const to =
    clashes.length > 0
      ? hrefTo('repairVisitsPage', {}, done('days-off'))
      : hrefTo('visits', {}, done('days-off'));
  return seeOther(to, { facilitator, ...daysOff, clashes: clashes.length });
});
