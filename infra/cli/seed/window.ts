import { type CalendarDate, dateIn, daysBetween, type Instant, plusDays } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CalendarEntry, Program } from '#domain/program/program.ts';
import { instantAt } from '../wall-time.ts';

const weekdayOf = (date: CalendarDate): number => new Date(date).getUTCDay();

const onOrBefore = (weekday: number, date: CalendarDate): CalendarDate =>
  plusDays(date, -((weekdayOf(date) - weekday + 7) % 7));

const monday = 1;
const friday = 5;

/**
 * A cycle of `program` that opened about three weeks before `now` and closes about three weeks after, on a
 * Friday at 17:00.
 */
export function openCycle(program: Program, calendar: readonly CalendarEntry[], now: Instant): Cycle {
  const today = dateIn(program.timeZone, now);
  const opens = onOrBefore(monday, plusDays(today, -21));
  const closes = onOrBefore(friday, plusDays(today, 24));
  const year = firstSeptemberAfter(plusDays(closes, 90));
  return {
    id: String(year),
    name: `${year}–${String(year + 1).slice(2)}`,
    startsIn: `September ${year}`,
    opensAt: instantAt(opens, '09:00', program.timeZone),
    closesAt: instantAt(closes, '17:00', program.timeZone),
    program,
    calendar,
  };
}

const firstSeptemberAfter = (date: CalendarDate): number => {
  const year = Number(date.slice(0, 4));
  return date <= `${year}-09-01` ? year : year + 1;
};

/** The days in this many years, in whole weeks, so that calendar entries keep their weekdays. */
const yearsInWeeks = (years: number): number => Math.round((years * 365.2425) / 7) * 7;

/**
 * The calendar of one school year, moved to the year around `today` and the two after it. A cycle that closes
 * as a year starts has its visits in the next one.
 */
export function calendarAround(
  calendar: readonly CalendarEntry[],
  today: CalendarDate,
): readonly CalendarEntry[] {
  const first = calendar.map(({ from }) => from).sort()[0];
  if (first === undefined) return [];
  const past = Math.floor(daysBetween(first, today) / 365.2425);
  const years = yearsInWeeks(past) > daysBetween(first, today) ? past - 1 : past;
  return [years, years + 1, years + 2].flatMap((year) => calendar.map(moved(yearsInWeeks(year))));
}

const moved =
  (days: number) =>
  (entry: CalendarEntry): CalendarEntry => ({
    ...entry,
    from: plusDays(entry.from, days),
    to: plusDays(entry.to, days),
  });
