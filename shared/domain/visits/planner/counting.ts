import { wholeAt } from '#domain/base/typed-arrays.ts';
import { pathFinder } from './path.ts';
import type { FacilitatorYear, PartnerYear } from './year-layout.ts';

type Window = { readonly from: number; readonly to: number };

/**
 * The possible days of each visit that surely needs a day of its own. With joint visits, partners of one host may
 * come together, so only one partner's visits count.
 */
function windowsOf({ partners, jointVisits, openFrom }: FacilitatorYear): readonly Window[] {
  const counted = new Set<number>();
  return partners.flatMap(({ group, hostTravels, from, to }) => {
    const isFirst = !counted.has(group);
    counted.add(group);
    return Array.from(hostTravels, (travels, visit) =>
      (travels === 1 || isFirst || !jointVisits) && wholeAt(to, visit) >= openFrom
        ? [{ from: wholeAt(from, visit), to: wholeAt(to, visit) }]
        : [],
    ).flat();
  });
}

/**
 * The period that lacks the most days for the visits that must be within it (P. Hall, 1935). Only days on which the
 * facilitator and the schools of a visit are available count. Undefined if no period lacks any.
 */
export function tightestPeriod(year: FacilitatorYear) {
  const windows = windowsOf(year);
  const free = new Int32Array(year.attendable.length + 1);
  year.attendable.forEach((isFree, day) => {
    free[day + 1] = wholeAt(free, day) + isFree;
  });
  const byEnd = [...windows].sort((a, b) => a.to - b.to);
  let worst:
    | { readonly from: number; readonly to: number; readonly visits: number; readonly days: number }
    | undefined;
  for (const from of new Set(windows.map((window) => window.from))) {
    let visits = 0;
    for (const window of byEnd) {
      if (window.from < from) continue;
      visits += 1;
      const days = wholeAt(free, window.to + 1) - wholeAt(free, from);
      if (visits - days > (worst ? worst.visits - worst.days : 0))
        worst = { from, to: window.to, visits, days };
    }
  }
  return worst;
}

/** Whether some visit has no possible day at all. */
export const lacksDays = ({ partners }: FacilitatorYear): boolean =>
  partners.some(({ to }) => to.includes(-1));

/** The days of a partner's cheapest year without the others; undefined if it has none. */
export function pathAlone(year: FacilitatorYear, partner: PartnerYear): Int32Array | undefined {
  const free = new Float64Array(year.days.dates.length);
  const days = new Int32Array(partner.hostTravels.length);
  const cost = pathFinder(year)(partner, { hostTravels: free, partnerTravels: free }, days);
  return cost < Number.POSITIVE_INFINITY ? days : undefined;
}
