import type { Optimizer } from '#domain/base/integer-program.ts';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { choosesOffers, solveProblem } from '#domain/pairing/choice/solve.ts';
import { type Clash, isClash } from '#domain/pairing/clash.ts';
import type { PairingProblem, Solution } from '#domain/pairing/problem.ts';
import type { Undecided } from '#domain/pairing/selection/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import type { Solved } from './ask.ts';
import { type Choice, type ProposedScenario, pairedProblem, type Scenario } from './scenario.ts';

/**
 * The best choice among 254 applicants under quotas takes seconds. The limit only stops a rare case that would run
 * forever.
 */
const selectionLimitSeconds = 300;

/** What the solver found. `sayAnswer` turns it into the answer that a scenario keeps. */
export type Outcome = Solved | Clash | Undecided;

/**
 * Answers a scenario from its stored data only, so that the same question gets the same answer. A check that shares
 * no code with the solver tests every solution. If it fails, this throws and the solution is never shown.
 */
export async function answerTo(scenario: Scenario, optimizer: Optimizer): Promise<Outcome> {
  const { problem } = scenario;
  const outcome = await solveProblem(problem, termsOf(scenario), optimizer, selectionLimitSeconds);
  if (isClash(outcome) || outcome.kind === 'undecided') return outcome;
  const { chosen, solution, points, bound, gap, certificate } = outcome;
  const choice = { chosen, points, bound, gap, ...(certificate && { certificate }) };
  if (!isProven(scenario, choice, solution)) throw new Error(unproven);
  return {
    solution: checked(chosen, solution),
    ...((scenario.selects || choosesOffers(problem)) && { choice }),
  };
}

const termsOf = (scenario: Scenario) => (scenario.selects ? scenario.selection : undefined);

const unproven = 'The proof of the choice doesn’t hold.';

/** Whether the bound and the places of a choice are proven. Without a certificate, there is nothing to check. */
const isProven = (
  scenario: Scenario,
  { bound, certificate }: Pick<Choice, 'bound' | 'certificate'>,
  { pairing: { pairs } }: Solution,
): boolean =>
  !certificate ||
  (certificate.points === bound &&
    (certificate.placed ?? pairs.length) === pairs.length &&
    provesChoice(questionOf(scenario.problem, termsOf(scenario)), certificate));

/** What is wrong with a stored proposal or its proofs, if anything is. */
export function faultIn(scenario: ProposedScenario): string | undefined {
  const { choice } = scenario;
  const [broken] = checkPairing(pairedProblem(scenario), scenario.solution);
  return broken ?? (choice && !isProven(scenario, choice, scenario.solution) ? unproven : undefined);
}

function checked(problem: PairingProblem, solution: Solution): Solution {
  const [broken] = checkPairing(problem, solution);
  if (broken !== undefined) throw new Error(`The plan failed its check: ${broken}`);
  return solution;
}

/** The result of solving the same schools again: the stored proposal, or a different one. */
type Replay = { readonly outcome: 'same' } | { readonly outcome: 'different'; readonly total: number };

/**
 * Solves a proposal's stored problem again, with the chosen schools if schools were chosen, and checks the stored
 * certificate. Throws if the stored proposal is invalid.
 */
export function replayScenario(scenario: ProposedScenario): Replay {
  const problem = pairedProblem(scenario);
  checked(problem, scenario.solution);
  const again = solvePairing(problem);
  if (isClash(again)) throw new Error('A stored proposal can no longer be solved');
  return JSON.stringify(again.pairing) === JSON.stringify(scenario.solution.pairing)
    ? { outcome: 'same' }
    : { outcome: 'different', total: again.total };
}
