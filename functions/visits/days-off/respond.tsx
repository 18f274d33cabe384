import { isRefusal } from '#domain/base/change.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import { ofFacilitator } from '#domain/visits/schedule.ts';
import { type DaysOff, noDaysOff, setDaysOff as set, type VisitYear } from '#domain/visits/visit-year.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { ifSeen, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseVisitYear } from '#store/revise.ts';
import { type FacilitatorRequest, store, withFacilitator } from '../access.ts';
import { daysOffFields } from '../forms.ts';
import { done } from '../text.tsx';
import { DaysOffPage } from './page.tsx';

/** A facilitator's days off. */
export const daysOffPage = withFacilitator(
  'days-off',
  {
    status: 404,
    title: 'Facilitator not found',
    detail: 'You can enter days off once this facilitator has a partnership.',
  },
  (request) => {
    const { facilitator, setting } = request;
    const daysOff = setting.year.daysOff[facilitator] ?? noDaysOff;
    const values = { weekdays: daysOff.weekdays.map(String), dates: daysOff.dates.join('\n') };
    return showPage(<DaysOffPage request={request} values={values} errors={{}} isChanged={false} />, {
      ...{ facilitator, ...daysOff },
      seen: seenOf(daysOff),
    });
  },
);

/** The page with what was typed and with the version that someone else saved. */
async function showChanged(request: FacilitatorRequest): Promise<Answer> {
  const { setting, cycle, fields } = request;
  const fresh = { ...request, setting: { ...setting, year: await store.visitYear(cycle.id) } };
  return showProblem(<DaysOffPage request={fresh} values={fields} errors={{}} isChanged={true} />, {
    status: 409,
    title: 'Your changes weren’t saved',
    detail: 'Someone else changed these days off while you were looking at them.',
  });
}

const isOff = ({ weekdays, dates }: DaysOff, date: CalendarDate): boolean =>
  weekdays.includes(new Date(date).getUTCDay()) || dates.includes(date);

/** Saves the days off. If visits are on these days, leads to the repair. */
export const setDaysOff = withFacilitator(
  'days-off',
  {
    status: 422,
    title: 'Choose a facilitator',
    detail: 'Choose a facilitator who has a partnership. Your changes weren’t saved.',
  },
  async (request) => {
    const { fields, facilitator, staff, setting, cycle, now, today } = request;
    const checked = check(daysOffFields, fields);
    if (checked.errors)
      return showErrors(
        <DaysOffPage request={request} values={fields} errors={checked.errors} isChanged={false} />,
        checked.errors,
      );
    const { weekdays, dates, seen } = checked.value;
    const decide = (standing: VisitYear) => set(standing, facilitator, { weekdays, dates }, staff, now);
    const shown = ({ daysOff }: VisitYear) => daysOff[facilitator] ?? noDaysOff;
    const wanted = shown(decide(setting.year).after);
    const year = await reviseVisitYear(store, cycle.id, ifSeen({ seen, shown, wanted }, decide));
    if (isRefusal(year)) return showChanged(request);
    const daysOff = shown(year);
    const clashes = clashesIn(ofFacilitator({ ...setting, year }, facilitator), today).filter(({ visit }) =>
      isOff(daysOff, visit.date),
    );
    return seeOther(hrefTo(clashes.length > 0 ? 'repairVisitsPage' : 'visits', {}, done('days-off')), {
      ...{ facilitator, ...daysOff },
      clashes: clashes.length,
    });
  },
);
