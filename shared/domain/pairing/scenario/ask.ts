import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import {
  type HostEntrant,
  isPair,
  type PairingProblem,
  type Ruling,
  type Solution,
} from '#domain/pairing/problem.ts';
import type { SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { ScenarioEvent } from '../events.ts';
import type {
  AskedScenario,
  Choice,
  HostRule,
  ImpossibleScenario,
  ProposedScenario,
  Rulings,
  SaidClash,
  Scenario,
} from './scenario.ts';

/**
 * The life of a scenario: a director requests it, the solver answers, and a director requests it again with new
 * rules.
 */

/** A director's request. With `selection`, the solver also chooses the schools. */
export type Asking = {
  /** Short, random, and safe in URLs. */
  readonly id: string;
  readonly cycleId: string;
  readonly name: string;
  readonly problem: PairingProblem;
  readonly selection?: SelectionTerms;
  readonly hostRules?: readonly HostRule[];
  readonly waitlistedHosts?: readonly HostEntrant[];
};

export const longestScenarioName = 80;

/** Requests a proposal; refused if one side is empty. */
export function askForProposal(
  { selection, name, ...asking }: Asking,
  staff: NamedStaff,
  now: Instant,
): Change<AskedScenario, ScenarioEvent> | Refusal<'no-hosts' | 'no-partners'> {
  if (asking.problem.hosts.length === 0) return refuse('no-hosts');
  if (asking.problem.partners.length === 0) return refuse('no-partners');
  const event = { type: 'proposal-requested' } as const;
  const asked: AskedScenario = {
    version: 0,
    state: 'asked',
    ...asking,
    name: name.trim().slice(0, longestScenarioName),
    ...(selection ? { selects: true, selection } : { selects: false }),
    askedBy: { email: staff.email, name: staff.name },
    askedAt: now,
    history: [],
  };
  return { after: noted(asked, now, staff.name, event), events: [event] };
}

export type Solved = { readonly solution: Solution; readonly choice?: Choice };

/** The solver's answer to a scenario. */
export type Answer = Solved | { readonly clash: SaidClash };

/** Saves the solver's answer. A scenario keeps its first answer: undefined means that there is nothing to write. */
export function recordAnswer(
  scenario: Scenario,
  answer: Answer,
  now: Instant,
): Change<ProposedScenario | ImpossibleScenario, ScenarioEvent> | undefined {
  if (scenario.state !== 'asked') return undefined;
  return 'clash' in answer
    ? recordImpossible(scenario, answer.clash, now)
    : recordProposal(scenario, answer, now);
}

const theService = 'The service';

const rulingsOf = ({ problem: { locks, bans } }: Scenario) => ({ locks, bans });

function recordProposal(
  scenario: AskedScenario,
  { solution, choice }: Solved,
  now: Instant,
): Change<ProposedScenario, ScenarioEvent> {
  const event: ScenarioEvent = { type: 'pairing-proposed' };
  const proposed: ProposedScenario = {
    ...scenario,
    state: 'proposed',
    answeredAt: now,
    rulings: rulingsOf(scenario),
    solution,
    ...(choice && { choice }),
    moves: [],
    facilitators: {},
  };
  return { after: noted(proposed, now, theService, event), events: [event] };
}

function recordImpossible(
  scenario: AskedScenario,
  clash: SaidClash,
  now: Instant,
): Change<ImpossibleScenario, ScenarioEvent> {
  const event: ScenarioEvent = { type: 'pairing-impossible' };
  const impossible: ImpossibleScenario = {
    ...scenario,
    state: 'impossible',
    answeredAt: now,
    rulings: rulingsOf(scenario),
    clash,
  };
  return { after: noted(impossible, now, theService, event), events: [event] };
}

/** Rules that staff added or removed after the request. The answer does not know them. */
export function rulingsSince({ problem, rulings }: ProposedScenario | ImpossibleScenario): {
  readonly added: Rulings;
  readonly lifted: Rulings;
} {
  const without = (some: readonly Ruling[], others: readonly Ruling[]) =>
    some.filter((ruling) => !others.some(isPair(ruling)));
  const between = (some: Rulings, others: Rulings): Rulings => ({
    locks: without(some.locks, others.locks),
    bans: without(some.bans, others.bans),
  });
  return { added: between(rulings, problem), lifted: between(problem, rulings) };
}

/** Whether staff changed any rule since the request. */
export function isRuledAnew(scenario: ProposedScenario | ImpossibleScenario): boolean {
  const { added, lifted } = rulingsSince(scenario);
  return [added, lifted].some(({ locks, bans }) => locks.length + bans.length > 0);
}
