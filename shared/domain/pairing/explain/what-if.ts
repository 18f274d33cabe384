import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { byId, type PairingProblem, type Price, type Solution } from '#domain/pairing/problem.ts';
import { emptyRow } from '#domain/pairing/solver/columns.ts';
import { type PairRows, pairCosts } from '#domain/pairing/solver/costs.ts';
import { perfectScore } from '#domain/program/program.ts';

/**
 * The cost of making room somewhere by sending a partner elsewhere, who may displace another, and so on: a plan's
 * residual graph, reduced to its hosts. Nodes are hosts by row, then two more: being unplaced, and places that no one
 * takes. A step from one host to another costs the smallest loss, in reduced costs, of any partner that could move
 * there. These are never negative.
 */
type Residual = {
  readonly nodeCount: number;
  readonly unplaced: number;
  readonly spare: number;
  /**
   * The cost of the step from a to b is at [b × nodeCount + a], because steps are read by their end; Infinity if no
   * one can take it.
   */
  readonly steps: Float64Array;
};

/** A graph for so many hosts, without steps. */
function emptyResidual(hostCount: number): Residual {
  const nodeCount = hostCount + 2;
  const steps = new Float64Array(nodeCount * nodeCount).fill(Number.POSITIVE_INFINITY);
  return { nodeCount, unplaced: hostCount, spare: hostCount + 1, steps };
}

/** Keeps the cheaper of two steps. */
function offerStep({ nodeCount, steps }: Residual, from: number, to: number, cost: number): void {
  const step = to * nodeCount + from;
  if (cost < realAt(steps, step)) steps[step] = cost;
}

/** The nodes around an end, nearest first. */
type Paths = {
  /** Nodes whose distance is final, in that order. */
  readonly settled: readonly number[];
  /** 1 for each of them. */
  readonly isSettled: Uint8Array;
  /** The cost of the cheapest path from a node to the end: final if it is settled, else not below it. */
  readonly distances: Float64Array;
  /** Settles the next node, and returns it; undefined if no other node has a path. */
  readonly settleNext: () => number | undefined;
};

/**
 * The cheapest paths from every node to this one: Dijkstra's algorithm from the end, without a heap, because nearly
 * every step exists. Each round settles one node, reads the steps to it, and finds the next node. Callers stop as soon
 * as they know enough.
 */
function pathsTo({ nodeCount, steps }: Residual, end: number): Paths {
  const distances = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  // The distances of open nodes. A settled one is NaN, which no comparison picks, so a round is one plain loop.
  const open = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const settled: number[] = [];
  const isSettled = new Uint8Array(nodeCount);
  open[end] = 0;
  let nearest = end;

  const settleNext = (): number | undefined => {
    const node = nearest;
    const distance = realAt(open, node);
    if (!(distance < Number.POSITIVE_INFINITY)) return undefined;
    distances[node] = distance;
    open[node] = Number.NaN;
    const stepsToNode = node * nodeCount;
    let least = Number.POSITIVE_INFINITY;
    for (let from = 0; from < nodeCount; from += 1) {
      const through = realAt(steps, stepsToNode + from) + distance;
      const known = realAt(open, from);
      if (through < known) open[from] = through;
      const nearer = through < known ? through : known;
      if (nearer < least) {
        least = nearer;
        nearest = from;
      }
    }
    settled.push(node);
    isSettled[node] = 1;
    return node;
  };
  return { settled, isSettled, distances, settleNext };
}

/** Another possible host for a partner, and the points that the whole plan would lose. */
type RunnerUp = { readonly host: string; readonly pricePoints: number };

type WhatIf = {
  /**
   * The points that the whole plan would lose if this partner moved to that host, or became unplaced (`undefined`),
   * with all others placed as well as possible. 0 if it is already there or another plan is equally good. Undefined
   * if it can't: the pair is banned or not allowed, the partner is locked elsewhere, or all places are locked. A
   * partner that loses its place counts with `unplacedCost`; see `splitPrice`.
   */
  readonly priceOf: (partner: string, host: string | undefined) => number | undefined;
  /** The other host with the smallest loss for the plan, if there is one; among equals, the first by ID. */
  readonly runnerUpOf: (partner: string) => RunnerUp | undefined;
};

