import type { OnProgress } from '#domain/base/progress.ts';
import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { type Clash, smallestClash } from '#domain/pairing/clash.ts';
import {
  byId,
  byPair,
  type Certificate,
  type Entrant,
  type HostEntrant,
  inOrder,
  type Pair,
  type PairingProblem,
  type Solution,
  unplacedCostOf,
} from '#domain/pairing/problem.ts';
import { perfectScore } from '#domain/program/program.ts';
import { type Assignment, assign } from './assign.ts';
import { candidateLists } from './candidates.ts';
import { type PairCosts, pairCosts, rowsOf, tiesOf } from './costs.ts';
import { nobody } from './places.ts';

/**
 * The optimal pairing: it places as many partners as possible, and among such pairings has the highest total, with
 * the prices that prove it. Locked pairs are part of it; locks that conflict give a clash. Expects a well-formed
 * problem (`inputProblemsOf`). The order of schools and rulings does not matter. Each partner is two steps of the
 * progress: its list of hosts, and its place.
 */
export function solvePairing(problem: PairingProblem, onProgress: OnProgress = () => {}): Solution | Clash {
  const clash = smallestClash(problem);
  if (clash) return clash;
  const open = openSidesOf(problem);
  const unplacedCost = unplacedCostOf(problem);
  const ties = tiesOf(open.hosts, open.partners, unplacedCost);
  const costs = pairCosts(problem, open);
  const { length: partnerCount } = open.partners;
  const report = (done: number) => onProgress(done, 2 * partnerCount);
  const lists = candidateLists(costs, ties, report);
  const assignment = assign(lists, open.capacities, unplacedCost * ties.scale, (placed) =>
    report(partnerCount + placed),
  );
  const locked = lockedPairs(problem, open);
  const pairs = [...locked, ...assignedPairs(open, assignment, costs)];
  const certificate = certificateOf(open, locked, assignment, unplacedCost, ties.scale);
  return solutionOf(pairs, unplacedOf(open, assignment), certificate);
}

/** The part that locks leave open: partners without a lock, and places that locked partners do not take. */
type OpenSides = {
  readonly hosts: readonly HostEntrant[];
  readonly partners: readonly Entrant[];
  readonly capacities: Int32Array;
  /** Each locked partner's host. */
  readonly locked: ReadonlyMap<string, string>;
};

/** Both sides sorted by ID, whatever the input order. */
function openSidesOf({ hosts, partners, locks }: PairingProblem): OpenSides {
  const locked = new Map(locks.map(({ host, partner }) => [partner, host]));
  const taken = new Map<string, number>();
  for (const host of locked.values()) taken.set(host, (taken.get(host) ?? 0) + 1);
  const sorted = hosts.toSorted(byId);
  return {
    hosts: sorted,
    partners: partners.filter(({ id }) => !locked.has(id)).sort(byId),
    capacities: Int32Array.from(sorted, ({ id, capacity }) => capacity - (taken.get(id) ?? 0)),
    locked,
  };
}

type ScoredPair = Pair & { readonly score: number };

function solutionOf(
  scored: readonly ScoredPair[],
  unplaced: readonly string[],
  certificate: Certificate,
): Solution {
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  return {
    pairing: {
      pairs: scored.map(({ host, partner }) => ({ host, partner })).sort(byPair),
      unplaced,
    },
    total,
    cost: scored.length * perfectScore - total + unplaced.length * certificate.unplacedCost,
    certificate,
  };
}

const unplacedOf = ({ partners }: OpenSides, { hostOf }: Assignment): readonly string[] =>
  partners.filter((_, row) => wholeAt(hostOf, row) === nobody).map(({ id }) => id);

/** The locked pairs, allowed even if they share no focus area. They are not among the costs of the assignment. */
function lockedPairs(problem: PairingProblem, { hosts, locked }: OpenSides): readonly ScoredPair[] {
  if (locked.size === 0) return [];
  const partners = problem.partners.filter(({ id }) => locked.has(id));
  const exceptions = problem.locks.map((lock) => ({ ...lock, pricePoints: 0 }));
  const scored = scorerOf(pairCosts({ ...problem, exceptions }, { hosts, partners }), { hosts, partners });
  const hostRows = rowsOf(hosts);
  return partners.map(({ id }, row) => scored(row, hostRows.get(locked.get(id) ?? '') ?? nobody));
}

function assignedPairs(open: OpenSides, { hostOf }: Assignment, costs: PairCosts): readonly ScoredPair[] {
  const scored = scorerOf(costs, open);
  return Array.from(hostOf, (host, partner) => ({ host, partner }))
    .filter(({ host }) => host !== nobody)
    .map(({ host, partner }) => scored(partner, host));
}

/**
 * Scores a chosen pair, by rows, from the columns that it was chosen from. The checker calculates it a second time in
 * another way. A pair that the rules don't allow is a bug.
 */
const scorerOf =
  ({ scoreOf }: PairCosts, { hosts, partners }: Pick<OpenSides, 'hosts' | 'partners'>) =>
  (partnerRow: number, hostRow: number): ScoredPair => {
    const [host, partner] = [hosts[hostRow], partners[partnerRow]];
    const score = scoreOf(partnerRow, hostRow);
    if (!host || !partner || score === undefined)
      throw new Error(`Row ${partnerRow} can't be paired with row ${hostRow}, but is.`);
    return { host: host.id, partner: partner.id, score };
  };

/**
 * The prices in points. The solver's prices are in ties, within half a point of whole points. The nearest points are
 * a certificate too: c × scale + tie ≥ u + v, and ties that can't add up to a point, give c ≥ u + v. A locked
 * partner's price is its pair's cost minus the price of the host's place, because it has nowhere else to go.
 */
function certificateOf(
  { hosts, partners }: OpenSides,
  locked: readonly ScoredPair[],
  { partnerPrices, hostPrices }: Assignment,
  unplacedCost: number,
  scale: number,
): Certificate {
  // Adding 0 turns negative zero into zero, which JSON can keep.
  const points = (price: number) => Math.round(price / scale) + 0;
  const placePrices = new Map(hosts.map(({ id }, row) => [id, points(realAt(hostPrices, row))]));
  const free = partners.map(({ id }, row) => [id, points(realAt(partnerPrices, row))] as const);
  const fixed = locked.map(
    ({ host, partner, score }) => [partner, perfectScore - score - (placePrices.get(host) ?? 0)] as const,
  );
  return {
    unplacedCost,
    partnerPrices: Object.fromEntries([...free, ...fixed].sort(([a], [b]) => inOrder(a, b))),
    hostPrices: Object.fromEntries(placePrices),
  };
}
