import type { FacilitatorYear, PartnerYear } from './layout.ts';
import { costOfDays, type DayPrices, type FindPath } from './path.ts';
import { seatsOf } from './seats.ts';
import { squeezeIn } from './squeezing.ts';

/** The days of each of a facilitator's partners, none taken twice, and their cost. */
export type Placed = { readonly days: readonly Int32Array[]; readonly cost: number };

/**
 * Places partners one by one on free days, each at its cheapest. Improves a plan by removing some partners and
 * placing them again.
 */
export function placer(year: FacilitatorYear, find: FindPath, randomBelow: (below: number) => number) {
  const { partners } = year;
  const count = year.days.numbers.length;
  const none = new Int32Array(0);
  const seats = seatsOf(year, find);
  const { clear, hold, release } = seats;
  const never = seats.everyDay(Number.POSITIVE_INFINITY);
  const findFree = (partner: PartnerYear, own: DayPrices | undefined, share: number) =>
    seats.findDays(partner, own, share, never);
  const costOf = (partner: PartnerYear, days: Int32Array) => costOfDays(partner, days, count);
  const costOfAll = (days: readonly Int32Array[]) =>
    partners.reduce((sum, partner, index) => sum + costOf(partner, days[index] ?? none), 0);

  /** Places everyone in turn. A partner that finds no days goes first in the next attempt. */
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
      if (stuck === undefined) return { days, cost: costOfAll(days) };
      order = [stuck, ...order.filter((index) => index !== stuck)];
    }
    return undefined;
  };

  /**
   * Ruin and recreate (G. Schrimpf et al., 2000): removes a few partners and places them again, as long as that
   * helps.
   */
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

  /** Places everyone. If no day is free, partners take days from each other. */
  const squeezeAll = (order: readonly number[]): Placed | undefined => {
    const days = squeezeIn(seats, order);
    return days && { days, cost: costOfAll(days) };
  };

  return { placeAll, squeezeAll, improve };
}