/**
 * Splits a price into partners that lose their place (negative if partners gain one) and points that the plan's total
 * loses. A partner that loses its place costs `unplacedCost` minus the 10,000 points of a perfect pair.
 */
export function splitPrice(
  { certificate: { unplacedCost } }: Pick<Solution, 'certificate'>,
  pricePoints: number,
): Price {
  const places = Math.round(pricePoints / unplacedCost);
  return { points: pricePoints - places * (unplacedCost - perfectScore), places };
}

/**
 * The price of every change to the best plan. A partner that moves to a host pays its reduced cost plus the cheapest
 * chain of moves that ends where it came from. By complementary slackness, that is how much more the best plan with
 * this pair costs (sensitivity analysis of the transportation problem; R. K. Ahuja, T. L. Magnanti, and J. B. Orlin,
 * "Network Flows", 1993, §9.4 and §11). Chains are found for one host at a time, on request. Needs memory for a
 * number per pair and per two hosts: meant for up to about 2,000 hosts.
 */
export function whatIf(problem: PairingProblem, solution: Solution): WhatIf {
  const plan = planOf(problem, solution);
  const residual = residualOf(plan);
  const pathsByNode = new Map<number, Paths>();

  const pathsBackTo = (node: number): Paths => {
    const paths = pathsByNode.get(node) ?? pathsTo(residual, node);
    pathsByNode.set(node, paths);
    return paths;
  };
  /** The price of moving a partner to a node, by rows. */
  const priceAt = (partner: number, node: number): number => {
    const own = wholeAt(plan.nodeOf, partner);
    if (own === node) return 0;
    const paths = pathsBackTo(own);
    while (paths.isSettled[node] !== 1 && paths.settleNext() !== undefined);
    return reducedCost(plan, partner, node) + realAt(paths.distances, node);
  };
  const priceOf = (partnerId: string, hostId: string | undefined): number | undefined => {
    const partner = plan.partnerRows.get(partnerId);
    const node = hostId === undefined ? plan.hostIds.length : plan.hostRows.get(hostId);
    if (partner === undefined || node === undefined) return undefined;
    if (wholeAt(plan.isLocked, partner) === 1) return wholeAt(plan.nodeOf, partner) === node ? 0 : undefined;
    const price = priceAt(partner, node);
    return Number.isFinite(price) ? price : undefined;
  };
  const runnerUpOf = (partnerId: string): RunnerUp | undefined => {
    const partner = plan.partnerRows.get(partnerId);
    if (partner === undefined || wholeAt(plan.isLocked, partner) === 1) return undefined;
    const own = wholeAt(plan.nodeOf, partner);
    const paths = pathsBackTo(own);
    const least = leastReducedCost(plan, partner);
    let bestRow = -1;
    let bestPrice = Number.POSITIVE_INFINITY;
    // Any host costs at least the least reduced cost, so nodes that are too far for it can't be better.
    for (let index = 0; ; index += 1) {
      const row = paths.settled[index] ?? paths.settleNext();
      if (row === undefined || realAt(paths.distances, row) + least > bestPrice) break;
      if (row === own || row >= plan.hostIds.length) continue;
      const price = reducedCost(plan, partner, row) + realAt(paths.distances, row);
      if (price > bestPrice || (price === bestPrice && row > bestRow)) continue;
      bestRow = row;
      bestPrice = price;
    }
    const host = plan.hostIds[bestRow];
    return host === undefined || bestPrice === Number.POSITIVE_INFINITY
      ? undefined
      : { host, pricePoints: bestPrice };
  };
  return { priceOf, runnerUpOf };
}

/** A solution by rows, sorted by ID. A partner's node is its host's row, or one after the last row if it is unplaced. */
type Plan = {
  readonly hostIds: readonly string[];
  readonly hostRows: ReadonlyMap<string, number>;
  readonly partnerRows: ReadonlyMap<string, number>;
  readonly capacities: readonly number[];
  readonly nodeOf: Int32Array;
  readonly isLocked: Int32Array;
  readonly partnerPrices: Float64Array;
  readonly hostPrices: Float64Array;
  readonly unplacedCost: number;
  /** A pair's cost at partner × hosts + host; Infinity if it is not allowed. */
  readonly costs: Float64Array;
};

