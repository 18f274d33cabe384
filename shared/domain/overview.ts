import { type Cycle, todayOf } from './cycle.ts';
import type { Role } from './program.ts';
import { type Level, levels } from './school.ts';
import type { ApplicationSummary } from './summary.ts';
import { type CalendarDate, dateIn, type Instant, plusDays } from './time.ts';

/** Applications received up to and including a day, by role. */
export type DayCount = { readonly date: CalendarDate } & Readonly<Record<Role, number>>;

/** Received applications (not drafts, not withdrawn) from the day the cycle opened to today or the deadline. */
export function receivedByDay(
  summaries: readonly ApplicationSummary[],
  cycle: Cycle,
  now: Instant,
): readonly DayCount[] {
  const zone = cycle.program.timeZone;
  const last = [todayOf(cycle, now), dateIn(zone, cycle.closesAt)].sort()[0] ?? todayOf(cycle, now);
  const received = summaries.flatMap(({ state, role, submittedAt }) =>
    submittedAt && state !== 'withdrawn' ? [{ role, date: dateIn(zone, submittedAt) }] : [],
  );
  const upTo = (date: CalendarDate, role: Role) =>
    received.filter((one) => one.role === role && one.date <= date).length;
  const days: DayCount[] = [];
  for (let date = dateIn(zone, cycle.opensAt); date <= last; date = plusDays(date, 1))
    days.push({ date, host: upTo(date, 'host'), partner: upTo(date, 'partner') });
  return days;
}

/** One cell of region by level: how many applications, how many accepted, and how many are wanted at least. */
export type CoverageCell = {
  readonly region: string;
  readonly level: Level;
  readonly received: number;
  readonly accepted: number;
};

/** Every region by every level; a school of several levels counts once in each of them. */
export function coverageOf(summaries: readonly ApplicationSummary[], cycle: Cycle): readonly CoverageCell[] {
  const standing = summaries.filter(({ submittedAt, state }) => submittedAt && state !== 'withdrawn');
  return cycle.program.regions.flatMap((region) =>
    levels.map((level) => {
      const here = standing.filter((one) => one.region === region && one.levels.includes(level));
      const accepted = here.filter((one) => one.outcome === 'accepted').length;
      return { region, level, received: here.length, accepted };
    }),
  );
}

/** A quota in numbers: what it wants at least, and how many applications stand and are accepted for it. */
export type QuotaState = {
  readonly name: string;
  readonly atLeast: number;
  readonly received: number;
  readonly accepted: number;
};
