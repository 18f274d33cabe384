import { type Change, type Refusal, refuse } from '../change.ts';
import type { PublishedPairing } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import type { Instant } from '../time.ts';
import { type BoardRefusal, changed, isPair } from './board.ts';
import type { Pair, Ruling } from './problem.ts';
import { currentPairing, type ImpossibleScenario, type ProposedScenario, type Scenario } from './scenario.ts';
import { scoreOf } from './score.ts';

/** How directors lock and ban pairs, and which rulings a plan does not follow. */

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
 * Locks or bans a pair, with a reason. It applies to moves at once, and to the plan after the next request. A lock is
 * refused for a pair that is not allowed, for a partner that is locked elsewhere, and beyond the host's capacity.
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

/** Removes a lock or ban. */
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

/**
 * A current ruling that the plan does not follow, with the partner's host in the plan. Without a host, it is
 * unplaced.
 */
export type UnkeptRuling = Ruling & { readonly kind: RulingKind; readonly isAt?: string };

/** All current rulings that a proposal with its moves does not follow. They were made after the plan was computed. */
export function unkeptRulings(scenario: ProposedScenario): readonly UnkeptRuling[] {
  const hostOf = new Map(currentPairing(scenario).pairs.map(({ partner, host }) => [partner, host]));
  return rulingKinds.flatMap((kind) =>
    scenario.rulings[kind].flatMap((ruling): UnkeptRuling[] => {
      const isAt = hostOf.get(ruling.partner);
      const isKept = (isAt === ruling.host) === (kind === 'locks');
      return isKept ? [] : [{ ...ruling, kind, ...(isAt !== undefined && { isAt }) }];
    }),
  );
}
