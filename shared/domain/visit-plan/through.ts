import { realAt, wholeAt } from '../pairing/cells.ts';
import type { PartnerYear, YearDays } from './layout.ts';
import type { DayPrices } from './path.ts';

/**
 * How much more a partner's cheapest path through each (visit, day) costs than its cheapest path, under prices.
 * Index: visit × days + day; Infinity if there is no path.
 */
export function detours(
  partner: PartnerYear,
  { earliest, latest }: YearDays,
  prices: DayPrices,
): Float64Array {
  const { hostTravels, over, costs } = partner;
  const visits = hostTravels.length;
  const count = earliest.length;
  const canFollow = (visit: number, before: number, day: number): boolean =>
    visit < over ? before < day : before >= wholeAt(earliest, day) && before <= wholeAt(latest, day);
  const onDay = (visit: number, day: number): number => {
    const cost = wholeAt(costs, visit * count + day);
    const price = hostTravels[visit] === 1 ? prices.hostTravels : prices.partnerTravels;
    return cost < 0 ? Number.POSITIVE_INFINITY : cost + realAt(price, day);
  };
  const upTo = new Float64Array(visits * count);
  const after = new Float64Array(visits * count);
  for (let visit = 0; visit < visits; visit += 1)
    for (let day = 0; day < count; day += 1) {
      let best = visit === 0 ? 0 : Number.POSITIVE_INFINITY;
      for (let before = 0; visit > 0 && before < day; before += 1)
        if (canFollow(visit, before, day)) best = Math.min(best, realAt(upTo, (visit - 1) * count + before));
      upTo[visit * count + day] = best + onDay(visit, day);
    }
  for (let visit = visits - 2; visit >= 0; visit -= 1)
    for (let day = 0; day < count; day += 1) {
      let best = Number.POSITIVE_INFINITY;
      for (let next = day + 1; next < count; next += 1)
        if (canFollow(visit + 1, day, next))
          best = Math.min(best, realAt(after, (visit + 1) * count + next) + onDay(visit + 1, next));
      after[visit * count + day] = best;
    }
  const through = upTo.map((price, cell) => price + realAt(after, cell));
  const cheapest = through.subarray(0, count).reduce((least, price) => Math.min(least, price));
  return through.map((price) => price - cheapest);
}
