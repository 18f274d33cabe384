import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import type { DayPrices } from './path.ts';
import type { FacilitatorYear } from './year-layout.ts';

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
export function dayPrices({ partners, days, jointVisits, openFrom, priceNow }: FacilitatorYear) {
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