function planOf(problem: PairingProblem, { pairing, certificate }: Solution): Plan {
  const hosts = problem.hosts.toSorted(byId);
  const partners = problem.partners.toSorted(byId);
  const hostRows = new Map(hosts.map(({ id }, row) => [id, row]));
  const partnerRows = new Map(partners.map(({ id }, row) => [id, row]));
  const hostOf = new Map(pairing.pairs.map(({ host, partner }) => [partner, host]));
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  const nodeOf = (id: string) => hostRows.get(hostOf.get(id) ?? '') ?? hosts.length;
  return {
    hostIds: hosts.map(({ id }) => id),
    hostRows,
    partnerRows,
    capacities: hosts.map(({ capacity }) => capacity),
    nodeOf: Int32Array.from(partners, ({ id }) => nodeOf(id)),
    isLocked: Int32Array.from(partners, ({ id }) => (locked.has(id) ? 1 : 0)),
    partnerPrices: Float64Array.from(partners, ({ id }) => certificate.partnerPrices[id] ?? Number.NaN),
    hostPrices: Float64Array.from(hosts, ({ id }) => certificate.hostPrices[id] ?? Number.NaN),
    unplacedCost: certificate.unplacedCost,
    costs: costsOf(pairCosts(problem, { hosts, partners })),
  };
}

function costsOf({ hostCount, partnerCount, writeRow }: PairRows): Float64Array {
  const allowed = new Float64Array(hostCount * partnerCount).fill(Number.POSITIVE_INFINITY);
  const row = emptyRow(hostCount);
  for (let partner = 0; partner < partnerCount; partner += 1) {
    const count = writeRow(partner, row);
    for (let index = 0; index < count; index += 1)
      allowed[partner * hostCount + wholeAt(row.hosts, index)] = wholeAt(row.points, index);
  }
  return allowed;
}

/** A pair's cost minus the prices of its two schools; for a partner without a place, minus only its own. */
function reducedCost(plan: Plan, partner: number, node: number): number {
  const hostCount = plan.hostIds.length;
  const price = realAt(plan.partnerPrices, partner);
  return node === hostCount
    ? plan.unplacedCost - price
    : realAt(plan.costs, partner * hostCount + node) - price - realAt(plan.hostPrices, node);
}

/** The least that any other host could cost a partner. */
function leastReducedCost(plan: Plan, partner: number): number {
  const own = wholeAt(plan.nodeOf, partner);
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < plan.hostIds.length; node += 1)
    if (node !== own) least = Math.min(least, reducedCost(plan, partner, node));
  return least;
}

/** All possible moves of partners without a lock, with places that are open or become open. */
function residualOf(plan: Plan): Residual {
  const hostCount = plan.hostIds.length;
  const residual = emptyResidual(hostCount);
  const used = new Int32Array(hostCount + 1);
  const movable = new Int32Array(hostCount + 1);
  plan.nodeOf.forEach((own, partner) => {
    used[own] = wholeAt(used, own) + 1;
    if (wholeAt(plan.isLocked, partner) === 1) return;
    movable[own] = wholeAt(movable, own) + 1;
    for (let node = 0; node <= hostCount; node += 1)
      if (node !== own) offerStep(residual, own, node, reducedCost(plan, partner, node));
  });
  plan.capacities.forEach((capacity, host) => {
    if (wholeAt(used, host) < capacity) offerStep(residual, host, residual.spare, 0);
    if (wholeAt(movable, host) > 0) offerStep(residual, residual.spare, host, -realAt(plan.hostPrices, host));
  });
  // There is always room to be unplaced, and an unplaced partner can always come back.
  offerStep(residual, residual.unplaced, residual.spare, 0);
  offerStep(residual, residual.spare, residual.unplaced, 0);
  return residual;
}
