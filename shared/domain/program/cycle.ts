import {
  type CalendarDate,
  dateIn,
  type Instant,
  isWeekend,
  plusDays,
  plusHours,
  sayInstant,
} from '#domain/base/time.ts';
import type { CalendarEntry, Program } from './program.ts';

/** One year's intake of a program, with the rules that applied when it opened. */
export type Cycle = {
  readonly id: string;
  readonly name: string;
  /** "September 2014" */
  readonly startsIn: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly program: Program;
  readonly calendar: readonly CalendarEntry[];
};

type CycleState = 'not-yet-open' | 'open' | 'closed';

export function stateOf(cycle: Cycle, now: Instant): CycleState {
  if (now < cycle.opensAt) return 'not-yet-open';
  return now <= cycle.closesAt ? 'open' : 'closed';
}

/** The last moment to submit a draft that was opened before the deadline. */
export const graceEndsAt = (cycle: Cycle): Instant => plusHours(cycle.closesAt, cycle.program.graceHours);

/** Whether an application started at `startedAt` may still be changed and submitted. */
export const acceptsDraft = (cycle: Cycle, startedAt: Instant, now: Instant): boolean =>
  now >= cycle.opensAt && startedAt <= cycle.closesAt && now <= graceEndsAt(cycle);

export const sayDeadline = (cycle: Cycle): string => sayInstant(cycle.program.timeZone, cycle.closesAt);

/** The end of the grace period for drafts, as people read it. */
export const sayGraceEnd = (cycle: Cycle): string => sayInstant(cycle.program.timeZone, graceEndsAt(cycle));

export const todayOf = (cycle: Cycle, now: Instant): CalendarDate => dateIn(cycle.program.timeZone, now);

/** The day on which schools with a draft get a reminder. */
export const closingReminderDate = (cycle: Cycle): CalendarDate =>
  plusDays(dateIn(cycle.program.timeZone, cycle.closesAt), -3);

/** Whether schools of all levels have students on that day: a weekday that no entry for all schools takes out. */
export function isSchoolDay(cycle: Cycle, date: CalendarDate): boolean {
  const dayOff = cycle.calendar.some(
    (entry) =>
      entry.appliesTo.includes('all') &&
      entry.from <= date &&
      date <= entry.to &&
      entry.studentsPresent === 'no',
  );
  return !isWeekend(date) && !dayOff;
}

/** The day that many school days after a date; before it if `count` is negative. */
export function schoolDaysFrom(cycle: Cycle, date: CalendarDate, count: number): CalendarDate {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = plusDays(day, step);
    if (isSchoolDay(cycle, day)) left -= 1;
  }
  return day;
}

/**
 * The last day of a cycle's year: the end of its calendar. Without a calendar, a year and a summer after the
 * deadline.
 */
export const endsOn = (cycle: Cycle): CalendarDate =>
  cycle.calendar.reduce<CalendarDate | undefined>(
    (last, { to }) => (last === undefined || last < to ? to : last),
    undefined,
  ) ?? plusDays(dateIn(cycle.program.timeZone, cycle.closesAt), 430);

/** Whether names must be erased: `months` have passed since the cycle's year ended. */
export function mayForgetPeople(cycle: Cycle, months: number, now: Instant): boolean {
  const end = new Date(endsOn(cycle));
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.toISOString() < now;
}
