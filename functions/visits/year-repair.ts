import { refuse } from '../../shared/domain/base/change.ts';
import { type CalendarDate, sayDate, sayDateWithYear } from '../../shared/domain/base/time.ts';
import { schoolYearAfter } from '../../shared/domain/program/school-year.ts';
import { repairYears, settlePartnership, type YearRepair } from '../../shared/domain/visits/replan.ts';
import { noSchoolYear, type Setting } from '../../shared/domain/visits/schedule.ts';
import { isDirector } from '../http/staff.tsx';
import type { VisitsRequest } from './setting.ts';
import { type ChangedVisit, changedVisits, type Step, toldChange } from './steps.ts';

/** A repair of visits: the change of each partnership, and the facilitators whose visits can't all be kept. */
export type RepairPreview = Pick<YearRepair, 'stuck'> & {
  readonly steps: readonly Step[];
  readonly changes: readonly ChangedVisit[];
};

/** The partnerships that someone may repair: all (directors), or their own. */
export const ownPart = ({ setting, staff }: Pick<VisitsRequest, 'setting' | 'staff'>): Setting =>
  isDirector(staff)
    ? setting
    : {
        ...setting,
        partnerships: setting.partnerships.filter(({ facilitator }) => facilitator.email === staff.email),
      };

/** The repair of the visits in a setting. `because` is the reason in the emails to schools. */
export function repairOf(
  { staff, now, today }: VisitsRequest,
  setting: Setting,
  because: string,
): RepairPreview {
  const { visits, stuck } = repairYears(setting, today);
  const steps = setting.partnerships.flatMap((partnership): Step[] => {
    const planned = visits.get(partnership.host.id);
    if (!planned) return [];
    return [
      {
        partnership,
        decide: (standing) =>
          standing.state === 'active'
            ? settlePartnership(standing, planned, setting, because, staff, now)
            : refuse('ended'),
      },
    ];
  });
  return { steps, changes: changedVisits(steps), stuck };
}

/** A repair as data. */
export const toldRepair = ({ changes, stuck }: RepairPreview) => ({
  changes: changes.map(toldChange),
  stuck,
});

/** Why a closure isn't allowed on a date, as a sentence with the date and the rule. */
export function whyNotADay(
  { setting: { cycle }, today }: VisitsRequest,
  date: CalendarDate,
): string | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return noSchoolYear;
  if (date < today) return `${sayDate(date)} is in the past. Choose today or a later date.`;
  if (date < year.firstDay || date > year.lastDay)
    return `${sayDateWithYear(date)}, isn’t in the school year (${sayDateWithYear(year.firstDay)} to ${sayDateWithYear(year.lastDay)})`;
  const weekday = new Date(date).getUTCDay();
  if (weekday === 0 || weekday === 6) return `${sayDate(date)} is on a weekend`;
  const holiday = cycle.calendar.find(
    ({ from, to, appliesTo, studentsPresent }) =>
      from <= date && date <= to && studentsPresent === 'no' && appliesTo.includes('all'),
  );
  return holiday ? `Schools are already closed for visits on ${sayDate(date)} (${holiday.event})` : undefined;
}
