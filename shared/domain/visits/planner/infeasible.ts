import { sayDate, sayDateWithYear } from '#domain/base/time.ts';
import { wholeAt } from '#domain/base/typed-arrays.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import type { VisitRules } from '#domain/program/program.ts';
import { ordinaryDays, weekdaysBetween } from '#domain/program/school-year.ts';
import { pathFinder } from './path.ts';
import type { VisitClash, VisitPlanProblem } from './problem.ts';
import { type FacilitatorYear, layOut, type PartnerYear } from './year-layout.ts';

/**
 * Why one facilitator's year has no plan, as far as simple counting shows it, before any search. Empty if counting
 * finds no reason.
 */
export function countedClashes(year: FacilitatorYear, freeDays: Uint8Array): readonly VisitClash[] {
  const windows = windowsOf(year);
  const tight = tightestOf(windows, freeDays);
  if (!tight) return [];
  const { facilitator, days } = year;
  const [from, to] = [days.dates[tight.from] ?? '', days.dates[tight.to] ?? ''];
  return [
    {
      statement: `${facilitator.id} would need to attend ${countOf(tight.visits, 'visit')} from ${sayDate(from)} to ${sayDate(to)}, but only has ${countOf(tight.days, 'day')}.`,
      relax: [
        `Free up ${countOf(tight.visits - tight.days, 'more day', 'more days')} for ${facilitator.id} in that time.`,
        `Assign one of ${facilitator.id}’s partnerships to another facilitator.`,
        'Allow visits farther from their ideal dates.',
        ...(year.jointVisits ? [] : ['Allow joint visits.']),
      ],
    },
  ];
}

type Window = { readonly from: number; readonly to: number };

/**
 * The possible days of each visit that surely needs a day of its own. With joint visits, partners of one host may
 * come together, so only one partner's visits count.
 */
function windowsOf({ partners, jointVisits, openFrom }: FacilitatorYear): readonly Window[] {
  const counted = new Set<number>();
  return partners.flatMap(({ group, hostTravels, from, to }) => {
    const isFirst = !counted.has(group);
    counted.add(group);
    return Array.from(hostTravels, (travels, visit) =>
      (travels === 1 || isFirst || !jointVisits) && wholeAt(to, visit) >= openFrom
        ? [{ from: wholeAt(from, visit), to: wholeAt(to, visit) }]
        : [],
    ).flat();
  });
}

/** The period that lacks the most days for the visits that must be within it (P. Hall, 1935). */
function tightestOf(windows: readonly Window[], freeDays: Uint8Array) {
  const free = new Int32Array(freeDays.length + 1);
  freeDays.forEach((isFree, day) => {
    free[day + 1] = wholeAt(free, day) + isFree;
  });
  const byEnd = [...windows].sort((a, b) => a.to - b.to);
  let worst:
    | { readonly from: number; readonly to: number; readonly visits: number; readonly days: number }
    | undefined;
  for (const from of new Set(windows.map((window) => window.from))) {
    let visits = 0;
    for (const window of byEnd) {
      if (window.from < from) continue;
      visits += 1;
      const days = wholeAt(free, window.to + 1) - wholeAt(free, from);
      if (visits - days > (worst ? worst.visits - worst.days : 0))
        worst = { from, to: window.to, visits, days };
    }
  }
  return worst;
}

/** A facilitator's year in a problem whose rules may have changed. */
export type YearUnder = (problem: VisitPlanProblem) => FacilitatorYear | undefined;

/**
 * Why single partners of a facilitator have no year even alone, and how much each rule would have to relax. Empty if
 * each has one.
 */
export function partnerClashes(
  problem: VisitPlanProblem,
  year: FacilitatorYear,
  yearUnder: YearUnder,
): readonly VisitClash[] {
  return year.partners
    .filter((partner) => !hasPath(year, partner))
    .map((partner) => whyNoPath(problem, partner, yearUnder));
}

function hasPath(year: FacilitatorYear, partner: PartnerYear): boolean {
  const free = new Float64Array(year.days.dates.length);
  const find = pathFinder(year);
  const prices = { hostTravels: free, partnerTravels: free };
  return find(partner, prices, new Int32Array(partner.hostTravels.length)) < Number.POSITIVE_INFINITY;
}

