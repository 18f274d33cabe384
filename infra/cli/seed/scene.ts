import type { Roster } from '#domain/admission/roster.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { type CalendarDate, dateIn, type Instant, plusDays } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { School } from '#domain/program/school.ts';
import { instantAt } from '../wall-time.ts';
import type { Chance } from './chance.ts';
import type { Scenario } from './scenarios.ts';

/** Moments on working days before a `now`, for things that people did. */
type Diary = {
  /** During working hours `daysAgo` days ago, or on the Friday before. A later `step` is later that day. */
  readonly at: (daysAgo: number, step: number) => Instant;
};

const stepMinutes = 45;
const workdayStartsMinute = 8 * 60 + 20;

/** `jitterMinutes`, 0 to 44, spreads the submission times of different applications. */
export const openDiary = (timeZone: string, now: Instant, jitterMinutes: number): Diary => ({
  at: (daysAgo, step) => {
    const minute = workdayStartsMinute + step * stepMinutes + jitterMinutes;
    const clock = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
    return instantAt(workdayUntil(plusDays(dateIn(timeZone, now), -daysAgo)), clock, timeZone);
  },
});

const twoDigits = (number: number) => String(number).padStart(2, '0');

const workdayUntil = (date: CalendarDate): CalendarDate => {
  const weekday = new Date(date).getUTCDay();
  if (weekday === 6) return plusDays(date, -1);
  return weekday === 0 ? plusDays(date, -2) : date;
};

export type District = {
  readonly cycle: Cycle;
  readonly schools: readonly School[];
  readonly roster: Roster;
  readonly now: Instant;
};

/** The input of one application's story. */
export type Scene = Scenario &
  Omit<District, 'schools'> & {
    readonly school: School;
    readonly chance: Chance;
    readonly diary: Diary;
    /** The earlier applications, for an even load of reviewers. */
    readonly earlier: readonly ApplicationSummary[];
  };
