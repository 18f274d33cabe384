import { wholeAt } from '#domain/base/typed-arrays.ts';
import { costOfDays, type DayPrices, type FindPath } from './path.ts';
import type { FacilitatorYear, PartnerYear } from './year-layout.ts';

const nobody = -1;
const somebodyAlone = -2;

type Seats = ReturnType<typeof seatsOf>;

/** Tracks who has which of a facilitator's days. */
function seatsOf({ partners, days, jointVisits, openFrom }: FacilitatorYear, find: FindPath) {
  const count = days.numbers.length;
  /** The partnership's number if partners travel, because they may come together. */
  const holder = new Int32Array(count).fill(nobody);
  const seats = new Int32Array(count);
  const prices = { partnerTravels: new Float64Array(count), hostTravels: new Float64Array(count) };

  const holderOf = ({ group, hostTravels }: PartnerYear, visit: number): number =>
    hostTravels[visit] === 1 || !jointVisits ? somebodyAlone : group;

  return {
    clear: (): void => {
      holder.fill(nobody);
      seats.fill(0);
    },
    hold: (partner: PartnerYear, own: Int32Array): void => {
      for (let visit = 0; visit < own.length; visit += 1) {
        const day = wholeAt(own, visit);
        if (day < openFrom) continue;
        holder[day] = holderOf(partner, visit);
        seats[day] = wholeAt(seats, day) + 1;
      }
    },
    release: (own: Int32Array): void => {
      for (let visit = 0; visit < own.length; visit += 1) {
        const day = wholeAt(own, visit);
        if (day < openFrom) continue;
        seats[day] = wholeAt(seats, day) - 1;
        if (seats[day] === 0) holder[day] = nobody;
      }
    },
    /** Days that a partner wants and others have, without those it can share. */
    takenDays: (partner: PartnerYear, own: Int32Array): readonly number[] =>
      [...own].filter((day, visit) => {
        const held = day < openFrom ? nobody : wholeAt(holder, day);
        return held !== nobody && (held === somebodyAlone || held !== holderOf(partner, visit));
      }),
    /** A partner's cheapest days under day prices times `share`. A day that others have costs what `taken` says. */
    findDays: (
      partner: PartnerYear,
      own: DayPrices | undefined,
      share: number,
      taken: Float64Array,
    ): Int32Array | undefined => {
      for (let day = 0; day < count; day += 1) {
        const held = wholeAt(holder, day);
        const price = taken[day] ?? 0;
        prices.hostTravels[day] = held === nobody ? share * (own?.hostTravels[day] ?? 0) : price;
        prices.partnerTravels[day] =
          held === nobody || held === partner.group ? share * (own?.partnerTravels[day] ?? 0) : price;
      }
      const found = new Int32Array(partner.hostTravels.length);
      return find(partner, prices, found) < Number.POSITIVE_INFINITY ? found : undefined;
    },
    everyDay: (price: number): Float64Array => new Float64Array(count).fill(price),
    partners,
  };
}

const firstPrice = 30;
const rise = 1.4;
const turnsPerPartner = 60;

/**
 * Places everyone if free days are not enough: a partner may take days from others, who then search again. A day gets
 * more expensive each time it is taken, until partners with a choice leave it to those without one (negotiated
 * congestion, L. McMurchie and C. Ebeling, 1995). Undefined if that does not finish in time.
 */
function squeezeIn(seats: Seats, order: readonly number[]): readonly Int32Array[] | undefined {
  const { partners } = seats;
  const placed: (Int32Array | undefined)[] = partners.map(() => undefined);
  const taken = seats.everyDay(firstPrice);
  const waiting = [...order];
  seats.clear();
  const giveUp = (days: readonly number[]): void => {
    for (const day of days) taken[day] = (taken[day] ?? 0) * rise;
    placed.forEach((own, index) => {
      if (!own || !days.some((day) => own.includes(day))) return;
      seats.release(own);
      placed[index] = undefined;
      waiting.push(index);
    });
  };
  for (let turn = 0; waiting.length > 0; turn += 1) {
    const index = waiting.shift() ?? 0;
    const partner = partners[index];
    const days = partner && seats.findDays(partner, undefined, 0, taken);
    if (!days || turn > turnsPerPartner * partners.length) return undefined;
    giveUp(seats.takenDays(partner, days));
    seats.hold(partner, days);
    placed[index] = days;
  }
  return placed.filter((days) => days !== undefined);
}

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
