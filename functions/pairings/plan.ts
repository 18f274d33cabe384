import { sayCount } from '../../shared/domain/amounts.ts';
import { blockingPairs } from '../../shared/domain/pairing/fairness.ts';
import type { Entrant, HostEntrant, Pair, Ruling, Score } from '../../shared/domain/pairing/problem.ts';
import { type UnkeptRuling, unkeptRulings } from '../../shared/domain/pairing/ruling.ts';
import { sayParts } from '../../shared/domain/pairing/say-score.ts';
import {
  currentPairing,
  everyMoved,
  type Move,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
} from '../../shared/domain/pairing/scenario.ts';
import { scoreOf, sharedAreas } from '../../shared/domain/pairing/score.ts';
import { splitPrice, whatIf } from '../../shared/domain/pairing/what-if.ts';
import { focusAreaName, type Program, pairWordsOf } from '../../shared/domain/program.ts';

/** What a whole plan would lose: points of its total, and partners that lose their place (fewer than none: that gain one). */
export type Price = { readonly points: number; readonly places: number };

/** One pair with all that a director needs to defend it. */
export type DefendedPair = {
  readonly host: HostEntrant;
  readonly partner: Entrant;
  readonly score: Score;
  /** Why the two fit, in a sentence. */
  readonly reason: string;
  /** The next best host for this partner, and what the whole plan would lose by it. */
  readonly runnerUp?: { readonly host: HostEntrant; readonly price: Price };
  /** How it came about, where a director moved the partner here. */
  readonly move?: Move;
  readonly lock?: Ruling;
  /** What staff ruled on the partner, and this pair does not keep. */
  readonly unkept?: UnkeptRuling;
};

export type HostPlan = {
  /** What tables and the map call it, from 1. */
  readonly number: number;
  readonly host: HostEntrant;
  /** How many partners it offers to take; where schools are chosen, the plan may give it fewer. */
  readonly places: number;
  readonly pairs: readonly DefendedPair[];
};

/** A proposal as it stands, with its moves. Points. */
export type Plan = {
  readonly hosts: readonly HostPlan[];
  readonly unplaced: readonly Entrant[];
  readonly total: number;
  /** What the plan that was proposed earns: the most that any could. */
  readonly best: number;
  readonly worst?: DefendedPair;
  /** Pairs of schools that would both rather have each other than what they have. */
  readonly blocking: readonly Pair[];
  /** What the plan that was proposed would lose if a partner were at a host, or at none; undefined where it may not. */
  readonly priceOf: (partner: string, host: string | undefined) => Price | undefined;
};

/** All that pages say of a proposal, worked out anew from what is stored. */
export function planOf(scenario: ProposedScenario, program: Program): Plan {
  const problem = pairedProblem(scenario);
  const pairing = currentPairing(scenario);
  const prices = whatIf(problem, scenario.solution);
  const priced = (points: number): Price => {
    const { places, totalPoints } = splitPrice(scenario.solution, points);
    return { points: totalPoints, places };
  };
  const hostById = new Map(problem.hosts.map((host) => [host.id, host]));
  const partnerById = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const unkeptBy = new Map(unkeptRulings(scenario).map((one) => [one.partner, one]));
  const defend = (pair: Pair): DefendedPair => {
    const host = known(hostById, pair.host);
    const partner = known(partnerById, pair.partner);
    const score = scoreOf(problem.rules, host, partner);
    if (!score) throw new Error(`${host.id} and ${partner.id} are paired but can’t be`);
    const next = prices.runnerUpOf(partner.id);
    const nextHost = next && hostById.get(next.host);
    const move = scenario.moves.findLast((one) =>
      everyMoved(one).some((moved) => moved.partner === partner.id),
    );
    const unkept = unkeptBy.get(partner.id);
    const lock = scenario.rulings.locks.find((one) => one.host === host.id && one.partner === partner.id);
    return {
      host,
      partner,
      score,
      reason: sayReason(score, host, partner, program),
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
    hosts: problem.hosts
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((host, index) => ({
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

/**
 * Why a pair fits, for staff: "Shared focus area: Attendance (4,000). Both are high schools (2,000). 2.4 miles apart (2,073).
 * Students and region (1,543)." The points add up to the score.
 */
export function sayReason(score: Score, host: Entrant, partner: Entrant, program: Program): string {
  const parts = sayParts(host, partner, pairWordsOf(program));
  const { focusArea, level, distance, demographics, region } = score.points;
  return [
    `${sayShared(host, partner, program) ?? parts.focusArea} (${sayCount(focusArea)}).`,
    `${parts.level} (${sayCount(level)}).`,
    `${parts.distance} (${sayCount(distance)}).`,
    `Students and region (${sayCount(demographics + region)}).`,
  ].join(' ');
}

/** "Shared focus area: Attendance", "1 of 2 focus areas: Attendance"; undefined if they share none. */
function sayShared(host: Entrant, partner: Entrant, program: Program): string | undefined {
  const shared = sharedAreas(host, partner);
  if (shared.length === 0) return undefined;
  const wanted = new Set(partner.focusAreas).size;
  const names = shared.map((id) => focusAreaName(program, id)).join(', ');
  if (shared.length < wanted) return `${shared.length} of ${wanted} focus areas: ${names}`;
  return `${wanted === 1 ? 'Shared focus area' : 'Shared focus areas'}: ${names}`;
}

function known<T>(byId: ReadonlyMap<string, T>, id: string): T {
  const found = byId.get(id);
  if (!found) throw new Error(`The plan names ${id}, which isn’t in its problem`);
  return found;
}
