import { type CalendarDate, dateIn, type Instant, plusDays } from '#domain/base/time.ts';
import { type Cycle, graceEndsAt, todayOf } from '#domain/program/cycle.ts';
import { type Program, type Quota, type Role, roleNames, roles } from '#domain/program/program.ts';
import { type Level, levelNames, levels } from '#domain/program/school.ts';
import type { DecisionOutcome } from './application.ts';
import type { ApplicationSummary } from './summary.ts';

/** Applications received on one day, by role. */
export type DayCount = { readonly date: CalendarDate } & Readonly<Record<Role, number>>;

/** Applications that are submitted and neither withdrawn nor declined. */
const standing = (summaries: readonly ApplicationSummary[]): readonly ApplicationSummary[] =>
  summaries.filter(
    ({ submittedAt, state, outcome }) => submittedAt && state !== 'withdrawn' && outcome !== 'declined',
  );

/**
 * How many applications came in each day, without drafts and withdrawn ones. Runs from the opening day to today or to
 * the last day for drafts.
 */
export function receivedByDay(
  summaries: readonly ApplicationSummary[],
  cycle: Cycle,
  now: Instant,
): readonly DayCount[] {
  const zone = cycle.program.timeZone;
  const last = [todayOf(cycle, now), dateIn(zone, graceEndsAt(cycle))].sort()[0] ?? todayOf(cycle, now);
  const received = summaries.flatMap(({ state, role, submittedAt }) =>
    submittedAt && state !== 'withdrawn' ? [`${dateIn(zone, submittedAt)} ${role}`] : [],
  );
  const counts = new Map<string, number>();
  for (const one of received) counts.set(one, (counts.get(one) ?? 0) + 1);
  const on = (date: CalendarDate, role: Role) => counts.get(`${date} ${role}`) ?? 0;
  const days: DayCount[] = [];
  for (let date = dateIn(zone, cycle.opensAt); date <= last; date = plusDays(date, 1))
    days.push({ date, host: on(date, 'host'), partner: on(date, 'partner') });
  return days;
}

/** How many applicants there are, how many of them are accepted, and the minimum, if there is one. */
export type Tally = {
  readonly inRunning: number;
  readonly accepted: number;
  readonly atLeast?: number;
};

export type Coverage = {
  readonly all: Tally;
  readonly levels: readonly { readonly level: Level; readonly total: Tally }[];
  readonly regions: readonly {
    readonly region: string;
    readonly total: Tally;
    /**
     * In the order of `levels`. A school with several levels counts in each, so the cells may not add up to the
     * total.
     */
    readonly cells: readonly { readonly level: Level; readonly tally: Tally }[];
  }[];
};

type Place = Pick<Quota, 'region' | 'level'>;

/** Every region by every level, with totals, compared with the program's quotas. */
export function coverageOf(summaries: readonly ApplicationSummary[], program: Program): Coverage {
  const counted = standing(summaries);
  const tally = (place: Place) => tallyOf(counted, program, place);
  return {
    all: { ...tally({}), atLeast: program.targets.host + program.targets.partner },
    levels: levels.map((level) => ({ level, total: tally({ level }) })),
    regions: program.regions.map((region) => ({
      region,
      total: tally({ region }),
      cells: levels.map((level) => ({ level, tally: tally({ region, level }) })),
    })),
  };
}

function tallyOf(counted: readonly ApplicationSummary[], program: Program, place: Place): Tally {
  const here = counted.filter(
    (one) =>
      (place.region === undefined || one.region === place.region) &&
      (place.level === undefined || one.levels.includes(place.level)),
  );
  const quota = program.quotas.find(({ region, level }) => region === place.region && level === place.level);
  return {
    inRunning: here.length,
    accepted: here.filter((one) => one.outcome === 'accepted').length,
    ...(quota ? { atLeast: quota.atLeast } : {}),
  };
}

/** What decisions do to one target or quota. */
export type QuotaEffect = { readonly name: string; readonly before: Tally; readonly after: Tally };

/**
 * What it does to targets and quotas if these applications get the same outcome: the targets of their roles, and the places
 * of their regions and levels, in the program's order.
 */
export function effectOfDecisions(
  summaries: readonly ApplicationSummary[],
  references: readonly string[],
  outcome: DecisionOutcome,
  program: Program,
): readonly QuotaEffect[] {
  const decided = summaries.filter(({ reference }) => references.includes(reference));
  const [before, after] = [
    standing(summaries),
    standing(
      summaries.map((one) => (decided.includes(one) ? { ...one, state: 'decided' as const, outcome } : one)),
    ),
  ];
  const ofRole = (role: Role): QuotaEffect => {
    const tally = (counted: readonly ApplicationSummary[]) => ({
      ...tallyOf(
        counted.filter((one) => one.role === role),
        program,
        {},
      ),
      atLeast: program.targets[role],
    });
    return { name: `${roleNames[role]}s`, before: tally(before), after: tally(after) };
  };
  const ofPlace = (place: Place): QuotaEffect => ({
    name: quotaName(place),
    before: tallyOf(before, program, place),
    after: tallyOf(after, program, place),
  });
  return [
    ...roles.filter((role) => decided.some((one) => one.role === role)).map(ofRole),
    ...program.regions
      .filter((region) => decided.some((one) => one.region === region))
      .map((region) => ofPlace({ region })),
    ...levels
      .filter((level) => decided.some((one) => one.levels.includes(level)))
      .map((level) => ofPlace({ level })),
  ];
}

/** A quota with too few applicants, and how many more it needs. */
export type Shortfall = Place & { readonly name: string; readonly missing: number };

/** Quotas that could not be met even if every applicant were accepted, in the program's order. */
export const shortfallsOf = (
  summaries: readonly ApplicationSummary[],
  program: Program,
): readonly Shortfall[] => {
  const counted = standing(summaries);
  return program.quotas.flatMap((quota) => {
    const { atLeast, ...place } = quota;
    const missing = atLeast - tallyOf(counted, program, place).inRunning;
    return missing > 0 ? [{ ...place, name: quotaName(quota), missing }] : [];
  });
};

/** "Bronx", "Middle", "Bronx, Middle" */
const quotaName = ({ region, level }: Place): string =>
  [region, level && levelNames[level]].filter((part) => part !== undefined).join(', ') || 'All schools';
