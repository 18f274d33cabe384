import { compareText } from '#domain/base/natural-order.ts';
import { type CalendarDate, daysBetween } from '#domain/base/time.ts';
import { wholeAt } from '#domain/base/typed-arrays.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type { CalendarEntry, VisitRules } from '#domain/program/program.ts';
import { ordinaryDays, weekdayOf, weekdaysBetween } from '#domain/program/school-year.ts';
import type { VisitFacilitator, VisitPartnership, VisitPlanProblem, VisitSchool } from './problem.ts';
import { byFacilitator, targetsOf } from './targets.ts';

/** Answers which days work for a school or a facilitator. The results match `dates` by index and must not be changed. */
function dayBook(dates: readonly CalendarDate[], calendar: readonly CalendarEntry[]) {
  const places = new Map(dates.map((date, index) => [date, index]));
  const weekdays = dates.map(weekdayOf);
  const byGroups = new Map<string, Uint8Array>();
  const strike = (days: Uint8Array, lost: readonly CalendarDate[]): Uint8Array => {
    for (const date of lost) {
      const place = places.get(date);
      if (place !== undefined) days[place] = 0;
    }
    return days;
  };
  return {
    ofSchool: ({ groups, blackouts }: VisitSchool): Uint8Array => {
      const key = JSON.stringify(groups);
      const ordinary = byGroups.get(key) ?? ordinaryDays(dates, calendar, groups);
      byGroups.set(key, ordinary);
      return strike(ordinary.slice(), blackouts);
    },
    ofFacilitator: ({ weekdaysOff, daysOff }: VisitFacilitator): Uint8Array =>
      strike(
        Uint8Array.from(weekdays, (weekday) => (weekdaysOff.includes(weekday) ? 0 : 1)),
        daysOff,
      ),
  };
}

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
  /** 1 for each day on which the facilitator and the schools of at least one visit are available. */
  readonly attendable: Uint8Array;
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
  const attendable = new Uint8Array(days.dates.length);
  const partners = partnerships.flatMap((partnership, group) =>
    [...partnership.partners]
      .sort((a, b) => compareText(a.id, b.id))
      .map((partner) => {
        const common = layout.commonDays(partnership, partner);
        common.forEach((can, day) => {
          if (can === 1) attendable[day] = 1;
        });
        const course = courseOf(partner.id);
        const costOf: Course['costOf'] = (visit, day) =>
          common[day] === 1 || day < openFrom ? course.costOf(visit, day) : undefined;
        return partnerYear({ partnership, partner, group }, { ...course, costOf }, days.dates.length);
      }),
  );
  return { facilitator, days, jointVisits, partners, attendable, openFrom, priceNow };
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

/**
 * The visits on the days of a facilitator's partners. Partners that travel to one host on the same day travel
 * together.
 */
export function visitsOf(
  { partners, days, facilitator, jointVisits }: FacilitatorYear,
  chosen: readonly Int32Array[],
): readonly PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  const together = new Map<string, string[]>();
  const travelToHost = (visit: PlannedVisit, partner: string): void => {
    const key = `${visit.partnership}\u0000${visit.date}`;
    const others = jointVisits ? together.get(key) : undefined;
    if (others) others.push(partner);
    else {
      const visiting = [partner];
      together.set(key, visiting);
      visits.push({ ...visit, visiting });
    }
  };
  partners.forEach(({ partnership: { id, host }, partner, hostTravels }, index) => {
    chosen[index]?.forEach((day, visit) => {
      const whose = { partnership: id, date: days.dates[day] ?? '', facilitator: facilitator.id };
      if (hostTravels[visit] === 1) visits.push({ ...whose, visiting: [host.id], visited: partner.id });
      else travelToHost({ ...whose, visiting: [], visited: host.id }, partner.id);
    });
  });
  return visits;
}
