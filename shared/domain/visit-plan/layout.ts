import { compareText } from '../natural-order.ts';
import { wholeAt } from '../pairing/cells.ts';
import { daysBetween } from '../time.ts';
import type { VisitFacilitator, VisitPartnership, VisitPlanProblem, VisitSchool } from './problem.ts';
import type { VisitRules } from './rules.ts';
import { dayBook, weekdaysBetween } from './school-days.ts';
import { byFacilitator, targetsOf } from './targets.ts';

/**
 * The days of a year, numbered from 0, with their distance from the first day. If a visit is on day d, the one before
 * it must be from `earliest[d]` to `latest[d]`; no day is possible if `latest` is smaller.
 */
export type YearDays = {
  readonly dates: readonly string[];
  readonly numbers: Int32Array;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
};

/**
 * One partner's visits. `costs` has the cost of each visit on each day (index: visit × days + day; -1 if impossible).
 * `from` and `to` are each visit's first and last possible day. `group` numbers the facilitator's partnerships.
 */
export type PartnerYear = {
  readonly partnership: VisitPartnership;
  readonly partner: VisitSchool;
  readonly group: number;
  /** 1 for each visit, in order, in which the host travels. */
  readonly hostTravels: Uint8Array;
  /** How many of the first visits are over. Gaps between these are no longer checked. */
  readonly over: number;
  /** The current days of its visits, for a repair; -1 for none. */
  readonly now: Int32Array;
  readonly costs: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
};

/** Everything that one facilitator attends. Facilitators are independent: no school is in two partnerships. */
export type FacilitatorYear = {
  readonly facilitator: VisitFacilitator;
  readonly days: YearDays;
  readonly jointVisits: boolean;
  readonly partners: readonly PartnerYear[];
  /** From this day, visits compete for the facilitator. Earlier days are over. */
  readonly openFrom: number;
  /** The initial price, for others, of days that visits have now. It is the cost of moving such a visit. */
  readonly priceNow: number;
};

/** One partner's visits in order, with the cost of each on each day; undefined if impossible. */
export type Course = Pick<PartnerYear, 'hostTravels' | 'over' | 'now'> & {
  readonly costOf: (visit: number, day: number) => number | undefined;
};

export type Layout = {
  readonly days: YearDays;
  /** The number of each date. */
  readonly places: ReadonlyMap<string, number>;
  readonly target: (partner: string, visit: number) => number;
  readonly facilitators: readonly (readonly [VisitFacilitator, readonly VisitPartnership[]])[];
  /** Days that work for a host, a partner, and their facilitator. */
  readonly commonDays: (partnership: VisitPartnership, partner: VisitSchool) => Uint8Array;
  readonly freeDays: (facilitator: VisitFacilitator) => Uint8Array;
};

/**
 * The problem in numbers. `besides` holds more days to number, on which no visit can be now. Throws if a facilitator
 * is unknown: the input is checked before.
 */
export function layOut(problem: VisitPlanProblem, besides: readonly string[] = []): Layout {
  const dates = [...new Set([...weekdaysBetween(problem.firstDay, problem.lastDay), ...besides])].sort();
  const days = yearDays(dates, problem);
  const book = dayBook(days.dates, problem.calendar);
  const targets = targetsOf(problem);
  const facilitators = new Map(problem.facilitators.map((facilitator) => [facilitator.id, facilitator]));
  const known = (id: string): VisitFacilitator => {
    const facilitator = facilitators.get(id);
    if (!facilitator) throw new Error(`${id} isn't a facilitator in this problem`);
    return facilitator;
  };
  const hostDays = new Map<string, Uint8Array>();
  return {
    days,
    places: new Map(dates.map((date, day) => [date, day])),
    target: (partner, visit) =>
      targets.get(partner)?.at(Math.min(visit, problem.rules.pattern.length - 1)) ?? 0,
    facilitators: [...byFacilitator(problem.partnerships)].map(([id, own]) => [known(id), own] as const),
    commonDays: (partnership, partner) => {
      const { id, host, facilitator } = partnership;
      const ofHost = hostDays.get(id) ?? both(book.ofFacilitator(known(facilitator)), book.ofSchool(host));
      hostDays.set(id, ofHost);
      return both(book.ofSchool(partner), ofHost);
    },
    freeDays: book.ofFacilitator,
  };
}

