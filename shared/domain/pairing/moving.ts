import { type Change, type Refusal, refuse } from '../change.ts';
import type { PublishedPairing } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import type { Instant } from '../time.ts';
import { type BoardRefusal, changed, isPair, whyNotOnBoard } from './board.ts';
import { rearrangingFor } from './rearranging.ts';
import {
  currentPairing,
  type Move,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from './scenario.ts';
import { scoreOf } from './score.ts';

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

/** A director's requested move: to a host, or without one to be unplaced. */
export type WantedMove = Pick<Move, 'partner' | 'to' | 'reason' | 'pricePoints'>;

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
): Change<ProposedScenario> | Refusal<MoveRefusal> {
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
  return changed({ ...scenario, moves: [...scenario.moves, move] }, 'partner-moved', staff, now, partner);
}

/** Why a partner can't move to a host (or be unplaced, if that is undefined); undefined if it can. */
export function whyNotMoved(
  scenario: ProposedScenario,
  { partner: partnerId, to }: Pick<Move, 'partner' | 'to'>,
): Exclude<MoveRefusal, BoardRefusal | 'no-reason'> | undefined {
  const { hosts, partners, rules } = pairedProblem(scenario);
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
  if (scoreOf(rules, host, partner) === undefined) return 'levels-apart';
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
): Change<ProposedScenario> | Refusal<BoardRefusal | 'nothing-moved'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  const last = scenario.moves.at(-1);
  if (!last) return refuse('nothing-moved');
  return changed(
    { ...scenario, moves: scenario.moves.slice(0, -1) },
    'move-undone',
    staff,
    now,
    last.partner,
  );
}
