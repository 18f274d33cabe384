import { inOrder, type Pair, type PairingProblem, type Solution } from '#domain/pairing/problem.ts';
import { pairCost } from './certificate.ts';

/** The next-best host for a partner, and the points that the whole plan would lose (unplaced partners included). */
export type RunnerUp = { readonly host: string; readonly cost: number };

/**
 * The next-best host of every placed partner; undefined if it has none. It shares no code with `explain/what-if`.
 *
 * Everything is read from costs, without prices. A step from host a to host b costs what the plan loses if the
 * cheapest partner of a moves to b. Being unplaced is one more host, with room for all. One more node stands for open
 * places: a host with room leads there, and it leads to every host, because a place may stay empty. The algorithm of
 * Floyd and Warshall (R. W. Floyd, 1962) finds the cheapest chain between any two nodes. A partner that moves from a
 * to b costs its own step and the cheapest chain from b back to a. The plan is optimal, so no chain gains by passing
 * a, and the partner never moves twice.
 */
export function runnerUpsIn(
  problem: PairingProblem,
  { pairing, certificate: { unplacedCost } }: Solution,
): ReadonlyMap<string, RunnerUp | undefined> {
  const hosts = problem.hosts.toSorted((a, b) => inOrder(a.id, b.id));
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  const nodes = new Map(hosts.map(({ id }, node) => [id, node]));
  const hostOf = new Map(pairing.pairs.map(({ host, partner }: Pair) => [partner, host]));
  const unplaced = hosts.length;
  const openPlaces = hosts.length + 1;
  const count = hosts.length + 2;
  const costOf = pairCost(problem);
  const partners = problem.partners.map((partner) => {
    const costs = [...hosts.map((host) => costOf(host, partner)), unplacedCost];
    return { id: partner.id, costs, at: nodes.get(hostOf.get(partner.id) ?? '') ?? unplaced };
  });

  const chains = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
  const taken = new Array<number>(count).fill(0);
  for (let node = 0; node < count; node += 1) chains[node * count + node] = 0;
  for (const { id, costs, at } of partners) {
    taken[at] = (taken[at] ?? 0) + 1;
    if (locked.has(id)) continue;
    costs.forEach((cost, to) => {
      const step = at * count + to;
      chains[step] = Math.min(chains[step] ?? 0, cost - (costs[at] ?? 0));
    });
  }
  for (let node = 0; node <= unplaced; node += 1) {
    const room = hosts[node]?.capacity ?? Number.POSITIVE_INFINITY;
    if ((taken[node] ?? 0) < room) chains[node * count + openPlaces] = 0;
    chains[openPlaces * count + node] = 0;
  }
  for (let via = 0; via < count; via += 1)
    for (let from = 0; from < count; from += 1) {
      const first = chains[from * count + via] ?? 0;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let to = 0; to < count; to += 1) {
        const whole = first + (chains[via * count + to] ?? 0);
        if (whole < (chains[from * count + to] ?? 0)) chains[from * count + to] = whole;
      }
    }

  const runnerUpOf = ({ id, costs, at }: (typeof partners)[number]): RunnerUp | undefined => {
    if (locked.has(id)) return undefined;
    let best: RunnerUp | undefined;
    hosts.forEach(({ id: host }, node) => {
      if (node === at) return;
      const cost = (costs[node] ?? 0) - (costs[at] ?? 0) + (chains[node * count + at] ?? 0);
      if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { host, cost };
    });
    return best;
  };
  return new Map(partners.map((partner) => [partner.id, runnerUpOf(partner)]));
}
