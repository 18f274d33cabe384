import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import type { FacilitatorYear, PartnerYear } from './year-layout.ts';

/**
 * The price of each day for a partner, on top of the distance from the ideal date, if the partner travels or if the
 * host does.
 */
export type DayPrices = { readonly partnerTravels: Float64Array; readonly hostTravels: Float64Array };

/** Writes the days of a partner's cheapest year into `days` and returns its price; Infinity if there is none. */
export type FindPath = (partner: PartnerYear, prices: DayPrices, days: Int32Array) => number;

/**
 * The shortest path over (visit, day); the arcs are the gaps from the smallest to the largest. The cheapest day
 * before each day is the minimum of a sliding window, kept in a queue of increasing prices, so a path takes visits ×
 * days steps (ascending minima algorithm, R. Harter, 2001). Among equal prices, the earlier day wins.
 */
export function pathFinder({ days: year, partners }: FacilitatorYear): FindPath {
  const count = year.numbers.length;
  const { earliest, latest } = year;
  const mostVisits = partners.reduce((most, { hostTravels }) => Math.max(most, hostTravels.length), 0);
  const totals = new Float64Array(mostVisits * count);
  const before = new Int32Array(mostVisits * count);
  const queue = new Int32Array(count);

  const startVisits = ({ costs, from, to }: PartnerYear, price: Float64Array): void => {
    for (let day = wholeAt(from, 0), end = wholeAt(to, 0); day <= end; day += 1) {
      const cost = wholeAt(costs, day);
      totals[day] = cost < 0 ? Number.POSITIVE_INFINITY : cost + realAt(price, day);
    }
  };

  const continueTo = (visit: number, { costs, from, to }: PartnerYear, price: Float64Array): void => {
    const row = visit * count;
    const rowBefore = row - count;
    const lastBefore = wholeAt(to, visit - 1);
    let [head, tail, next] = [0, 0, wholeAt(from, visit - 1)];
    for (let day = wholeAt(from, visit), end = wholeAt(to, visit); day <= end; day += 1) {
      for (const reach = Math.min(wholeAt(latest, day), lastBefore); next <= reach; next += 1) {
        const total = realAt(totals, rowBefore + next);
        if (total === Number.POSITIVE_INFINITY) continue;
        while (tail > head && realAt(totals, rowBefore + wholeAt(queue, tail - 1)) > total) tail -= 1;
        queue[tail] = next;
        tail += 1;
      }
      while (tail > head && wholeAt(queue, head) < wholeAt(earliest, day)) head += 1;
      const cost = wholeAt(costs, row + day);
      if (cost < 0 || tail === head) {
        totals[row + day] = Number.POSITIVE_INFINITY;
        continue;
      }
      const best = wholeAt(queue, head);
      totals[row + day] = realAt(totals, rowBefore + best) + cost + realAt(price, day);
      before[row + day] = best;
    }
  };

  /** Past visits stay on their days, whatever the gaps. */
  const passBy = (visit: number, { costs, from }: PartnerYear): void => {
    const row = visit * count;
    const [day, dayBefore] = [wholeAt(from, visit), wholeAt(from, visit - 1)];
    totals[row + day] = realAt(totals, row - count + dayBefore) + wholeAt(costs, row + day);
    before[row + day] = dayBefore;
  };

  return (partner, prices, days) => {
    const { hostTravels, over } = partner;
    const visits = hostTravels.length;
    startVisits(partner, hostTravels[0] === 1 ? prices.hostTravels : prices.partnerTravels);
    for (let visit = 1; visit < visits; visit += 1)
      if (visit < over) passBy(visit, partner);
      else continueTo(visit, partner, hostTravels[visit] === 1 ? prices.hostTravels : prices.partnerTravels);
    const row = (visits - 1) * count;
    let [best, last] = [Number.POSITIVE_INFINITY, -1];
    for (
      let day = wholeAt(partner.from, visits - 1), end = wholeAt(partner.to, visits - 1);
      day <= end;
      day += 1
    )
      if (realAt(totals, row + day) < best) [best, last] = [realAt(totals, row + day), day];
    for (let visit = visits - 1, day = last; visit >= 0 && day >= 0; visit -= 1) {
      days[visit] = day;
      day = wholeAt(before, visit * count + day);
    }
    return best;
  };
}

/** The cost of a partner's days without prices. */
export function costOfDays({ costs }: PartnerYear, days: Int32Array, count: number): number {
  let total = 0;
  for (let visit = 0; visit < days.length; visit += 1)
    total += wholeAt(costs, visit * count + wholeAt(days, visit));
  return total;
}