function whyNoPath(problem: VisitPlanProblem, partner: PartnerYear, yearUnder: YearUnder): VisitClash {
  const { partnership } = partner;
  const visits = partner.hostTravels.length;
  const who = sayList([partner.partner.name, partnership.host.name, partnership.facilitator]);
  const common = layOut({ ...problem, partnerships: [partnership] })
    .commonDays(partnership, partner.partner)
    .reduce((sum, can) => sum + can, 0);
  const freer = `Free up more days for ${who}.`;
  if (common < visits)
    return {
      statement: `${who} have ${common === 0 ? 'no day' : countOf(common, 'day')} in common but need ${countOf(visits, 'visit')}.`,
      relax: [freer],
    };
  const { smallestGapDays, largestGapDays, farthestFromTargetDays } = problem.rules;
  return {
    statement: `${who} have ${countOf(common, 'day')} in common, but no ${visits} of them are ${smallestGapDays} to ${largestGapDays} days apart and within ${countOf(farthestFromTargetDays, 'day')} of their ideal dates.`,
    relax: [...ruleChanges(problem, partner, yearUnder), freer],
  };
}

/** The smallest change of each rule that gives a partner a year by itself. */
function ruleChanges(
  problem: VisitPlanProblem,
  { partner }: PartnerYear,
  yearUnder: YearUnder,
): readonly string[] {
  const { rules } = problem;
  const works = (changed: Partial<VisitRules>): boolean => {
    const year = yearUnder({ ...problem, rules: { ...rules, ...changed } });
    return year?.partners.some((other) => other.partner.id === partner.id && hasPath(year, other)) ?? false;
  };
  const least = (most: number, change: (days: number) => Partial<VisitRules>): number | undefined => {
    if (!works(change(most))) return undefined;
    let [no, yes] = [0, most];
    while (yes - no > 1) {
      const middle = (no + yes) >> 1;
      if (works(change(middle))) yes = middle;
      else no = middle;
    }
    return yes;
  };
  const wider = least(366, (days) => ({ largestGapDays: rules.largestGapDays + days }));
  const closer = least(rules.smallestGapDays - 1, (days) => ({
    smallestGapDays: rules.smallestGapDays - days,
  }));
  const farther = least(366, (days) => ({ farthestFromTargetDays: rules.farthestFromTargetDays + days }));
  const alone = [
    ...(wider === undefined
      ? []
      : [`Raise the largest gap to ${countOf(rules.largestGapDays + wider, 'day')}.`]),
    ...(closer === undefined
      ? []
      : [`Lower the smallest gap to ${countOf(rules.smallestGapDays - closer, 'day')}.`]),
    ...(farther === undefined
      ? []
      : [`Allow visits up to ${rules.farthestFromTargetDays + farther} days from their ideal dates.`]),
  ];
  if (alone.length > 0) return alone;
  const loosened = (days: number) => ({
    smallestGapDays: Math.max(1, rules.smallestGapDays - days),
    largestGapDays: rules.largestGapDays + days,
    farthestFromTargetDays: rules.farthestFromTargetDays + days,
  });
  const together = least(366, loosened);
  const fewer = 'Schedule fewer visits, or end the school year later.';
  if (together === undefined) return [fewer];
  const { smallestGapDays, largestGapDays, farthestFromTargetDays } = loosened(together);
  return [
    `Allow gaps of ${smallestGapDays} to ${largestGapDays} days and visits up to ${farthestFromTargetDays} days from their ideal dates.`,
    fewer,
  ];
}

/** Why a facilitator's partners have no year together, although each has one alone: proven, or only not found. */
export function togetherClash(
  { facilitator, partners, jointVisits }: FacilitatorYear,
  isProven: boolean,
): VisitClash {
  const who = `${facilitator.id}’s ${countOf(partners.length, 'partner')}`;
  return {
    statement: isProven
      ? `The visits for ${who} don’t fit together. They’d need the same days.`
      : `We couldn’t find a schedule for ${who}, but one may exist.`,
    relax: [
      `Free up more days for ${facilitator.id}.`,
      `Assign one of ${facilitator.id}’s partnerships to another facilitator.`,
      'Allow visits farther from their ideal dates or closer together.',
      ...(jointVisits ? [] : ['Allow joint visits.']),
    ],
  };
}

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
