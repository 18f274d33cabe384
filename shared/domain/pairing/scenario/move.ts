import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { isClash } from '#domain/pairing/clash.ts';
import {
  inOrder,
  isPair,
  type Pair,
  type PairingProblem,
  type Ruling,
  rulingsWithin,
} from '#domain/pairing/problem.ts';
import { firmObstacle, scoreByPair, scoresByHand } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import type { ScenarioEvent } from '../events.ts';
import {
  currentPairing,
  type ImpossibleScenario,
  type Move,
  type MovedAlong,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from './scenario.ts';

/** The shared part of all changes to a proposal. None is allowed after a pairing is published. */
export type BoardRefusal = 'not-proposed' | 'published';

export function whyNotOnBoard(
  scenario: Scenario,
  published: PublishedPairing | undefined,
): BoardRefusal | undefined {
  if (published) return 'published';
  return scenario.state === 'proposed' ? undefined : 'not-proposed';
}

/** A changed scenario with a line of history. */
export function changed<S extends ProposedScenario | ImpossibleScenario>(
  scenario: S,
  type: 'partner-moved' | 'move-undone' | 'ruling-added' | 'ruling-lifted' | 'facilitator-assigned',
  staff: NamedStaff,
  now: Instant,
  note?: string,
): Change<S, ScenarioEvent> {
  const event: ScenarioEvent = { type };
  return { after: noted(scenario, now, staff.name, event, note), events: [event] };
}

/** How all other partners are placed around one partner, compared with the current plan. */
type Rearrangement = {
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
  // Rulings can be about schools that were not chosen.
  const { locks, bans } = rulingsWithin(scenario.rulings, problem);
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

/** The total score of pairs. */
function totalOf(problem: PairingProblem): (pairs: readonly Pair[]) => number {
  const scoreOf = scoreByPair(problem, scoresByHand(problem));
  return (pairs) => pairs.reduce((sum, pair) => sum + (scoreOf(pair)?.total ?? 0), 0);
}

/** How directors move partners to places that differ from the proposal. */
export type MoveRefusal =
  | BoardRefusal
  | 'unknown-school'
  | 'already-there'
  | 'locked'
  | 'banned'
  | 'levels-apart'
  | 'mixed-levels'
  | 'host-full'
  | 'no-reason';

/**
 * A director's requested move: to a host, or without one to be unplaced. A host whose area the partner did not name is
 * an exception, for the same reason.
 */
type WantedMove = Pick<Move, 'partner' | 'to' | 'reason' | 'pricePoints'>;

/**
 * Moves a partner. If the host is full, the others are rearranged as well as possible; all this is one move, at the
 * cost of the rearrangement. `published` is the cycle's pairing, if there is one.
 */
export function movePartner(
  scenario: Scenario,
  wanted: WantedMove,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario, ScenarioEvent> | Refusal<MoveRefusal> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  const reason = wanted.reason.trim();
  const whyNot = whyNotMoved(scenario, wanted);
  const { partner, to } = wanted;
  const around = whyNot === 'host-full' ? rearrangingFor(scenario, partner)(to) : undefined;
  if (whyNot && !around) return refuse(whyNot);
  if (reason === '') return refuse('no-reason');
  const from = currentPairing(scenario).pairs.find((pair) => pair.partner === partner)?.host;
  const move: Move = {
    partner,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(around && { others: around.others }),
    reason,
    by: staff.name,
    at: now,
    pricePoints: around ? around.pricePoints : wanted.pricePoints,
  };
  const { undone: _, ...kept } = scenario;
  return changed({ ...kept, moves: [...scenario.moves, move] }, 'partner-moved', staff, now, partner);
}

/** Why a partner can't move to a host (or be unplaced, if that is undefined); undefined if it can. */
export function whyNotMoved(
  scenario: ProposedScenario,
  { partner: partnerId, to }: Pick<Move, 'partner' | 'to'>,
): Exclude<MoveRefusal, BoardRefusal | 'no-reason'> | undefined {
  const problem = pairedProblem(scenario);
  const { hosts, partners, rules } = problem;
  const { pairs, unplaced } = currentPairing(scenario);
  const partner = partners.find(({ id }) => id === partnerId);
  if (!partner) return 'unknown-school';
  const isThere =
    to === undefined ? unplaced.includes(partnerId) : pairs.some(isPair({ host: to, partner: partnerId }));
  if (isThere) return 'already-there';
  if (scenario.rulings.locks.some((lock) => lock.partner === partnerId && lock.host !== to)) return 'locked';
  if (to === undefined) return undefined;
  const host = hosts.find(({ id }) => id === to);
  if (!host) return 'unknown-school';
  if (scenario.rulings.bans.some(isPair({ host: to, partner: partnerId }))) return 'banned';
  if (firmObstacle(rules, host, partner)) return 'levels-apart';
  const already = pairs.filter((pair) => pair.host === to);
  if (already.length >= offeredCapacity(scenario, host.id)) return 'host-full';
  if (rules.mixesLevels) return undefined;
  const others = partners.filter(({ id }) => already.some((pair) => pair.partner === id));
  const isShared = partner.levels.some((level) => others.every(({ levels }) => levels.includes(level)));
  return isShared ? undefined : 'mixed-levels';
}

/** Undoes the last move, with all partners that moved along. */
export function undoMove(
  scenario: Scenario,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario, ScenarioEvent> | Refusal<BoardRefusal | 'nothing-moved'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  const last = scenario.moves.at(-1);
  if (!last) return refuse('nothing-moved');
  return changed(
    { ...scenario, moves: scenario.moves.slice(0, -1), undone: [...(scenario.undone ?? []), last] },
    'move-undone',
    staff,
    now,
    last.partner,
  );
}

/** Makes the move that was undone last again, if the rules still allow it. The plan is as it was before that move. */
export function redoMove(
  scenario: Scenario,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario, ScenarioEvent> | Refusal<MoveRefusal | 'nothing-undone'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  const { undone = [] } = scenario;
  const last = undone.at(-1);
  if (!last) return refuse('nothing-undone');
  const moved = movePartner(scenario, last, staff, now, published);
  if (isRefusal(moved) || undone.length === 1) return moved;
  return { ...moved, after: { ...moved.after, undone: undone.slice(0, -1) } };
}
