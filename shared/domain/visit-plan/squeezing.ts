import type { Seats } from './seats.ts';

const firstPrice = 30;
const rise = 1.4;
const turnsPerPartner = 60;

/**
 * Places everyone if free days are not enough: a partner may take days from others, who then search again. A day gets
 * more expensive each time it is taken, until partners with a choice leave it to those without one (negotiated
 * congestion, L. McMurchie and C. Ebeling, 1995). Undefined if that does not finish in time.
 */
export function squeezeIn(seats: Seats, order: readonly number[]): readonly Int32Array[] | undefined {
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
