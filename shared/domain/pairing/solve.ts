import { type Assignment, assign } from './assign.ts';
import { realAt, wholeAt } from './cells.ts';
import { type Clash, smallestClash } from './clash.ts';
import { tabulate } from './columns.ts';
import { bansByRow, pairCosts } from './costs.ts';
import { candidateLists } from './lists.ts';
import { nobody } from './places.ts';
import {
  type Certificate,
  type Entrant,
  type HostEntrant,
  inOrder,
  type Pair,
  type PairingProblem,
  perfectScore,
  type Solution,
  unplacedCostOf,
} from './problem.ts';
import { scoreOf } from './score.ts';
import { tiesOf } from './ties.ts';

/**
 * The best pairing of all: as many partners placed as can be, and of those pairings the one with the best total, with the
 * prices that prove it. Locked pairs are part of it; locks that cannot all hold are a clash. Expects a well-formed problem
 * (`problemsOf`). The order of schools and rulings in the problem makes no difference.
 */
export function solvePairing(problem: PairingProblem): Solution | Clash {
  const clash = smallestClash(problem);
  if (clash) return clash;
  const open = openSidesOf(problem);
  const unplacedCost = unplacedCostOf(problem);
  const ties = tiesOf(open.hosts, open.partners, unplacedCost);
  const table = tabulate(problem.rules, open.hosts, open.partners);
  const bans = bansByRow(problem.bans, rowsOf(open.hosts), rowsOf(open.partners));
  const costs = pairCosts(table, bans, problem.leastScore ?? 0);
  const assignment = assign(candidateLists(costs, ties), open.capacities, unplacedCost * ties.scale);
  return solutionOf(problem, open, assignment, unplacedCost, ties.scale);
}

const rowsOf = (schools: readonly Entrant[]): ReadonlyMap<string, number> =>
  new Map(schools.map(({ id }, row) => [id, row]));

/** What locks leave open: the partners that are not locked, and the places that locked ones do not take. */
type OpenSides = {
  readonly hosts: readonly HostEntrant[];
  readonly partners: readonly Entrant[];
  readonly capacities: Int32Array;
  /** The host of each locked partner. */
  readonly locked: ReadonlyMap<string, string>;
};

/** Both sides in the order of ids, whatever the order of the input. */
function openSidesOf({ hosts, partners, locks }: PairingProblem): OpenSides {
  const locked = new Map(locks.map(({ host, partner }) => [partner, host]));
  const taken = new Map<string, number>();
  for (const host of locked.values()) taken.set(host, (taken.get(host) ?? 0) + 1);
  const sorted = [...hosts].sort((a, b) => inOrder(a.id, b.id));
  return {
    hosts: sorted,
    partners: partners.filter(({ id }) => !locked.has(id)).sort((a, b) => inOrder(a.id, b.id)),
    capacities: Int32Array.from(sorted, ({ id, capacity }) => capacity - (taken.get(id) ?? 0)),
    locked,
  };
}

function solutionOf(
  problem: PairingProblem,
  open: OpenSides,
  assignment: Assignment,
  unplacedCost: number,
  scale: number,
): Solution {
  const scoreOfPair = pairScores(problem);
  const pairs = [...lockedPairs(open), ...assignedPairs(open, assignment)].sort(
    (a, b) => inOrder(a.host, b.host) || inOrder(a.partner, b.partner),
  );
  const total = pairs.reduce((sum, pair) => sum + scoreOfPair(pair), 0);
  const unplaced = open.partners
    .filter((_, row) => wholeAt(assignment.hostOf, row) === nobody)
    .map(({ id }) => id);
  return {
    pairing: { pairs, unplaced },
    total,
    cost: pairs.length * perfectScore - total + unplaced.length * unplacedCost,
    certificate: certificateOf(open, assignment, unplacedCost, scale, scoreOfPair),
  };
}

/** The score of a pair by ids. */
function pairScores({ rules, hosts, partners }: PairingProblem): (pair: Pair) => number {
  const hostsById = new Map(hosts.map((host) => [host.id, host]));
  const partnersById = new Map(partners.map((partner) => [partner.id, partner]));
  return ({ host: hostId, partner: partnerId }) => {
    const [host, partner] = [hostsById.get(hostId), partnersById.get(partnerId)];
    const score = host && partner && scoreOf(rules, host, partner);
    if (!score) throw new Error(`${partnerId} cannot be with ${hostId}, and was paired with it.`);
    return score.total;
  };
}

const lockedPairs = ({ locked }: OpenSides): readonly Pair[] =>
  [...locked].map(([partner, host]) => ({ host, partner }));

const assignedPairs = ({ hosts, partners }: OpenSides, { hostOf }: Assignment): readonly Pair[] =>
  partners.flatMap(({ id }, row) => {
    const host = hosts[wholeAt(hostOf, row)];
    return host ? [{ host: host.id, partner: id }] : [];
  });

/**
 * The prices in points. The solver's are in ties, with less than half a point of them on either side, so the nearest points
 * are a certificate of their own: c × scale + tie ≥ u + v with ties that cannot add up to a point leaves c ≥ u + v. The price
 * of a locked partner is what its pair costs beyond the host's place, as it has nowhere else to go.
 */
function certificateOf(
  { hosts, partners, locked }: OpenSides,
  { partnerPrices, hostPrices }: Assignment,
  unplacedCost: number,
  scale: number,
  scoreOfPair: (pair: Pair) => number,
): Certificate {
  // Adding 0 turns a negative zero into a plain one, which survives being written as JSON.
  const points = (price: number) => Math.round(price / scale) + 0;
  const placePrices = new Map(hosts.map(({ id }, row) => [id, points(realAt(hostPrices, row))]));
  const free = partners.map(({ id }, row) => [id, points(realAt(partnerPrices, row))] as const);
  const fixed = [...locked].map(([partner, host]) => {
    const cost = perfectScore - scoreOfPair({ host, partner });
    return [partner, cost - (placePrices.get(host) ?? 0)] as const;
  });
  return {
    unplacedCost,
    partnerPrices: Object.fromEntries([...free, ...fixed].sort(([a], [b]) => inOrder(a, b))),
    hostPrices: Object.fromEntries(placePrices),
  };
}
