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
export const never = -1e13;

/**
 * What no plan that follows the decisions can exceed, in units, whatever the prices (Lagrangian relaxation; A. M.
 * Geoffrion, 1974). A placed partner pays its price, and gets back what it costs. A host brings at most its best
 * offer: the partners that are worth most beyond their prices. In a selection, the hosts and partners worth most are
 * chosen, with the prices of minimums as a bonus for those that count.
 */
export function boundOf(choosing: Choosing, priced: Prices, decided: Decided, placedAtLeast = 0): number {
  const { partners: prices, place, minimums, eitherRole } = priced;
  const { hosts, partners, picking } = choosing;
  const gains = hosts.map((host, h) => bestGain(host, decided, h, priced, picking ? never : 0));
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

/** Prices that are all 0. */
export const freePrices = ({ partners, picking }: Choosing): Prices => ({
  partners: new Float64Array(partners.length),
  place: 0,
  minimums: (picking?.minimums ?? []).map(() => 0),
  eitherRole: (picking?.eitherRole ?? []).map(() => 0),
});

/** A bound without any search: every host brings its best. */
export const roughBound = (choosing: Choosing): number =>
  Math.floor(boundOf(choosing, freePrices(choosing), undecided(choosing)) / unitsPerPoint);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** What the host's best open offer brings beyond the prices of its partners; `none` without an open offer. */
function bestGain(host: OfferingHost, decided: Decided, index: number, prices: Prices, none: number): number {
  if (decided.hosts[index] === 'out') return none;
  return host.offers.reduce((best, _, o) => {
    if (decided.offers[index]?.[o] === 0) return best;
    return Math.max(best, gainOf(host, o, topFits(host, index, o, prices, decided)));
  }, none);
}

/** A fit of an offer by its place in the list, and what it brings beyond its price, in units. */
type WorthyFit = { readonly fit: number; readonly worth: number };

/** What an offer brings with its best fits; `never` if they are too few. */
export function gainOf({ offers, least }: OfferingHost, offer: number, top: readonly WorthyFit[]): number {
  if (top.length < least) return never;
  const gain = top.reduce((sum, { worth }, rank) => (rank < least || worth > 0 ? sum + worth : sum), 0);
  return unitsPerPoint * (offers[offer]?.points ?? 0) + gain;
}

/**
 * The open fits that are worth most, as many as the host has places, the worthiest first. Most of the time of a search
 * is spent here.
 */
export function topFits(
  { offers, capacity }: OfferingHost,
  host: number,
  offer: number,
  { partners, place }: Prices,
  decided: Decided,
  isKnown?: (fit: number) => boolean,
): readonly WorthyFit[] {
  const top: WorthyFit[] = [];
  const fits = offers[offer]?.fits ?? [];
  const isOpen = decided.fits[host]?.[offer];
  let least = capacity === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let fit = 0; fit < fits.length; fit += 1) {
    const { partner = 0, points = 0 } = fits[fit] ?? {};
    const worth = unitsPerPoint * points + place - realAt(partners, partner);
    if (worth <= least || isOpen?.[fit] === 0 || decided.partners[partner] === 'out') continue;
    if (isKnown?.(fit) === false) continue;
    if (top.length === capacity) top.pop();
    let at = top.length;
    while (at > 0 && (top[at - 1]?.worth ?? 0) < worth) at -= 1;
    top.splice(at, 0, { fit, worth });
    if (top.length === capacity) least = top[capacity - 1]?.worth ?? least;
  }
  return top;
}

/** The sum of the `count` largest, with all that are in and none that is out. Without a count, of all above 0. */
function worthiest(worth: readonly number[], decided: Decided['hosts'], count: number | undefined): number {
  const inside = worth.filter((_, index) => decided[index] === 'in');
  const open = worth.filter((_, index) => decided[index] === undefined).sort((a, b) => b - a);
  const room = count === undefined ? open.filter((one) => one > 0).length : count - inside.length;
  if (room < 0 || open.length < room) return never;
  return sumOf(inside) + sumOf(open.slice(0, room));
}