/** Keeps in `one` only the days that are in both. */
function both(one: Uint8Array, other: Uint8Array): Uint8Array {
  for (let day = 0; day < one.length; day += 1) if (other[day] !== 1) one[day] = 0;
  return one;
}

function yearDays(
  dates: readonly string[],
  { firstDay, rules }: { readonly firstDay: string; readonly rules: VisitRules },
): YearDays {
  const numbers = Int32Array.from(dates, (date) => daysBetween(firstDay, date));
  const apart = (day: number, before: number) => wholeAt(numbers, day) - wholeAt(numbers, before);
  const earliest = new Int32Array(dates.length);
  const latest = new Int32Array(dates.length);
  for (let day = 0, first = 0, last = -1; day < dates.length; day += 1) {
    while (apart(day, first) > rules.largestGapDays) first += 1;
    while (last + 1 < day && apart(day, last + 1) >= rules.smallestGapDays) last += 1;
    earliest[day] = first;
    latest[day] = last;
  }
  return { dates, numbers, earliest, latest };
}

/** The visits of the pattern. Each costs its distance from its ideal date, up to the limit in the rules. */
export const byDistance =
  ({ target, days: { numbers } }: Layout, { pattern, farthestFromTargetDays }: VisitRules) =>
  (partner: string): Course => ({
    hostTravels: hostTravelsIn(pattern),
    over: 0,
    now: new Int32Array(0),
    costOf: (visit, day) => {
      const distance = Math.abs(wholeAt(numbers, day) - target(partner, visit));
      return distance <= farthestFromTargetDays ? distance : undefined;
    },
  });

export const hostTravelsIn = (order: string): Uint8Array =>
  Uint8Array.from(order, (letter) => (letter === 'H' ? 1 : 0));

export function facilitatorYear(
  layout: Layout,
  [facilitator, partnerships]: Layout['facilitators'][number],
  { jointVisits }: VisitRules,
  courseOf: (partner: string) => Course,
  { openFrom, priceNow } = { openFrom: 0, priceNow: 0 },
): FacilitatorYear {
  const { days } = layout;
  const partners = partnerships.flatMap((partnership, group) =>
    [...partnership.partners]
      .sort((a, b) => compareText(a.id, b.id))
      .map((partner) => {
        const common = layout.commonDays(partnership, partner);
        const course = courseOf(partner.id);
        const costOf: Course['costOf'] = (visit, day) =>
          common[day] === 1 || day < openFrom ? course.costOf(visit, day) : undefined;
        return partnerYear({ partnership, partner, group }, { ...course, costOf }, days.dates.length);
      }),
  );
  return { facilitator, days, jointVisits, partners, openFrom, priceNow };
}

function partnerYear(
  who: Pick<PartnerYear, 'partnership' | 'partner' | 'group'>,
  { hostTravels, over, now, costOf }: Course,
  count: number,
): PartnerYear {
  const visits = hostTravels.length;
  const costs = new Int32Array(visits * count).fill(-1);
  const from = new Int32Array(visits).fill(count);
  const to = new Int32Array(visits).fill(-1);
  for (let visit = 0; visit < visits; visit += 1)
    for (let day = 0; day < count; day += 1) {
      const cost = costOf(visit, day);
      if (cost === undefined) continue;
      costs[visit * count + day] = cost;
      if (wholeAt(to, visit) < 0) from[visit] = day;
      to[visit] = day;
    }
  return { ...who, hostTravels, over, now, costs, from, to };
}
