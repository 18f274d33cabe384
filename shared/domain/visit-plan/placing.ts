import { wholeAt } from '../pairing/cells.ts';
import type { FacilitatorYear, PartnerYear } from './layout.ts';
import { costOfDays, type DayPrices, type FindPath } from './path.ts';

/** The days of every partner of a facilitator, none of them taken twice, and what they cost. */
export type Placed = { readonly days: readonly Int32Array[]; readonly cost: number };

const nobody = -1;
const aTravellingHost = -2;

/**
 * Places partners one after the other on days that are still free, each at its cheapest; and makes a plan cheaper by taking
 * some partners out and placing them again.
 */
export function placer(year: FacilitatorYear, find: FindPath, randomBelow: (below: number) => number) {
  const { partners, jointVisits, openFrom } = year;
  const count = year.days.numbers.length;
  /** Who has a day: a partnership's number where partners travel, as they may come together. */
  const holder = new Int32Array(count).fill(nobody);
  const seats = new Int32Array(count);
  const none = new Int32Array(0);
  const prices = { partnerTravels: new Float64Array(count), hostTravels: new Float64Array(count) };

  const hold = ({ group, hostTravels }: PartnerYear, days: Int32Array): void => {
    for (let visit = 0; visit < days.length; visit += 1) {
      const day = wholeAt(days, visit);
      if (day < openFrom) continue;
      holder[day] = hostTravels[visit] === 1 || !jointVisits ? aTravellingHost : group;
      seats[day] = wholeAt(seats, day) + 1;
    }
  };
  const release = (days: Int32Array): void => {
    for (let visit = 0; visit < days.length; visit += 1) {
      const day = wholeAt(days, visit);
      if (day < openFrom) continue;
      seats[day] = wholeAt(seats, day) - 1;
      if (seats[day] === 0) holder[day] = nobody;
    }
  };
  /** The cheapest free days for a partner under prices times `share`. */
  const findFree = (
    partner: PartnerYear,
    own: DayPrices | undefined,
    share: number,
  ): Int32Array | undefined => {
    for (let day = 0; day < count; day += 1) {
      const held = wholeAt(holder, day);
      prices.hostTravels[day] =
        held === nobody ? share * (own?.hostTravels[day] ?? 0) : Number.POSITIVE_INFINITY;
      prices.partnerTravels[day] =
        held === nobody || held === partner.group
          ? share * (own?.partnerTravels[day] ?? 0)
          : Number.POSITIVE_INFINITY;
    }
    const days = new Int32Array(partner.hostTravels.length);
    return find(partner, prices, days) < Number.POSITIVE_INFINITY ? days : undefined;
  };
  const costOf = (partner: PartnerYear, days: Int32Array) => costOfDays(partner, days, count);
  const clear = (): void => {
    holder.fill(nobody);
    seats.fill(0);
  };

  /** Everyone in turn; who finds no place comes first in the next attempt. */
  const placeAll = (
    firstOrder: readonly number[],
    dayPrices: readonly DayPrices[],
    share: number,
  ): Placed | undefined => {
    let order = [...firstOrder];
    for (let attempt = 0; attempt <= 2 * partners.length; attempt += 1) {
      clear();
      const placed: (Int32Array | undefined)[] = partners.map(() => undefined);
      const stuck = order.find((index) => {
        const partner = partners[index];
        if (!partner) return false;
        const days = findFree(partner, dayPrices[index], share);
        if (days) hold(partner, days);
        placed[index] = days;
        return !days;
      });
      const days = placed.filter((own) => own !== undefined);
      if (stuck === undefined)
        return {
          days,
          cost: partners.reduce((sum, partner, index) => sum + costOf(partner, days[index] ?? none), 0),
        };
      order = [stuck, ...order.filter((index) => index !== stuck)];
    }
    return undefined;
  };

  /** Ruin and recreate (G. Schrimpf et al., 2000): a few partners leave their days and are placed anew, as long as it pays. */
  const improve = (plan: Placed, dayPrices: readonly DayPrices[], rounds: number, enough: number): Placed => {
    const days = [...plan.days];
    let cost = plan.cost;
    clear();
    partners.forEach((partner, index) => {
      hold(partner, days[index] ?? none);
    });
    const tryAnew = (picked: readonly number[], share: number): boolean => {
      const before = picked.map((index) => days[index] ?? none);
      let saved = 0;
      before.forEach((own, turn) => {
        const partner = partners[picked[turn] ?? 0];
        if (!partner) return;
        release(own);
        saved += costOf(partner, own);
      });
      const after: Int32Array[] = [];
      for (const index of picked) {
        const partner = partners[index];
        const own = partner && findFree(partner, dayPrices[index], share);
        if (!own) break;
        hold(partner, own);
        saved -= costOf(partner, own);
        after.push(own);
      }
      const isKept = after.length === picked.length && saved >= 0;
      if (!isKept) for (const own of after) release(own);
      picked.forEach((index, turn) => {
        const partner = partners[index];
        const [old, anew] = [before[turn], after[turn]];
        if (isKept && anew) days[index] = anew;
        else if (partner && old) hold(partner, old);
      });
      if (isKept) cost -= saved;
      return isKept && saved > 0;
    };
    const descend = (): void => {
      while (partners.reduce((changed, _, index) => tryAnew([index], 0) || changed, false));
    };
    descend();
    for (let round = 0; round < rounds && cost > enough; round += 1) {
      const size = Math.min(partners.length, 2 + randomBelow(3));
      const picked = new Set<number>();
      while (picked.size < size) picked.add(randomBelow(partners.length));
      if (tryAnew([...picked], randomBelow(7) / 10)) descend();
    }
    return { days, cost };
  };

  return { placeAll, improve };
}
