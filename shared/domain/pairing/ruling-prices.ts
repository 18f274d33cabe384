import { isPair } from './board.ts';
import { isClash } from './clash.ts';
import type { PairingProblem, Ruling, Solution } from './problem.ts';
import { type ProposedScenario, pairedProblem, type Rulings } from './scenario.ts';
import { solvePairing } from './solve.ts';

/**
 * The cost of rulings for the best plan: points of its total, and partners that lose their place (negative if
 * partners gain one).
 */
export type RulingPrice = { readonly points: number; readonly places: number };

export type RulingPrices = {
  /** The cost of all current rulings together, compared with the best plan of the same schools without any. */
  readonly all: RulingPrice | undefined;
  /** The cost of one current ruling, while all others stay. */
  readonly of: (ruling: Ruling) => RulingPrice | undefined;
};

/**
 * The costs of a proposal's current rulings. Each is found by solving again without it. If schools or levels were
 * chosen, the chosen ones are used. Undefined if no plan of these schools follows all rulings: newer rulings may
 * conflict, or lock a school that was not chosen.
 */
export function rulingPrices(scenario: ProposedScenario): RulingPrices {
  const problem = pairedProblem(scenario);
  const { locks, bans } = scenario.rulings;
  const standing = solvedWith(problem, { locks, bans });
  const against = (rulings: Rulings): RulingPrice | undefined => {
    const without = standing && solvedWith(problem, rulings);
    return without && priceBetween(without, standing);
  };
  return {
    all: against({ locks: [], bans: [] }),
    of: (ruling) => {
      const isOther = (one: Ruling) => !isPair(ruling)(one);
      return against({ locks: locks.filter(isOther), bans: bans.filter(isOther) });
    },
  };
}

/** The points of the best plan of a proposal's schools without any rulings. */
export const totalWithoutRulings = (scenario: ProposedScenario): number | undefined =>
  solvedWith(pairedProblem(scenario), { locks: [], bans: [] })?.total;

function solvedWith(problem: PairingProblem, { locks, bans }: Rulings): Solution | undefined {
  const hosts = new Set(problem.hosts.map(({ id }) => id));
  const partners = new Set(problem.partners.map(({ id }) => id));
  const isKnown = ({ host, partner }: Ruling) => hosts.has(host) && partners.has(partner);
  if (!locks.every(isKnown)) return undefined;
  const outcome = solvePairing({ ...problem, locks, bans: bans.filter(isKnown) });
  return isClash(outcome) ? undefined : outcome;
}

const priceBetween = (without: Solution, kept: Solution): RulingPrice => ({
  points: without.total - kept.total,
  places: kept.pairing.unplaced.length - without.pairing.unplaced.length,
});
