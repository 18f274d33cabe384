import { isDate } from '#domain/base/time.ts';
import { wholeAt } from '#domain/base/typed-arrays.ts';
import type { VisitRules } from '#domain/program/program.ts';
import { ordinaryDays, weekdaysBetween } from '#domain/program/school-year.ts';
import { pathFinder } from './path.ts';
import type { ClashCause, Relaxation, VisitClash, VisitPlanProblem } from './problem.ts';
import { type FacilitatorYear, layOut, type PartnerYear } from './year-layout.ts';

/**
 * Why one facilitator's year has no plan, as far as simple counting shows it, before any search. Empty if counting
 * finds no reason.
 */
export function countedClashes(year: FacilitatorYear, freeDays: Uint8Array): readonly VisitClash[] {
  const windows = windowsOf(year);
  const tight = tightestOf(windows, freeDays);
  if (!tight) return [];
  const { visits, days } = tight;
  const { dates } = year.days;
  const facilitator = year.facilitator.id;
  return [
    {
      cause: {
        kind: 'too-few-days',
        ...{ facilitator, visits, days },
        from: dates[tight.from] ?? '',
        to: dates[tight.to] ?? '',
      },
      relax: [
        { kind: 'free-days-in-time', facilitator, days: visits - days },
        { kind: 'hand-over', facilitator },
        { kind: 'farther' },
        ...orJointVisits(year),
      ],
    },
  ];
}

const orJointVisits = ({ jointVisits }: FacilitatorYear): readonly Relaxation[] =>
  jointVisits ? [] : [{ kind: 'joint-visits' }];

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
  const days = layOut({ ...problem, partnerships: [partnership] })
    .commonDays(partnership, partner.partner)
    .reduce((sum, can) => sum + can, 0);
  const trio = {
    partner: partner.partner,
    host: partnership.host,
    facilitator: partnership.facilitator,
  };
  const freer: Relaxation = { kind: 'free-common-days', ...trio };
  if (days < visits) return { cause: { kind: 'too-few-common-days', ...trio, visits, days }, relax: [freer] };
  return {
    cause: { kind: 'no-fitting-days', ...trio, visits, days, rules: problem.rules },
    relax: [...ruleChanges(problem, partner, yearUnder), freer],
  };
}

/** The smallest change of each rule that gives a partner a year by itself. */
function ruleChanges(
  problem: VisitPlanProblem,
  { partner }: PartnerYear,
  yearUnder: YearUnder,
): readonly Relaxation[] {
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
  const daysOf = (
    kind: 'larger-gap' | 'smaller-gap' | 'farther-by-days',
    days: number | undefined,
  ): readonly Relaxation[] => (days === undefined ? [] : [{ kind, days }]);
  const alone = [
    ...daysOf('larger-gap', wider === undefined ? undefined : rules.largestGapDays + wider),
    ...daysOf('smaller-gap', closer === undefined ? undefined : rules.smallestGapDays - closer),
    ...daysOf('farther-by-days', farther === undefined ? undefined : rules.farthestFromTargetDays + farther),
  ];
  if (alone.length > 0) return alone;
  const loosened = (days: number) => ({
    smallestGapDays: Math.max(1, rules.smallestGapDays - days),
    largestGapDays: rules.largestGapDays + days,
    farthestFromTargetDays: rules.farthestFromTargetDays + days,
  });
  const together = least(366, loosened);
  const fewer = { kind: 'fewer-visits' } as const;
  return together === undefined ? [fewer] : [{ kind: 'looser-rules', ...loosened(together) }, fewer];
}

/** Why a facilitator's partners have no year together, although each has one alone: proven, or only not found. */
export function togetherClash(year: FacilitatorYear, isProven: boolean): VisitClash {
  const facilitator = year.facilitator.id;
  return {
    cause: {
      kind: isProven ? 'proven-impossible' : 'not-found',
      facilitator,
      partners: year.partners.length,
    },
    relax: [
      { kind: 'free-days', facilitator },
      { kind: 'hand-over', facilitator },
      { kind: 'farther-or-closer' },
      ...orJointVisits(year),
    ],
  };
}

