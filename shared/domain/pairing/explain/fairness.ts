import { type Clash, isClash } from '#domain/pairing/clash.ts';
import {
  byPair,
  type Entrant,
  type HostEntrant,
  isPair,
  type Pair,
  type Pairing,
  type PairingProblem,
  type Solution,
} from '#domain/pairing/problem.ts';
import { scoreByPair, scoresIn } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { perfectScore } from '#domain/program/program.ts';

/** A pair with its score in points. */
type ScoredPair = Pair & { readonly score: number };

/** The fairest pairing and its cost: how many more points the best pairing has. */
type FairestPairing = {
  /** The problem with a higher `leastScore`. Check the solution's certificate against this one. */
  readonly problem: PairingProblem;
  readonly solution: Solution;
  readonly leastScore: number;
  readonly pricePoints: number;
};

/** The lowest-scoring pair; among equals, the first by IDs. Undefined if there are no pairs. */
export const worstPair = (problem: PairingProblem, pairing: Pairing): ScoredPair | undefined =>
  scoredPairs(problem, pairing).reduce<ScoredPair | undefined>(
    (worst, pair) => (worst && worst.score <= pair.score ? worst : pair),
    undefined,
  );

function scoredPairs(problem: PairingProblem, { pairs }: Pairing): readonly ScoredPair[] {
  const scoreOf = scoreByPair(problem);
  return pairs.map((pair) => ({ ...pair, score: scoreOf(pair)?.total ?? 0 })).sort(byPair);
}

/**
 * The pairing whose lowest score is as high as possible (max-min), and among these the one with the highest total. It
 * places as many partners as the best pairing. Locked pairs do not count: staff chose them. Bisection finds the
 * lowest score with about 14 pairings (the bottleneck assignment problem; R. Burkard, M. Dell'Amico, and S. Martello,
 * "Assignment Problems", 2009, §6).
 */
export function fairestPairing(problem: PairingProblem): FairestPairing | Clash {
  const best = solvePairing(problem);
  if (isClash(best)) return best;
  const reachable = reachableLeastScore(problem, best);
  const pricePoints = best.total - reachable.solution.total;
  return { ...reachable, pricePoints };
}

/** The highest possible lowest score that still places as many partners as the best pairing. */
function reachableLeastScore(problem: PairingProblem, best: Solution): Omit<FairestPairing, 'pricePoints'> {
  let reached = { problem, solution: best, leastScore: leastOf(problem, best.pairing) };
  let unreached = perfectScore + 1;
  while (unreached - reached.leastScore > 1) {
    const tried = Math.floor((reached.leastScore + unreached) / 2);
    const raised = { ...problem, leastScore: tried };
    const solution = solvePairing(raised);
    if (!isClash(solution) && solution.pairing.unplaced.length === best.pairing.unplaced.length)
      reached = { problem: raised, solution, leastScore: leastOf(raised, solution.pairing) };
    else unreached = tried;
  }
  return reached;
}

/** The lowest score among pairs that staff did not lock; a perfect score if all are locked. */
function leastOf(problem: PairingProblem, { pairs }: Pairing): number {
  const free = pairs.filter((pair) => !problem.locks.some(isPair(pair)));
  return worstPair(problem, { pairs: free, unplaced: [] })?.score ?? perfectScore;
}

/**
 * Pairs that would both prefer each other: the partner would score more at that host than where it is (or is
 * unplaced), and the host has room or a partner with a lower score. Banned pairs do not count, and locked pairs stay.
 * A plan without any is stable (D. Gale and L. S. Shapley, 1962); the best plan may not be. Sorted by ID.
 */
export function blockingPairs(problem: PairingProblem, pairing: Pairing): readonly ScoredPair[] {
  const stakes = stakesIn(problem, pairing);
  const scoreBetween = scoresIn(problem);
  const banned = new Map(
    [...Map.groupBy(problem.bans, ({ partner }) => partner)].map(
      ([partner, bans]) => [partner, new Set(bans.map(({ host }) => host))] as const,
    ),
  );
  return problem.hosts
    .flatMap((host) =>
      problem.partners.flatMap((partner) => {
        if (stakes.isLocked(partner) || banned.get(partner.id)?.has(host.id)) return [];
        const score = scoreBetween(host, partner)?.total;
        if (score === undefined || score < (problem.leastScore ?? 0)) return [];
        const wouldBothGain = score > stakes.ofPartner(partner) && score > stakes.ofHost(host);
        return wouldBothGain ? [{ host: host.id, partner: partner.id, score }] : [];
      }),
    )
    .sort(byPair);
}

/** The score that each school would give up for a better pair; negative if it has room or no place. */
function stakesIn(problem: PairingProblem, pairing: Pairing) {
  const pairs = scoredPairs(problem, pairing);
  const byPartner = new Map(pairs.map(({ partner, score }) => [partner, score]));
  const byHost = Map.groupBy(pairs, ({ host }) => host);
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  return {
    isLocked: ({ id }: Entrant) => locked.has(id),
    ofPartner: ({ id }: Entrant) => byPartner.get(id) ?? -1,
    ofHost: ({ id, capacity }: HostEntrant) => {
      const own = byHost.get(id) ?? [];
      if (own.length < capacity) return -1;
      const free = own.filter(({ partner }) => !locked.has(partner)).map(({ score }) => score);
      return Math.min(...free);
    },
  };
}
