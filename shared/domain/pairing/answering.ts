import { countOf } from '../amounts.ts';
import { checkPairing } from './check.ts';
import { type Clash, isClash } from './clash.ts';
import type { Answer } from './planning.ts';
import type { PairingProblem, Solution } from './problem.ts';
import { type ProposedScenario, pairedProblem, type Scenario } from './scenario.ts';
import { solveSelection } from './selection.ts';
import { chooseLevels } from './selection-levels.ts';
import type { RunMilp } from './selection-milp.ts';
import { solvePairing } from './solve.ts';

/** The best choice of 254 applicants under quotas takes seconds; a time limit only keeps a rare one from running on for ever. */
const selectionLimitSeconds = 300;

/**
 * Answers what a scenario asks, from what is stored in it and nothing else, so that the same question has the same answer.
 * Every solution is checked by what knows nothing of the solver; one that does not hold throws, and is never shown.
 */
export async function answerTo(scenario: Scenario, runMilp: RunMilp): Promise<Answer> {
  const { problem } = scenario;
  if (!scenario.selects && problem.rules.mixesLevels) return answerPairing(problem);
  const outcome = scenario.selects
    ? await solveSelection({ candidates: problem, terms: scenario.selection }, runMilp, selectionLimitSeconds)
    : await chooseLevels(problem, runMilp, selectionLimitSeconds);
  if (isClash(outcome)) return sayClash(outcome);
  if (outcome.kind === 'undecided') return sayUndecided(outcome.afterSeconds);
  const { chosen, solution, points, bound, gap } = outcome;
  return { solution: checked(chosen, solution), choice: { chosen, points, bound, gap } };
}

function answerPairing(problem: PairingProblem): Answer {
  const solution = solvePairing(problem);
  return isClash(solution) ? sayClash(solution) : { solution: checked(problem, solution) };
}

const sayClash = ({ clashing, relaxation }: Clash): Answer => ({
  clash: { rules: clashing, relaxations: [relaxation] },
});

function checked(problem: PairingProblem, solution: Solution): Solution {
  const [broken] = checkPairing(problem, solution);
  if (broken !== undefined) throw new Error(`The plan failed its check: ${broken}`);
  return solution;
}

const sayUndecided = (afterSeconds: number): Answer => ({
  clash: {
    rules: [
      `After ${countOf(Math.round(afterSeconds / 60), 'minute')}, we found no plan that follows all the rules. One may still exist.`,
    ],
    relaxations: ['Try fewer or lower quotas, or remove keep-together and keep-apart rules.'],
  },
});

/** What became of solving the same schools again: the stored proposal came out once more, or what differs. */
export type Replay = { readonly outcome: 'same' } | { readonly outcome: 'different'; readonly total: number };

/**
 * Solves a proposal's stored problem again, of the chosen schools where schools were chosen, and checks the stored
 * certificate again. Throws where the stored proposal does not hold.
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
