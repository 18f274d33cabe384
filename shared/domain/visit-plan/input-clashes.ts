import { countOf } from '../amounts.ts';
import { sayDateWithYear } from '../time.ts';
import type { VisitClash, VisitPlanProblem } from './problem.ts';
import type { VisitRules } from './rules.ts';
import { ordinaryDays, weekdaysBetween } from './school-days.ts';

/** Faults of the problem itself, before any day is checked; empty if there are none. */
export function inputClashes(problem: VisitPlanProblem): readonly VisitClash[] {
  return [
    ...ruleFaults(problem.rules),
    ...dayFaults(problem),
    ...doubled(
      problem.partnerships.map(({ id }) => id),
      (id) => `Partnership ${id} is listed twice.`,
    ),
    ...doubled(
      problem.facilitators.map(({ id }) => id),
      (id) => `Facilitator ${id} is listed twice.`,
    ),
    ...doubled(
      problem.partnerships.flatMap(({ host, partners }) => [host.id, ...partners.map(({ id }) => id)]),
      (id) => `School ${id} is in two partnerships, or listed twice in one.`,
    ),
    ...partnershipFaults(problem),
  ].map((statement) => ({ statement, relax: [] }));
}

function ruleFaults({ pattern, smallestGapDays, largestGapDays, farthestFromTargetDays }: VisitRules) {
  const faults: string[] = [];
  if (!/^[PH]+$/.test(pattern)) faults.push(`The order of visits can contain only P and H: ${pattern}`);
  for (const [days, what, least] of [
    [smallestGapDays, 'The smallest gap', 1],
    [largestGapDays, 'The largest gap', 1],
    [farthestFromTargetDays, 'The distance from the ideal date', 0],
  ] as const)
    if (!Number.isInteger(days) || days < least)
      faults.push(`${what} is ${countOf(days, 'day')}. Use a whole number of ${least} or more.`);
  if (largestGapDays < smallestGapDays)
    faults.push(
      `The largest gap (${countOf(largestGapDays, 'day')}) is smaller than the smallest gap (${smallestGapDays}).`,
    );
  return faults;
}

const isDate = (date: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) && new Date(Date.parse(date) || 0).toISOString().startsWith(date);

function dayFaults(problem: VisitPlanProblem): readonly string[] {
  const { firstDay, lastDay, calendar, facilitators, partnerships } = problem;
  const schools = partnerships.flatMap(({ host, partners }) => [host, ...partners]);
  const named: readonly (readonly [string, string])[] = [
    ...[firstDay, lastDay].map((date) => [date, 'the year'] as const),
    ...calendar.flatMap(({ from, to, event }) => [from, to].map((date) => [date, event] as const)),
    ...facilitators.flatMap(({ id, daysOff }) => daysOff.map((date) => [date, id] as const)),
    ...schools.flatMap(({ id, blackouts }) => blackouts.map((date) => [date, id] as const)),
  ];
  const known = new Set<string>();
  const isKnown = (date: string): boolean => {
    if (known.has(date)) return true;
    if (isDate(date)) known.add(date);
    return known.has(date);
  };
  const unknown = named
    .filter(([date]) => !isKnown(date))
    .map(([date, where]) => `“${date}” in ${where} isn’t a valid date.`);
  if (unknown.length > 0) return unknown;
  if (firstDay > lastDay)
    return [
      `The first day, ${sayDateWithYear(firstDay)}, is after the last day, ${sayDateWithYear(lastDay)}.`,
    ];
  return ordinaryDays(weekdaysBetween(firstDay, lastDay), calendar, []).includes(1)
    ? []
    : [`The calendar has no school days from ${sayDateWithYear(firstDay)} to ${sayDateWithYear(lastDay)}.`];
}

function doubled(ids: readonly string[], sayTwice: (id: string) => string): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) (seen.has(id) ? twice : seen).add(id);
  return [...twice].sort().map(sayTwice);
}

function partnershipFaults({ partnerships, facilitators }: VisitPlanProblem): readonly string[] {
  const known = new Set(facilitators.map(({ id }) => id));
  return partnerships.flatMap(({ id, partners, facilitator }) => [
    ...(partners.length === 0 ? [`Partnership ${id} has no partners.`] : []),
    ...(known.has(facilitator)
      ? []
      : [`Partnership ${id} names a facilitator who isn’t listed: ${facilitator}`]),
  ]);
}
