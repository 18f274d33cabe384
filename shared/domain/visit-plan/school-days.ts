import type { CalendarEntry } from '../program.ts';
import { type CalendarDate, plusDays } from '../time.ts';
import type { VisitFacilitator, VisitSchool } from './problem.ts';

/**
 * The first and last day of school according to a calendar's captions. Without captions, the calendar's first and
 * last day.
 */
export function schoolYearOf(
  calendar: readonly CalendarEntry[],
): { readonly firstDay: CalendarDate; readonly lastDay: CalendarDate } | undefined {
  const named = (pattern: RegExp) => calendar.filter(({ event }) => pattern.test(event));
  const [starts, ends] = [named(/\bfirst day of school\b/i), named(/\blast day of school\b/i)];
  const firstDay = (starts.length > 0 ? starts : calendar).map(({ from }) => from).sort()[0];
  const lastDay = (ends.length > 0 ? ends : calendar)
    .map(({ to }) => to)
    .sort()
    .at(-1);
  return firstDay !== undefined && lastDay !== undefined && firstDay <= lastDay
    ? { firstDay, lastDay }
    : undefined;
}

/** Mondays to Fridays between two days. */
export function weekdaysBetween(firstDay: CalendarDate, lastDay: CalendarDate): readonly CalendarDate[] {
  const dates: CalendarDate[] = [];
  for (let date = firstDay; date <= lastDay; date = plusDays(date, 1))
    if (isWeekday(weekdayOf(date))) dates.push(date);
  return dates;
}

const isWeekday = (weekday: number): boolean => weekday >= 1 && weekday <= 5;

/** 0 is Sunday. */
const weekdayOf = (date: CalendarDate): number => new Date(date).getUTCDay();

/** Whether an entry takes a day from a school: any day that is not a regular one for one of its groups. */
const takesFrom = ({ appliesTo, studentsPresent }: CalendarEntry, groups: ReadonlySet<string>): boolean =>
  studentsPresent !== 'yes' && appliesTo.some((group) => groups.has(group.toLowerCase()));

/** 1 for each date that is a regular school day for these groups. */
export function ordinaryDays(
  dates: readonly CalendarDate[],
  calendar: readonly CalendarEntry[],
  groups: readonly string[],
): Uint8Array {
  const own = new Set(['all', ...groups.map((group) => group.toLowerCase())]);
  const taken = calendar.filter((entry) => takesFrom(entry, own));
  return Uint8Array.from(dates, (date) => (taken.some(({ from, to }) => from <= date && date <= to) ? 0 : 1));
}

/** Answers which days work for a school or a facilitator. The results match `dates` by index and must not be changed. */
export function dayBook(dates: readonly CalendarDate[], calendar: readonly CalendarEntry[]) {
  const places = new Map(dates.map((date, index) => [date, index]));
  const weekdays = dates.map(weekdayOf);
  const byGroups = new Map<string, Uint8Array>();
  const strike = (days: Uint8Array, lost: readonly CalendarDate[]): Uint8Array => {
    for (const date of lost) {
      const place = places.get(date);
      if (place !== undefined) days[place] = 0;
    }
    return days;
  };
  return {
    ofSchool: ({ groups, blackouts }: VisitSchool): Uint8Array => {
      const key = JSON.stringify(groups);
      const ordinary = byGroups.get(key) ?? ordinaryDays(dates, calendar, groups);
      byGroups.set(key, ordinary);
      return strike(ordinary.slice(), blackouts);
    },
    ofFacilitator: ({ weekdaysOff, daysOff }: VisitFacilitator): Uint8Array =>
      strike(
        Uint8Array.from(weekdays, (weekday) => (weekdaysOff.includes(weekday) ? 0 : 1)),
        daysOff,
      ),
  };
}
