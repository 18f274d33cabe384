import type { Certificate, Entrant, HostEntrant, PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { scoreOf, scoresIn } from '#domain/pairing/score.ts';
import { type PairingRules, perfectScore } from '#domain/program/program.ts';

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
function hostsAround<T extends { readonly host: HostEntrant }>(
  hosts: readonly T[],
  rules: PairingRules,
): (partner: Entrant) => readonly T[] {
  const { withinKm } = rules;
  if (withinKm === undefined) return () => hosts;
  const reach = withinKm / earthRadiusKm / radians + leewayDegrees;
  const placeless = hosts.filter(({ host }) => !host.location);
  const placed = hosts
    .flatMap((one) => (one.host.location ? [{ one, ...one.host.location }] : []))
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
      if (turnBetween(other.longitude, longitude) <= east) around.push(other.one);
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
  const kinds = kindsOf(problem);
  const hosts = problem.hosts.map((host) => ({ host, price: prices.host(host.id), kind: kinds.of(host) }));
  const around = hostsAround(hosts, problem.rules);
  return problem.partners.flatMap((partner) => {
    const price = prices.partner(partner.id);
    const leastCost = kinds.leastCostWith(partner);
    const cheaper = around(partner).find((one) => {
      const together = price + one.price;
      return together > leastCost(one) && costOf(one.host, partner) < together;
    });
    return cheaper
      ? [
          `${partner.id} with ${cheaper.host.id} costs less than their two prices, so a better plan may exist.`,
        ]
      : [];
  });
}

/**
 * Kinds of schools: those of one kind differ only in their places and students. The least that two kinds can cost, as
 * if their schools were neighbors with equal students, rules out most pairs without a closer look.
 */
function kindsOf({ rules: { withinKm: _, ...rules }, locks, exceptions = [] }: PairingProblem) {
  const names = new Map<string, number>();
  const of = ({ levels, region, focusAreas, takes, focus }: Entrant & Partial<HostEntrant>): number => {
    const name = JSON.stringify([levels, region, focusAreas, takes, focus]);
    const kind = names.get(name) ?? names.size;
    names.set(name, kind);
    return kind;
  };
  const nearAndAlike = { ...rules, weights: { ...rules.weights, distance: 0, demographics: 0 } };
  const most = rules.weights.distance + rules.weights.demographics;
  // Staff may allow a pair that its kinds rule out.
  const allowed = new Set([...locks, ...exceptions].map(({ partner }) => partner));
  const byKind = new Map<number, number[]>();

  const leastCostWith = (partner: Entrant): ((host: { host: HostEntrant; kind: number }) => number) => {
    if (allowed.has(partner.id)) return () => 0;
    const kind = of(partner);
    const known = byKind.get(kind) ?? [];
    byKind.set(kind, known);
    return (one) => {
      const found = known[one.kind];
      if (found !== undefined) return found;
      const score = scoreOf(nearAndAlike, one.host, partner)?.total;
      const least = score === undefined ? Number.POSITIVE_INFINITY : perfectScore - score - most;
      known[one.kind] = least;
      return least;
    };
  };
  return { of, leastCostWith };
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
