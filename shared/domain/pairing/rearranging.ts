import { isPair } from './board.ts';
import { isClash } from './clash.ts';
import { inOrder, type Pair, type PairingProblem, type Ruling } from './problem.ts';
import { currentPairing, type MovedAlong, type ProposedScenario, pairedProblem } from './scenario.ts';
import { scoreOf } from './score.ts';
import { solvePairing } from './solve.ts';

/** How all other partners are placed around one partner, compared with the current plan. */
export type Rearrangement = {
  /** The other partners that move, sorted by ID. */
  readonly others: readonly MovedAlong[];
  /** The points that the current plan loses; negative if it gains. */
  readonly pricePoints: number;
  /** How many more partners are unplaced; negative if fewer. */
  readonly places: number;
};

/**
 * For one partner and any host (`undefined`: unplaced), the best plan with the partner there that keeps locks, bans,
 * and directors' earlier moves. Undefined if there is none: the pair is banned or not allowed, the partner is locked
 * elsewhere, or every place is locked or assigned by a director.
 */
export function rearrangingFor(
  scenario: ProposedScenario,
  partner: string,
): (to: string | undefined) => Rearrangement | undefined {
  const { problem, unplaced } = standingProblem(scenario, partner);
  const before = currentPairing(scenario);
  const hostBefore = hostsOf(before.pairs);
  const total = totalOf(problem);
  return (to) => {
    const solution = solvePairing(withPartnerAt(problem, partner, to));
    if (isClash(solution)) return undefined;
    const { pairs } = solution.pairing;
    const hostAfter = hostsOf(pairs);
    const without = [...solution.pairing.unplaced, ...unplaced, ...(to === undefined ? [partner] : [])];
    const others = [...hostAfter.keys(), ...without]
      .filter((id) => id !== partner && hostBefore.get(id) !== hostAfter.get(id))
      .sort(inOrder)
      .map((id) => movedAlong(id, hostBefore.get(id), hostAfter.get(id)));
    return {
      others,
      pricePoints: total(before.pairs) - total(pairs),
      places: without.length - before.unplaced.length,
    };
  };
}

const movedAlong = (partner: string, from: string | undefined, to: string | undefined): MovedAlong => ({
  partner,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

const hostsOf = (pairs: readonly Pair[]): ReadonlyMap<string, string> =>
  new Map(pairs.map(({ host, partner }) => [partner, host]));

function withPartnerAt(problem: PairingProblem, partner: string, to: string | undefined): PairingProblem {
  const locks = problem.locks.filter((lock) => lock.partner !== partner || lock.host !== to);
  return to === undefined
    ? { ...problem, partners: problem.partners.filter(({ id }) => id !== partner) }
    : { ...problem, locks: [...locks, { host: to, partner, reason: '' }] };
}

/**
 * The problem to solve again: with the current rulings, and with partners that a director moved kept in place.
 * `unplaced` holds partners that a director left without a host; they are not part of it. Earlier moves do not bind
 * the partner that is to move.
 */
function standingProblem(
  scenario: ProposedScenario,
  wanted: string,
): { readonly problem: PairingProblem; readonly unplaced: readonly string[] } {
  const problem = pairedProblem(scenario);
  const { pairs, unplaced } = currentPairing(scenario);
  const { locks, bans } = rulingsWithin(scenario, problem);
  const locked = new Set(locks.map(({ partner }) => partner));
  const decided = new Set(
    scenario.moves
      .map(({ partner }) => partner)
      .filter((partner) => partner !== wanted && !locked.has(partner)),
  );
  const kept = pairs.filter((pair) => decided.has(pair.partner) && !bans.some(isPair(pair)));
  const left = new Set(unplaced.filter((partner) => decided.has(partner)));
  const used = Map.groupBy(pairs, ({ host }) => host);
  return {
    problem: {
      ...problem,
      // A director may have used places that the choice of schools left open, so make room for these partners.
      hosts: problem.hosts.map((host) => ({
        ...host,
        capacity: Math.max(host.capacity, used.get(host.id)?.length ?? 0),
      })),
      partners: problem.partners.filter(({ id }) => !left.has(id)),
      locks: [...locks, ...kept.map((pair): Ruling => ({ ...pair, reason: '' }))],
      bans,
    },
    unplaced: [...left],
  };
}

/** Rulings can be about schools that were not chosen. */
function rulingsWithin({ rulings: { locks, bans } }: ProposedScenario, { hosts, partners }: PairingProblem) {
  const [hostIds, partnerIds] = [new Set(hosts.map(({ id }) => id)), new Set(partners.map(({ id }) => id))];
  const within = (ruling: Ruling) => hostIds.has(ruling.host) && partnerIds.has(ruling.partner);
  return { locks: locks.filter(within), bans: bans.filter(within) };
}

/** The total score of pairs. */
function totalOf({ hosts, partners, rules }: PairingProblem): (pairs: readonly Pair[]) => number {
  const hostById = new Map(hosts.map((host) => [host.id, host]));
  const partnerById = new Map(partners.map((partner) => [partner.id, partner]));
  return (pairs) =>
    pairs.reduce((sum, pair) => {
      const [host, partner] = [hostById.get(pair.host), partnerById.get(pair.partner)];
      return sum + ((host && partner && scoreOf(rules, host, partner)?.total) ?? 0);
    }, 0);
}
