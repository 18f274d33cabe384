import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { costOfDays, type DayPrices, pathFinder } from './path.ts';
import { type Placed, placer } from './placing.ts';
import type { FacilitatorYear } from './year-layout.ts';

/** Whole numbers from 0 to below `below`. The same seed gives the same numbers (mulberry32, T. Ettinger, 2017). */
function numbersFrom(seed: string): (below: number) => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1)
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * A facilitator's year as far as it is solved. No plan costs less than `bound`; Infinity means that there is none.
 * `prices` gave the best bound, and `real` is that bound before rounding up.
 */
export type Solved = {
  readonly best: Placed | undefined;
  readonly bound: number;
  readonly real: number;
  readonly prices: readonly DayPrices[];
};

/**
 * How long to search. A few hundred iterations solve nearly every year with up to a dozen partners. `isAnyEnough`
 * stops at the first plan.
 */
export type Effort = {
  readonly iterations: number;
  readonly roundsOfRuin: number;
  readonly isAnyEnough?: boolean;
};

/** Sums of a few hundred prices are far more exact than this. */
const rounding = 1e-6;
export const impossible: Solved = {
  best: undefined,
  bound: Number.POSITIVE_INFINITY,
  real: Number.POSITIVE_INFINITY,
  prices: [],
};

/** An upper limit for the cost of any plan. */
const dearestOf = ({ partners }: FacilitatorYear): number =>
  partners.reduce(
    (sum, { costs, hostTravels }) =>
      sum + hostTravels.length * costs.reduce((most, cost) => Math.max(most, cost), 0),
    0,
  );

const roundedUp = (bound: number): number => Math.ceil(bound - rounding);

const iterationsBetweenSearches = 25;
const patience = 12;
const smallestStride = 1e-4;

/**
 * Lagrangian relaxation: each of the facilitator's days has a price, and each partner takes its cheapest path. For
 * any prices, the sum of these paths minus the prices is a lower bound for every plan. Prices follow demand
 * (subgradient steps: B. T. Polyak, 1969; M. Held and R. M. Karp, 1971) until the bound, rounded up, equals the cost
 * of the best plan found.
 */
export function solveYear(year: FacilitatorYear, seed: string, effort: Effort): Solved {
  const { partners } = year;
  const find = pathFinder(year);
  const ways = partners.map(({ hostTravels }) => new Int32Array(hostTravels.length));
  const book = dayPrices(year);
  const search = planSearch(year, numbersFrom(`${seed}/${year.facilitator.id}`), effort.roundsOfRuin);
  const dearest = dearestOf(year);
  let real = Number.NEGATIVE_INFINITY;
  let prices = book.keep();
  let [stride, stalled] = [1, 0];
  const isProven = () => search.bestCost() <= roundedUp(real);

  for (let iteration = 0; iteration < effort.iterations && stride > smallestStride; iteration += 1) {
    let bound = -book.sum();
    partners.forEach((partner, index) => {
      bound += find(partner, book.of(index), ways[index] ?? new Int32Array(0));
    });
    // More than the most expensive day for every visit, so there is no plan.
    if (bound > dearest + 1) return impossible;
    const isBetter = bound > real + 1e-9;
    stalled = isBetter ? 0 : stalled + 1;
    if (isBetter) [real, prices] = [bound, book.keep()];
    const { overbooked, length } = book.count(ways);
    if (overbooked === 0) search.take(ways, prices, roundedUp(real));
    if (!isProven() && iteration % iterationsBetweenSearches === 0)
      search.place(ways, prices, roundedUp(real));
    if (isProven() || (effort.isAnyEnough && search.best())) break;
    if (stalled >= patience) {
      [stride, stalled] = [stride * 0.6, 0];
      book.restore();
    }
    const goal = Math.min(search.bestCost(), real * 1.05 + 20);
    book.step(length === 0 ? 0 : (stride * (goal - bound + 0.5)) / length);
  }
  return { best: search.best(), bound: roundedUp(real), real, prices };
}

/** The best plan so far, and the methods to find a better one. */
function planSearch(year: FacilitatorYear, randomBelow: (below: number) => number, roundsOfRuin: number) {
  const count = year.days.numbers.length;
  const { placeAll, squeezeAll, improve } = placer(year, pathFinder(year), randomBelow);
  let best: Placed | undefined;
  const bestCost = () => best?.cost ?? Number.POSITIVE_INFINITY;
  const keepBetter = (plan: Placed): void => {
    if (plan.cost < bestCost()) best = plan;
  };
  const costsOf = (ways: readonly Int32Array[]) =>
    year.partners.map((partner, index) => costOfDays(partner, ways[index] ?? new Int32Array(0), count));
  return {
    best: () => best,
    bestCost,
    /** If the partners' paths share no day, they are a plan. */
    take: (ways: readonly Int32Array[], prices: readonly DayPrices[], enough: number): void => {
      const cost = costsOf(ways).reduce((sum, own) => sum + own, 0);
      if (cost >= bestCost()) return;
      keepBetter(improve({ days: ways.map((way) => way.slice()), cost }, prices, roundsOfRuin, enough));
    },
    /** Partners with the most expensive paths go first: they have the fewest days to choose from. */
    place: (ways: readonly Int32Array[], prices: readonly DayPrices[], enough: number): void => {
      const costs = costsOf(ways);
      const order = [...costs.keys()].sort((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0) || a - b);
      for (const share of [0.5, 1]) {
        const plan = bestCost() > enough ? placeAll(order, prices, share) : undefined;
        if (plan) keepBetter(improve(plan, prices, roundsOfRuin, enough));
      }
      const squeezed = best ? undefined : squeezeAll(order);
      if (squeezed) keepBetter(improve(squeezed, prices, roundsOfRuin, enough));
    },
  };
}

