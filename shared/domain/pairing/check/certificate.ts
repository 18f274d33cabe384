import type { Certificate, Entrant, HostEntrant, PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { perfectScore } from '#domain/program/program.ts';

const radians = Math.PI / 180;
const earthRadiusKm = 6371;
/** Extra width of a box, so that rounding excludes no one. */
const leewayDegrees = 0.001;

/**
 * A partner's possible hosts by distance, and some more. Without a largest distance, that is everyone. Otherwise, it
 * is the hosts in a box of degrees around the partner, and hosts without a known place.
 *
 * A box that contains everything within an angle a of latitude φ extends a to the north and south, and asin(sin a /
 * cos φ) to the east and west. A box that reaches a pole contains every longitude.
 */
function hostsAround({ hosts, rules }: PairingProblem): (partner: Entrant) => readonly HostEntrant[] {
  const { withinKm } = rules;
  if (withinKm === undefined) return () => hosts;
  const reach = withinKm / earthRadiusKm / radians + leewayDegrees;
  const placeless = hosts.filter(({ location }) => !location);
  const placed = hosts
    .flatMap((host) => (host.location ? [{ host, ...host.location }] : []))
    .sort((a, b) => a.latitude - b.latitude);
  const latitudes = Float64Array.from(placed, ({ latitude }) => latitude);

  return ({ location }) => {
    if (!location) return hosts;
    const { latitude, longitude } = location;
    const east = longitudeReach(latitude, reach);
    const around = [...placeless];
    for (let index = firstFrom(latitudes, latitude - reach); index < placed.length; index += 1) {
      const other = placed[index];
      if (!other || other.latitude > latitude + reach) break;
      if (turnBetween(other.longitude, longitude) <= east) around.push(other.host);
    }
    return around;
  };
}

/** The index of the first sorted number that is at least this, by bisection. */
function firstFrom(sorted: Float64Array, least: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((sorted[middle] ?? least) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

function longitudeReach(latitude: number, reach: number): number {
  if (Math.abs(latitude) + reach >= 90) return 180;
  return Math.asin(Math.sin(reach * radians) / Math.cos(latitude * radians)) / radians + leewayDegrees;
}

/** The degrees between two longitudes, the shorter way around. */
function turnBetween(one: number, other: number): number {
  const difference = Math.abs(one - other);
  return Math.min(difference, 360 - difference);
}

/** Faults of the prices that prove a plan optimal; see `checkPairing` for the proof. */
export function checkPrices(problem: PairingProblem, { certificate, cost }: Solution): readonly string[] {
  const prices = { partner: pricesIn(certificate.partnerPrices), host: pricesIn(certificate.hostPrices) };
  return [
    ...checkUnplacedCost(problem, certificate.unplacedCost),
    ...checkStrangers(problem, certificate),
    ...checkRange(problem, prices, certificate.unplacedCost),
    ...checkExactness(problem, prices, certificate.unplacedCost),
    ...checkSum(problem, prices, cost),
    ...checkEveryPair(problem, prices),
  ];
}

/** A school's price by ID. NaN, which fails every check, if it has none. */
type PriceOf = (id: string) => number;
type Prices = { readonly partner: PriceOf; readonly host: PriceOf };

function pricesIn(record: Readonly<Record<string, number>>): PriceOf {
  const prices = new Map(Object.entries(record));
  return (id) => prices.get(id) ?? Number.NaN;
}

/** Placing one more partner changes at most min(hosts, partners) + 1 pairs, each by at most a perfect score. */
function checkUnplacedCost({ hosts, partners }: PairingProblem, unplacedCost: number): readonly string[] {
  const enough = perfectScore * (Math.min(hosts.length, partners.length) + 1);
  return unplacedCost > enough
    ? []
    : [
        `Leaving a partner unplaced costs ${unplacedCost} points. It must cost more than ${enough} for the cheapest plan to place as many partners as possible.`,
      ];
}

/**
 * Prices are whole numbers. Prices of places are at most 0, and prices of partners at most the cost of leaving them
 * unplaced.
 */
function checkRange(problem: PairingProblem, prices: Prices, unplacedCost: number): readonly string[] {
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  return [
    ...[
      ...problem.hosts.map(({ id }) => ({ id, price: prices.host(id) })),
      ...problem.partners.map(({ id }) => ({ id, price: prices.partner(id) })),
    ]
      .filter(({ price }) => !Number.isSafeInteger(price))
      .map(({ id }) => `${id}’s price isn’t a whole number.`),
    ...problem.hosts
      .filter(({ id }) => prices.host(id) > 0)
      .map(({ id }) => `The price of a place at ${id} is above 0.`),
    ...problem.partners
      .filter(({ id }) => !locked.has(id) && prices.partner(id) > unplacedCost)
      .map(({ id }) => `${id}’s price is higher than the cost of leaving it unplaced.`),
  ];
}

/** A price for a school outside the problem is a mistake, even if it proves nothing wrong. */
function checkStrangers({ hosts, partners }: PairingProblem, certificate: Certificate): readonly string[] {
  const strangersIn = (prices: Readonly<Record<string, number>>, schools: readonly Entrant[]) => {
    const known = new Set(schools.map(({ id }) => id));
    return Object.keys(prices).filter((id) => !known.has(id));
  };
  return [
    ...strangersIn(certificate.hostPrices, hosts),
    ...strangersIn(certificate.partnerPrices, partners),
  ].map((id) => `${id} has a price but isn’t in this problem.`);
}

/**
 * Sums of numbers are exact only up to 2^53. Beyond that, rounding could make prices that prove nothing add up. If
 * the absolute values of all terms add up to less, then so does every part of every sum.
 */
function checkExactness(
  { hosts, partners }: PairingProblem,
  prices: Prices,
  unplacedCost: number,
): readonly string[] {
  const sum =
    partners.reduce((all, { id }) => all + Math.abs(prices.partner(id)) + unplacedCost + perfectScore, 0) +
    hosts.reduce((all, { id, capacity }) => all + capacity * Math.abs(prices.host(id)), 0);
  return sum <= Number.MAX_SAFE_INTEGER ? [] : ['The prices are too large to be added up exactly.'];
}

function checkSum({ hosts, partners }: PairingProblem, prices: Prices, cost: number): readonly string[] {
  const ofPartners = partners.reduce((sum, { id }) => sum + prices.partner(id), 0);
  const ofPlaces = hosts.reduce((sum, { id, capacity }) => sum + capacity * prices.host(id), 0);
  return ofPartners + ofPlaces === cost
    ? []
    : [
        `The prices add up to ${ofPartners + ofPlaces}, but the plan costs ${cost}, so the plan isn’t proven optimal.`,
      ];
}

/** Checks every allowed pair: none may cost less than its two schools' prices. At most one sentence per partner. */
function checkEveryPair(problem: PairingProblem, prices: Prices): readonly string[] {
  const costOf = pairCost(problem);
  const around = hostsAround(problem);
  return problem.partners.flatMap((partner) => {
    const price = prices.partner(partner.id);
    const cheaper = around(partner).find((host) => {
      const together = price + prices.host(host.id);
      // No pair costs less than 0, so most pairs need no closer look.
      return together > 0 && costOf(host, partner) < together;
    });
    return cheaper
      ? [`${partner.id} with ${cheaper.id} costs less than their two prices, so a better plan may exist.`]
      : [];
  });
}

/** A pair's cost in points; Infinity if the rules, a ban, a lock to another host, or the least score rule it out. */
export function pairCost(problem: PairingProblem) {
  const { locks, bans, leastScore = 0 } = problem;
  const scoreBetween = scoresIn(problem);
  const lockedTo = new Map(locks.map(({ host, partner }) => [partner, host]));
  const bansOf = Map.groupBy(bans, ({ partner }) => partner);
  return (host: HostEntrant, partner: Entrant): number => {
    const lock = lockedTo.get(partner.id);
    const isRuledOut =
      (lock !== undefined && lock !== host.id) || bansOf.get(partner.id)?.some((ban) => ban.host === host.id);
    const score = isRuledOut ? undefined : scoreBetween(host, partner)?.total;
    const isAllowed = score !== undefined && (score >= leastScore || lock === host.id);
    return isAllowed ? perfectScore - score : Number.POSITIVE_INFINITY;
  };
}
