import { refuse } from '../../shared/domain/change.ts';
import { type CalendarDate, sayDate, sayDateWithYear } from '../../shared/domain/time.ts';
import { repairYears, settlePartnership, type YearRepair } from '../../shared/domain/visits/repairing.ts';
import { type Setting, schoolYearAfter } from '../../shared/domain/visits/year-problem.ts';
import { isDirector } from '../http/staff.tsx';
import type { VisitsRequest } from './setting.ts';
import { type ChangedVisit, changedVisits, type Step, toldChange } from './steps.ts';

/** How years go on after something changed: what each partnership becomes, and who cannot be helped. */
export type RepairPreview = Pick<YearRepair, 'stuck'> & {
  readonly steps: readonly Step[];
  readonly changes: readonly ChangedVisit[];
};

/** The part of the year that somebody may repair: all of it, or their own partnerships. */
export const ownPart = ({ setting, staff }: Pick<VisitsRequest, 'setting' | 'staff'>): Setting =>
  isDirector(staff)
    ? setting
    : {
        ...setting,
        partnerships: setting.partnerships.filter(({ facilitator }) => facilitator.email === staff.email),
      };

/** The repair of the years in a setting; `because` is what schools are told whose visits move. */
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

/** Why a day cannot be lost, a sentence with the day and the rule; undefined where it can. */
export function whyNotADay(
  { setting: { cycle }, today }: VisitsRequest,
  date: CalendarDate,
): string | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return 'This cycle’s calendar has no school year after the application deadline';
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