/** How much of the past a partner's share of a day keeps in each step. */
const memory = 0.8;

/**
 * How far demand exceeds room: `length` is the squared length of the excess, `overbooked` the number of days wanted
 * twice.
 */
type Demand = { readonly overbooked: number; readonly length: number };

/**
 * The prices of a facilitator's days. A host's visit pays the whole price of a day. Partners of one host that may
 * come together share it, by how often each wanted the day recently. Their shares never add up to more than the
 * price, and the bound needs only that.
 */
function dayPrices({ partners, days, jointVisits, openFrom, priceNow }: FacilitatorYear) {
  const count = days.numbers.length;
  const prices = new Float64Array(count);
  const wanted = new Int32Array(count);
  const groups = partners.map(({ group }) =>
    partners.flatMap((other, index) => (other.group === group ? [index] : [])),
  );
  const wishes = jointVisits ? partners.map(() => new Float64Array(count)) : [];
  const own: readonly DayPrices[] = partners.map(() => ({
    hostTravels: prices,
    partnerTravels: jointVisits ? new Float64Array(count) : prices,
  }));
  partners.forEach(({ hostTravels, now }, index) => {
    now.forEach((day, visit) => {
      if (day < openFrom) return;
      prices[day] = priceNow;
      const wish = wishes[index];
      if (wish && hostTravels[visit] === 0) wish[day] = 1;
    });
  });
  let best = { prices: prices.slice(), wishes: wishes.map((wish) => wish.slice()) };

  const share = (): void => {
    if (!jointVisits) return;
    partners.forEach((_, index) => {
      const group = groups[index] ?? [];
      const shares = own[index]?.partnerTravels ?? prices;
      for (let day = 0; day < count; day += 1) {
        const all = group.reduce((sum, other) => sum + (wishes[other]?.[day] ?? 0), 0);
        const part = all > 1e-9 ? (wishes[index]?.[day] ?? 0) / all : 1 / group.length;
        shares[day] = part * realAt(prices, day);
      }
    });
  };

  share();

  const countWay = (index: number, way: Int32Array, seen: Set<number>): void => {
    const wish = wishes[index];
    if (jointVisits && wish) for (let day = 0; day < count; day += 1) wish[day] = memory * realAt(wish, day);
    way.forEach((day, visit) => {
      if (day < openFrom) return;
      const isJoint = jointVisits && partners[index]?.hostTravels[visit] === 0;
      if (isJoint && wish) wish[day] = realAt(wish, day) + 1 - memory;
      const key = (partners[index]?.group ?? 0) * count + day;
      if (isJoint && seen.has(key)) return;
      if (isJoint) seen.add(key);
      wanted[day] = wholeAt(wanted, day) + 1;
    });
  };

  return {
    of: (index: number): DayPrices => own[index] ?? { hostTravels: prices, partnerTravels: prices },
    sum: (): number => prices.reduce((sum, price) => sum + price, 0),
    /** A copy of the current prices, safe from later steps. */
    keep: (): readonly DayPrices[] => {
      best = { prices: prices.slice(), wishes: wishes.map((wish) => wish.slice()) };
      return own.map(({ partnerTravels }) => ({
        hostTravels: best.prices,
        partnerTravels: jointVisits ? partnerTravels.slice() : best.prices,
      }));
    },
    /** Goes back to the copy that was kept last. */
    restore: (): void => {
      prices.set(best.prices);
      wishes.forEach((wish, index) => {
        wish.set(best.wishes[index] ?? wish);
      });
    },
    count: (ways: readonly Int32Array[]): Demand => {
      wanted.fill(0);
      const seen = new Set<number>();
      ways.forEach((way, index) => {
        countWay(index, way, seen);
      });
      let [overbooked, length] = [0, 0];
      for (let day = 0; day < count; day += 1) {
        const excess = wholeAt(wanted, day) - 1;
        if (excess > 0) overbooked += 1;
        if (excess > 0 || realAt(prices, day) > 0) length += excess * excess;
      }
      return { overbooked, length };
    },
    step: (size: number): void => {
      for (let day = openFrom; day < count; day += 1)
        prices[day] = Math.max(0, realAt(prices, day) + size * (wholeAt(wanted, day) - 1));
      share();
    },
  };
}
