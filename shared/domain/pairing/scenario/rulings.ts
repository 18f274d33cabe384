import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { isClash } from '#domain/pairing/clash.ts';
import {
  isPair,
  type Pair,
  type PairingProblem,
  type Price,
  type Ruling,
  rulingsWithin,
  type Solution,
} from '#domain/pairing/problem.ts';
import { firmObstacle } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import type { ScenarioEvent } from '../events.ts';
import { type BoardRefusal, changed } from './move.ts';
import {
  type CurrentRuling,
  currentPairing,
  type ImpossibleScenario,
  type ProposedScenario,
  pairedProblem,
  type Rulings,
  type Scenario,
} from './scenario.ts';

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
): Change<ProposedScenario | ImpossibleScenario, ScenarioEvent> | Refusal<RulingRefusal> {
  if (published) return refuse('published');
  if (scenario.state === 'asked') return refuse('not-proposed');
  const ruling: CurrentRuling = { host, partner, reason: reason.trim(), by: staff.name, at: now };
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
  if (firmObstacle(problem.rules, host, partner)) return 'levels-apart';
  return locks.filter((lock) => lock.host === host.id).length >= host.capacity ? 'host-full' : undefined;
}

/** Removes a lock or ban. */
export function liftRuling(
  scenario: Scenario,
  pair: Pair,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario | ImpossibleScenario, ScenarioEvent> | Refusal<BoardRefusal | 'not-ruled'> {
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
export type UnkeptRuling = CurrentRuling & { readonly kind: RulingKind; readonly isAt?: string };

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

type RulingPrices = {
  /** The cost of all current rulings together, compared with the best plan of the same schools without any. */
  readonly all: () => Price | undefined;
  /** The cost of one current ruling, while all others stay. */
  readonly of: (ruling: Ruling) => Price | undefined;
};

/**
 * The costs of a proposal's current rulings. Each is found by solving again without it. If schools or levels were
 * chosen, the chosen ones are used. Undefined if no plan of these schools follows all rulings: newer rulings may
 * conflict, or lock a school that was not chosen.
 */
export function rulingPrices(scenario: ProposedScenario): RulingPrices {
  const problem = pairedProblem(scenario);
  const { locks, bans } = scenario.rulings;
  let standing: { readonly solution: Solution | undefined } | undefined;
  const against = (rulings: Rulings): Price | undefined => {
    standing ??= { solution: solvedWith(problem, { locks, bans }) };
    const { solution } = standing;
    const without = solution && solvedWith(problem, rulings);
    return without && priceBetween(without, solution);
  };
  return {
    all: () => against({ locks: [], bans: [] }),
    of: (ruling) => {
      const isOther = (one: Ruling) => !isPair(ruling)(one);
      return against({ locks: locks.filter(isOther), bans: bans.filter(isOther) });
    },
  };
}

/** The points of the best plan of a proposal's schools without any rulings. */
export const totalWithoutRulings = (scenario: ProposedScenario): number | undefined =>
  solvedWith(pairedProblem(scenario), { locks: [], bans: [] })?.total;

function solvedWith(problem: PairingProblem, rulings: Rulings): Solution | undefined {
  const known = rulingsWithin(rulings, problem);
  if (known.locks.length < rulings.locks.length) return undefined;
  const outcome = solvePairing({ ...problem, ...known });
  return isClash(outcome) ? undefined : outcome;
}

const priceBetween = (without: Solution, kept: Solution): Price => ({
  points: without.total - kept.total,
  places: kept.pairing.unplaced.length - without.pairing.unplaced.length,
});
