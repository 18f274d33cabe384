import { noted } from '../application.ts';
import { type Change, type Refusal, refuse } from '../change.ts';
import type { Event } from '../events.ts';
import type { PublishedPairing } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import type { Facilitator } from '../roster.ts';
import type { Instant } from '../time.ts';
import { assignFacilitators } from './facilitators.ts';
import type { Pair, Ruling } from './problem.ts';
import {
  currentPairing,
  hostsWithPartners,
  type ImpossibleScenario,
  type Move,
  offeredCapacity,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from './scenario.ts';
import { scoreOf } from './score.ts';

/** What a director changes on a proposal: moves, rulings, facilitators. Nothing of it once a pairing is published. */

export type BoardRefusal = 'not-proposed' | 'published';

function whyNotOnBoard(
  scenario: Scenario,
  published: PublishedPairing | undefined,
): BoardRefusal | undefined {
  if (published) return 'published';
  return scenario.state === 'proposed' ? undefined : 'not-proposed';
}

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

/** A move as a director wants it: to a host, or without one to be unplaced. */
export type WantedMove = Pick<Move, 'partner' | 'to' | 'reason' | 'pricePoints'>;

/** Puts a partner elsewhere than the proposal did. `published`: the cycle's pairing, if it is published already. */
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
  if (whyNot) return refuse(whyNot);
  if (reason === '') return refuse('no-reason');
  const { partner, to, pricePoints } = wanted;
  const from = currentPairing(scenario).pairs.find((pair) => pair.partner === partner)?.host;
  const move: Move = {
    partner,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    reason,
    by: staff.name,
    at: now,
    pricePoints,
  };
  return changed({ ...scenario, moves: [...scenario.moves, move] }, 'partner-moved', staff, now, partner);
}

/** Why a partner cannot go to a host, or where that is undefined, be unplaced; undefined where it can. */
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

const isPair =
  (wanted: Pair) =>
  ({ host, partner }: Pair): boolean =>
    host === wanted.host && partner === wanted.partner;

/** Takes the last move back. */
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

export const rulingKinds = ['locks', 'bans'] as const;
export type RulingKind = (typeof rulingKinds)[number];

export type RulingRefusal =
  | BoardRefusal
  | 'unknown-school'
  | 'no-reason'
  | 'locked'
  | 'banned'
  | 'levels-apart'
  | 'host-full';

/**
 * Locks or bans a pair, with a reason. It binds the board at once, and the plan when it is asked again. A lock is refused
 * on a pair that may not be, on a partner that is locked elsewhere, and beyond the host's capacity.
 */
export function addRuling(
  scenario: Scenario,
  kind: RulingKind,
  { host, partner, reason }: Ruling,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario | ImpossibleScenario> | Refusal<RulingRefusal> {
  if (published) return refuse('published');
  if (scenario.state === 'asked') return refuse('not-proposed');
  const ruling = { host, partner, reason: reason.trim() };
  const why = whyNotRuled(scenario, kind, ruling);
  if (why) return refuse(why);
  const rulings = { ...scenario.rulings, [kind]: [...scenario.rulings[kind], ruling] };
  return changed({ ...scenario, rulings }, 'ruling-added', staff, now, `${host} ${partner}`);
}

function whyNotRuled(
  { problem, rulings: { locks, bans } }: ProposedScenario | ImpossibleScenario,
  kind: RulingKind,
  ruling: Ruling,
): Exclude<RulingRefusal, BoardRefusal> | undefined {
  const host = problem.hosts.find(({ id }) => id === ruling.host);
  const partner = problem.partners.find(({ id }) => id === ruling.partner);
  if (!host || !partner) return 'unknown-school';
  if (ruling.reason === '') return 'no-reason';
  if (bans.some(isPair(ruling))) return 'banned';
  if (locks.some(isPair(ruling))) return 'locked';
  if (kind === 'bans') return undefined;
  if (locks.some((lock) => lock.partner === ruling.partner)) return 'locked';
  if (scoreOf(problem.rules, host, partner) === undefined) return 'levels-apart';
  return locks.filter((lock) => lock.host === host.id).length >= host.capacity ? 'host-full' : undefined;
}

/** Takes a lock or ban off a pair. */
export function liftRuling(
  scenario: Scenario,
  pair: Pair,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario | ImpossibleScenario> | Refusal<BoardRefusal | 'not-ruled'> {
  if (published) return refuse('published');
  if (scenario.state === 'asked') return refuse('not-proposed');
  const without = (rulings: readonly Ruling[]) => rulings.filter((ruling) => !isPair(pair)(ruling));
  const rulings = { locks: without(scenario.rulings.locks), bans: without(scenario.rulings.bans) };
  const count = ({ locks, bans }: typeof rulings) => locks.length + bans.length;
  const { locks, bans } = scenario.rulings;
  if (count(rulings) === locks.length + bans.length) return refuse('not-ruled');
  return changed({ ...scenario, rulings }, 'ruling-lifted', staff, now, `${pair.host} ${pair.partner}`);
}

/** Gives every host with partners a facilitator, evenly and near; those who have one that is still there keep it. */
export function assignAllFacilitators(
  scenario: Scenario,
  facilitators: readonly Facilitator[],
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario> | Refusal<BoardRefusal | 'no-facilitators'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (facilitators.length === 0) return refuse('no-facilitators');
  const hosts = hostsWithPartners(scenario).map(({ host, partners }) => ({
    id: host.id,
    region: host.region,
    partners: partners.length,
  }));
  const given = assignFacilitators(hosts, facilitators, scenario.facilitators);
  return changed({ ...scenario, facilitators: given }, 'facilitator-assigned', staff, now);
}

/** Gives one host a facilitator by hand. */
export function assignFacilitator(
  scenario: Scenario,
  host: string,
  facilitator: Facilitator,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario> | Refusal<BoardRefusal | 'unknown-school'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (!pairedProblem(scenario).hosts.some(({ id }) => id === host)) return refuse('unknown-school');
  const facilitators = { ...scenario.facilitators, [host]: facilitator.email };
  return changed({ ...scenario, facilitators }, 'facilitator-assigned', staff, now, host);
}

function changed<S extends ProposedScenario | ImpossibleScenario>(
  scenario: S,
  type: 'partner-moved' | 'move-undone' | 'ruling-added' | 'ruling-lifted' | 'facilitator-assigned',
  staff: NamedStaff,
  now: Instant,
  note?: string,
): Change<S> {
  const event: Event = { type };
  return { after: noted(scenario, now, staff.name, event, note), events: [event] };
}
