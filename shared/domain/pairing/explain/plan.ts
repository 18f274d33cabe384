import {
  byId,
  type Entrant,
  type HostEntrant,
  isPair,
  type Pair,
  type Price,
  type Ruling,
  type Score,
} from '#domain/pairing/problem.ts';
import { type UnkeptRuling, unkeptRulings } from '#domain/pairing/scenario/rulings.ts';
import {
  currentPairing,
  everyMoved,
  type Move,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
} from '#domain/pairing/scenario/scenario.ts';
import { isExceptional, scoresByHand } from '#domain/pairing/score.ts';
import { blockingPairs } from './fairness.ts';
import { splitPrice, whatIf } from './what-if.ts';

/** One pair, with everything a director needs to explain it. */
export type DefendedPair = {
  readonly host: HostEntrant;
  readonly partner: Entrant;
  readonly score: Score;
  /** Whether the pair shares no area although it must: staff made it all the same. */
  readonly isException: boolean;
  /** The next-best host for this partner, and its cost. */
  readonly runnerUp?: { readonly host: HostEntrant; readonly price: Price };
  /** The move that brought the partner here, if a director moved it. */
  readonly move?: Move;
  readonly lock?: Ruling;
  /** The rule that this pair breaks. */
  readonly unkept?: UnkeptRuling;
};

export type HostPlan = {
  /** Its number in tables and on the map, from 1. */
  readonly number: number;
  readonly host: HostEntrant;
  /** How many partners the host offers to take. A plan that chooses schools may use fewer. */
  readonly places: number;
  readonly pairs: readonly DefendedPair[];
};

/** The current state of a proposal, moves included. In points. */
export type Plan = {
  readonly hosts: readonly HostPlan[];
  readonly unplaced: readonly Entrant[];
  readonly total: number;
  /** The score of the proposed plan, the highest possible. */
  readonly best: number;
  readonly worst?: DefendedPair;
  /** Pairs of schools that would both score higher with each other. */
  readonly blocking: readonly Pair[];
  /** What the proposed plan would lose with this partner at this host, or without a host. Undefined if the pair isn't allowed. */
  readonly priceOf: (partner: string, host: string | undefined) => Price | undefined;
};

/** Everything that pages show about a proposal, computed from the stored scenario. */
export function planOf(scenario: ProposedScenario): Plan {
  const problem = pairedProblem(scenario);
  const pairing = currentPairing(scenario);
  const prices = whatIf(problem, scenario.solution);
  const scoreBetween = scoresByHand(problem);
  const priced = (points: number): Price => splitPrice(scenario.solution, points);
  const hostById = new Map(problem.hosts.map((host) => [host.id, host]));
  const partnerById = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const unkeptBy = new Map(unkeptRulings(scenario).map((one) => [one.partner, one]));
  const defend = (pair: Pair): DefendedPair => {
    const host = known(hostById, pair.host);
    const partner = known(partnerById, pair.partner);
    const score = scoreBetween(host, partner);
    if (!score) throw new Error(`${host.id} and ${partner.id} are paired but can’t be`);
    const next = prices.runnerUpOf(partner.id);
    const nextHost = next && hostById.get(next.host);
    const move = scenario.moves.findLast((one) =>
      everyMoved(one).some((moved) => moved.partner === partner.id),
    );
    const unkept = unkeptBy.get(partner.id);
    const lock = scenario.rulings.locks.find(isPair(pair));
    return {
      host,
      partner,
      score,
      isException: isExceptional(problem.rules, host, partner),
      ...(next && nextHost && { runnerUp: { host: nextHost, price: priced(next.pricePoints) } }),
      ...(move && { move }),
      ...(lock && { lock }),
      ...(unkept && { unkept }),
    };
  };
  const defended = pairing.pairs.map(defend);
  const byHost = Map.groupBy(defended, ({ host }) => host.id);
  const worst = defended.toSorted((a, b) => a.score.total - b.score.total)[0];
  return {
    hosts: problem.hosts.toSorted(byId).map((host, index) => ({
      number: index + 1,
      host,
      places: offeredCapacity(scenario, host.id),
      pairs: byHost.get(host.id) ?? [],
    })),
    unplaced: pairing.unplaced.map((id) => known(partnerById, id)),
    total: defended.reduce((sum, { score }) => sum + score.total, 0),
    best: scenario.solution.total,
    ...(worst && { worst }),
    blocking: blockingPairs(problem, pairing),
    priceOf: (partner, host) => {
      const points = prices.priceOf(partner, host);
      return points === undefined ? undefined : priced(points);
    },
  };
}

function known<T>(byId: ReadonlyMap<string, T>, id: string): T {
  const found = byId.get(id);
  if (!found) throw new Error(`The plan names ${id}, which isn’t in its problem`);
  return found;
}
