import { wholeAt } from '../pairing/cells.ts';
import type { FacilitatorYear, PartnerYear } from './layout.ts';
import type { DayPrices, FindPath } from './path.ts';

const nobody = -1;
const somebodyAlone = -2;

export type Seats = ReturnType<typeof seatsOf>;

/** Tracks who has which of a facilitator's days. */
export function seatsOf({ partners, days, jointVisits, openFrom }: FacilitatorYear, find: FindPath) {
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
