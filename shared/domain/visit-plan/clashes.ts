import { countOf } from '../amounts.ts';
import { wholeAt } from '../pairing/cells.ts';
import { sayDate } from '../time.ts';
import { type FacilitatorYear, layOut, type PartnerYear } from './layout.ts';
import { pathFinder } from './path.ts';
import type { VisitClash, VisitPlanProblem } from './problem.ts';
import type { VisitRules } from './rules.ts';

/** Why one facilitator's year cannot be, as far as counting shows it before any search; empty where nothing does. */
export function countedClashes(year: FacilitatorYear, freeDays: Uint8Array): readonly VisitClash[] {
  const windows = windowsOf(year);
  const tight = tightestOf(windows, freeDays);
  if (!tight) return [];
  const { facilitator, days } = year;
  const [from, to] = [days.dates[tight.from] ?? '', days.dates[tight.to] ?? ''];
  return [
    {
      statement: `${facilitator.id} would have to accompany ${countOf(tight.visits, 'visit')} from ${sayDate(from)} to ${sayDate(to)}, and has ${countOf(tight.days, 'day')} then.`,
      relax: [
        `Free ${tight.visits - tight.days} more of the days of ${facilitator.id} in that time.`,
        `Give a partnership of ${facilitator.id} to another facilitator.`,
        'Let visits lie farther from their targets.',
        ...(year.jointVisits ? [] : ['Allow joint visits.']),
      ],
    },
  ];
}

type Window = { readonly from: number; readonly to: number };

/**
 * Where each visit can be that certainly needs a day of its own. Partners of one host may come together where joint visits
 * are allowed, so that only the visits of one of them are sure to need a day each.
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

/** The stretch of days that lacks most of them for the visits that have to be within it (P. Hall, 1935). */
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

/** A facilitator's year under a problem whose rules may have been changed. */
export type YearUnder = (problem: VisitPlanProblem) => FacilitatorYear | undefined;

/** Why partners of a facilitator have no year even alone, and which rule would have to give how much; empty where all have one. */
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
  const who = `${partner.partner.name} and ${partnership.host.name}`;
  const common = layOut({ ...problem, partnerships: [partnership] })
    .commonDays(partnership, partner.partner)
    .reduce((sum, can) => sum + can, 0);
  const fewer = `Fewer days on which ${who} or ${partnership.facilitator} cannot.`;
  if (common < visits)
    return {
      statement: `${who} have ${common === 0 ? 'no day' : countOf(common, 'day')} in common on which ${partnership.facilitator} can, and need ${visits}.`,
      relax: [fewer],
    };
  const { smallestGapDays, largestGapDays, farthestFromTargetDays } = problem.rules;
  return {
    statement: `${who} have ${countOf(common, 'day')} in common on which ${partnership.facilitator} can, but no ${visits} of them are ${smallestGapDays} to ${largestGapDays} days apart and within ${countOf(farthestFromTargetDays, 'day')} of their targets.`,
    relax: [...ruleChanges(problem, partner, yearUnder), fewer],
  };
}

/** The least change of each rule that by itself gives a partner a year. */
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
    ...(wider === undefined ? [] : [`A largest gap of ${countOf(rules.largestGapDays + wider, 'day')}.`]),
    ...(closer === undefined ? [] : [`A smallest gap of ${countOf(rules.smallestGapDays - closer, 'day')}.`]),
    ...(farther === undefined
      ? []
      : [`Visits up to ${rules.farthestFromTargetDays + farther} days from their targets.`]),
  ];
  if (alone.length > 0) return alone;
  const loosened = (days: number) => ({
    smallestGapDays: Math.max(1, rules.smallestGapDays - days),
    largestGapDays: rules.largestGapDays + days,
    farthestFromTargetDays: rules.farthestFromTargetDays + days,
  });
  const together = least(366, loosened);
  if (together === undefined) return ['Fewer visits, or a later last day.'];
  const { smallestGapDays, largestGapDays, farthestFromTargetDays } = loosened(together);
  return [
    `Together: gaps of ${smallestGapDays} to ${largestGapDays} days, and visits up to ${farthestFromTargetDays} days from their targets.`,
    'Fewer visits, or a later last day.',
  ];
}

/** Why a facilitator's partners, each of whom has a year alone, have none together, or none that was found. */
export function togetherClash(
  { facilitator, partners, jointVisits }: FacilitatorYear,
  isProven: boolean,
): VisitClash {
  const who = `the ${partners.length} partners that ${facilitator.id} accompanies`;
  return {
    statement: isProven
      ? `The visits of ${who} do not fit together: they would need the same days.`
      : `No plan was found for ${who}, nor a proof that there is none.`,
    relax: [
      `More days on which ${facilitator.id} can.`,
      `Give a partnership of ${facilitator.id} to another facilitator.`,
      'Let visits lie farther from their targets, or closer to each other.',
      ...(jointVisits ? [] : ['Allow joint visits.']),
    ],
  };
}