/** Faults of the problem itself, before any day is checked; empty if there are none. */
export function inputClashes(problem: VisitPlanProblem): readonly VisitClash[] {
  const { partnerships, facilitators } = problem;
  const schools = partnerships.flatMap(({ host, partners }) => [host, ...partners]);
  return [
    ...ruleFaults(problem.rules),
    ...dayFaults(problem),
    ...doubled('partnership-twice', partnerships),
    ...doubled('facilitator-twice', facilitators),
    ...doubled('school-twice', schools),
    ...partnershipFaults(problem),
  ].map((cause) => ({ cause, relax: [] }));
}

function ruleFaults(rules: VisitRules): readonly ClashCause[] {
  const { pattern, smallestGapDays, largestGapDays } = rules;
  const faults: ClashCause[] = [];
  if (!/^[PH]+$/.test(pattern)) faults.push({ kind: 'unknown-letter', pattern });
  for (const [rule, least] of [
    ['smallestGapDays', 1],
    ['largestGapDays', 1],
    ['farthestFromTargetDays', 0],
  ] as const)
    if (!Number.isInteger(rules[rule]) || rules[rule] < least)
      faults.push({ kind: 'no-whole-number', rule, days: rules[rule], least });
  if (largestGapDays < smallestGapDays)
    faults.push({ kind: 'gaps-reversed', smallestGapDays, largestGapDays });
  return faults;
}

function dayFaults(problem: VisitPlanProblem): readonly ClashCause[] {
  const { firstDay, lastDay, calendar, facilitators, partnerships } = problem;
  const schools = partnerships.flatMap(({ host, partners }) => [host, ...partners]);
  const named = [
    ...[firstDay, lastDay].map((date) => ({ date, of: 'year' as const, name: '' })),
    ...calendar.flatMap(({ from, to, event }) =>
      [from, to].map((date) => ({ date, of: 'event' as const, name: event })),
    ),
    ...facilitators.flatMap(({ id, daysOff }) =>
      daysOff.map((date) => ({ date, of: 'facilitator' as const, name: id })),
    ),
    ...schools.flatMap(({ id, blackouts }) =>
      blackouts.map((date) => ({ date, of: 'school' as const, name: id })),
    ),
  ];
  const known = new Set<string>();
  const isKnown = (date: string): boolean => {
    if (known.has(date)) return true;
    if (isDate(date)) known.add(date);
    return known.has(date);
  };
  const unknown = named.filter(({ date }) => !isKnown(date));
  if (unknown.length > 0) return unknown.map((one) => ({ kind: 'invalid-date', ...one }));
  if (firstDay > lastDay) return [{ kind: 'year-reversed', firstDay, lastDay }];
  return ordinaryDays(weekdaysBetween(firstDay, lastDay), calendar, []).includes(1)
    ? []
    : [{ kind: 'no-school-days', firstDay, lastDay }];
}

function doubled(
  kind: 'partnership-twice' | 'facilitator-twice' | 'school-twice',
  all: readonly { readonly id: string }[],
): readonly ClashCause[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of all) (seen.has(id) ? twice : seen).add(id);
  return [...twice].sort().map((id) => ({ kind, id }));
}

function partnershipFaults({ partnerships, facilitators }: VisitPlanProblem): readonly ClashCause[] {
  const known = new Set(facilitators.map(({ id }) => id));
  return partnerships.flatMap(({ id, partners, facilitator }): readonly ClashCause[] => [
    ...(partners.length === 0 ? [{ kind: 'no-partners', partnership: id } as const] : []),
    ...(known.has(facilitator)
      ? []
      : [{ kind: 'unknown-facilitator', partnership: id, facilitator } as const]),
  ]);
}
