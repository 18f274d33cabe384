import { realAt } from '#domain/base/typed-arrays.ts';
import { type Decided, undecided } from './decisions.ts';
import type { Choosing, OfferingHost } from './offers.ts';

/** Prices are whole numbers of this part of a point, so that rounding them costs less than a point in all. */
export const unitsPerPoint = 65_536;

export const scaled = (points: number): number => Math.round(unitsPerPoint * points);

/** Prices in units. All but those of partners in a selection are at least 0. */
export type Prices = {
  readonly partners: Float64Array;
  /** For each placed partner, where a number of them must be placed. */
  readonly place: number;
  readonly minimums: readonly number[];
  readonly eitherRole: readonly number[];
};

/** Below every plan, and exact in sums. */
const never = -1e13;

/**
 * What no plan that follows the decisions can exceed, in units, whatever the prices (Lagrangian relaxation; A. M.
 * Geoffrion, 1974). A placed partner pays its price, and gets back what it costs. A host brings at most its best
 * offer: the partners that are worth most beyond their prices. In a selection, the hosts and partners worth most are
 * chosen, with the prices of minimums as a bonus for those that count.
 */
export function boundOf(
  choosing: Choosing,
  { partners: prices, place, minimums, eitherRole }: Prices,
  decided: Decided,
  placedAtLeast = 0,
): number {
  const { hosts, partners, picking } = choosing;
  const gains = hosts.map((host, h) => gainOf(host, decided, h, prices, place, picking ? never : 0));
  if (!picking) return prices.reduce((sum, price) => sum + price, 0) + sumOf(gains) - place * placedAtLeast;

  const hostWorth = gains.map((gain, h) => gain + unitsPerPoint * (hosts[h]?.quality ?? 0));
  const partnerWorth = partners.map(({ quality }, p) => unitsPerPoint * quality + realAt(prices, p));
  const add = (worth: number[], index: number, units: number) => {
    worth[index] = (worth[index] ?? 0) + units;
  };
  let constant = 0;
  picking.minimums.forEach((minimum, index) => {
    const price = minimums[index] ?? 0;
    constant -= price * minimum.atLeast;
    for (const host of minimum.hosts) add(hostWorth, host, price);
    for (const partner of minimum.partners) add(partnerWorth, partner, price);
  });
  picking.eitherRole.forEach(([host, partner], index) => {
    const price = eitherRole[index] ?? 0;
    constant += price;
    add(hostWorth, host, -price);
    add(partnerWorth, partner, -price);
  });
  return (
    constant +
    worthiest(hostWorth, decided.hosts, picking.hosts) +
    worthiest(partnerWorth, decided.partners, picking.partners)
  );
}

/** A bound without any search: every host brings its best. */
export const roughBound = (choosing: Choosing): number =>
  Math.floor(boundOf(choosing, freeOf(choosing), undecided(choosing)) / unitsPerPoint);

const freeOf = ({ partners, picking }: Choosing): Prices => ({
  partners: new Float64Array(partners.length),
  place: 0,
  minimums: (picking?.minimums ?? []).map(() => 0),
  eitherRole: (picking?.eitherRole ?? []).map(() => 0),
});

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** What the host's best open offer brings beyond the prices of its partners; `none` without an open offer. */
function gainOf(
  host: OfferingHost,
  decided: Decided,
  index: number,
  prices: Float64Array,
  place: number,
  none: number,
): number {
  let best = none;
  if (decided.hosts[index] === 'out') return best;
  host.offers.forEach(({ points, fits }, o) => {
    if (decided.offers[index]?.[o] === 0) return;
    const top: number[] = [];
    const isOpen = decided.fits[index]?.[o];
    fits.forEach(({ partner, points: earned }, f) => {
      if (isOpen?.[f] === 0 || decided.partners[partner] === 'out') return;
      insert(top, unitsPerPoint * earned + place - realAt(prices, partner), host.capacity);
    });
    if (top.length < host.least) return;
    const gain = top.reduce((sum, worth, rank) => (rank < host.least || worth > 0 ? sum + worth : sum), 0);
    best = Math.max(best, unitsPerPoint * points + gain);
  });
  return best;
}

/** Keeps the largest numbers, the largest first. */
function insert(top: number[], worth: number, most: number): void {
  if (most === 0 || (top.length === most && worth <= (top[most - 1] ?? 0))) return;
  if (top.length === most) top.pop();
  let at = top.length;
  while (at > 0 && (top[at - 1] ?? 0) < worth) at -= 1;
  top.splice(at, 0, worth);
}

/** The sum of the `count` largest, with all that are in and none that is out. Without a count, of all above 0. */
function worthiest(worth: readonly number[], decided: Decided['hosts'], count: number | undefined): number {
  const inside = worth.filter((_, index) => decided[index] === 'in');
  const open = worth.filter((_, index) => decided[index] === undefined).sort((a, b) => b - a);
  const room = count === undefined ? open.filter((one) => one > 0).length : count - inside.length;
  if (room < 0 || open.length < room) return never;
  return sumOf(inside) + sumOf(open.slice(0, room));
}
