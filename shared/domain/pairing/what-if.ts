import { realAt, wholeAt } from './cells.ts';
import { type ScoreTable, tabulate } from './columns.ts';
import { bansByRow, pairCosts } from './costs.ts';
import { inOrder, type PairingProblem, perfectScore, type Solution } from './problem.ts';
import { distancesTo, emptyResidual, offerStep, type Residual } from './residual.ts';
import { emptyRow } from './row-scores.ts';

/** A host that a partner could go to instead, and what the whole plan would lose by it, in points. */
export type RunnerUp = { readonly host: string; readonly pricePoints: number };

export type WhatIf = {
  /**
   * What the whole plan would lose, in points, if this partner went to that host, or had no place (`undefined`), and all
   * others were placed as well as could be: 0 where it is already, or where another plan is as good. Undefined where it may
   * not: banned, not allowed, locked elsewhere, or all places are locked. A partner that loses its place counts with
   * `unplacedCost`; see `splitPrice`.
   */
  readonly priceOf: (partner: string, host: string | undefined) => number | undefined;
  /** The host at which the plan would lose least, if there is another than its own; of equal ones the first by id. */
  readonly runnerUpOf: (partner: string) => RunnerUp | undefined;
};

/**
 * A price as partners that lose their place (fewer than none: that gain one) and the points that the plan's total loses. A
 * partner that loses its place costs `unplacedCost` less the 10,000 points that a perfect pair would have earned.
 */
export function splitPrice(
  { certificate: { unplacedCost } }: Pick<Solution, 'certificate'>,
  pricePoints: number,
): { readonly places: number; readonly totalPoints: number } {
  const places = Math.round(pricePoints / unplacedCost);
  return { places, totalPoints: pricePoints - places * (unplacedCost - perfectScore) };
}

/**
 * Prices of every change to the best plan. A partner that goes to a host pays its reduced cost, and the cheapest chain of
 * moves that ends where it came from: by complementary slackness, that is what the best plan with this pair costs more
 * (sensitivity analysis of the transportation problem; R. K. Ahuja, T. L. Magnanti and J. B. Orlin, "Network Flows", 1993,
 * §9.4 and §11). Chains are found for one host at a time, when somebody asks. Takes memory for a number per pair and per two
 * hosts: meant for up to some 2,000 hosts.
 */
export function whatIf(problem: PairingProblem, solution: Solution): WhatIf {
  const plan = planOf(problem, solution);
  const residual = residualOf(plan);
  const distancesByNode = new Map<number, Float64Array>();

  const distancesBackTo = (node: number): Float64Array => {
    const distances = distancesByNode.get(node) ?? distancesTo(residual, node);
    distancesByNode.set(node, distances);
    return distances;
  };
  /** The price of moving a partner to a node, by rows. */
  const priceAt = (partner: number, node: number): number => {
    const own = wholeAt(plan.nodeOf, partner);
    if (own === node) return 0;
    return reducedCost(plan, partner, node) + realAt(distancesBackTo(own), node);
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
    let best: RunnerUp | undefined;
    plan.hostIds.forEach((host, row) => {
      if (row === wholeAt(plan.nodeOf, partner)) return;
      const pricePoints = priceAt(partner, row);
      if (pricePoints < (best?.pricePoints ?? Number.POSITIVE_INFINITY)) best = { host, pricePoints };
    });
    return best;
  };
  return { priceOf, runnerUpOf };
}

/** A solution by rows, in the order of ids. The node of a partner is the row of its host, or one more than the last. */
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
  /** What a pair costs, by partner × hosts + host; Infinity where it is not allowed. */
  readonly costs: Float64Array;
};

function planOf(problem: PairingProblem, { pairing, certificate }: Solution): Plan {
  const hosts = [...problem.hosts].sort((a, b) => inOrder(a.id, b.id));
  const partners = [...problem.partners].sort((a, b) => inOrder(a.id, b.id));
  const hostRows = new Map(hosts.map(({ id }, row) => [id, row]));
  const partnerRows = new Map(partners.map(({ id }, row) => [id, row]));
  const hostOf = new Map(pairing.pairs.map(({ host, partner }) => [partner, host]));
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  const nodeOf = (id: string) => hostRows.get(hostOf.get(id) ?? '') ?? hosts.length;
  const table = tabulate(problem.rules, hosts, partners);
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
    costs: costsOf(problem, table, hostRows, partnerRows),
  };
}

function costsOf(
  { bans, leastScore = 0 }: PairingProblem,
  table: ScoreTable,
  hostRows: ReadonlyMap<string, number>,
  partnerRows: ReadonlyMap<string, number>,
): Float64Array {
  const hostCount = table.hosts.count;
  const allowed = new Float64Array(hostCount * table.partners.count).fill(Number.POSITIVE_INFINITY);
  const costs = pairCosts(table, bansByRow(bans, hostRows, partnerRows), leastScore);
  const row = emptyRow(hostCount);
  for (let partner = 0; partner < table.partners.count; partner += 1) {
    const count = costs.writeRow(partner, row);
    for (let index = 0; index < count; index += 1)
      allowed[partner * hostCount + wholeAt(row.hosts, index)] = wholeAt(row.points, index);
  }
  return allowed;
}

/** What a pair costs beyond the prices of its two schools; of a partner and no place, beyond the partner's own. */
function reducedCost(plan: Plan, partner: number, node: number): number {
  const hostCount = plan.hostIds.length;
  const price = realAt(plan.partnerPrices, partner);
  return node === hostCount
    ? plan.unplacedCost - price
    : realAt(plan.costs, partner * hostCount + node) - price - realAt(plan.hostPrices, node);
}

/** All moves that are open to partners who are not locked; and places that are left, or come free. */
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
  // There is always room to be unplaced, and who is can always come back.
  offerStep(residual, residual.unplaced, residual.spare, 0);
  offerStep(residual, residual.spare, residual.unplaced, 0);
  return residual;
}
