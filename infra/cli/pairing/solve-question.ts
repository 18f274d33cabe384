import { checkPairing } from '../../../shared/domain/pairing/check/check.ts';
import { type Clash, isClash } from '../../../shared/domain/pairing/clash.ts';
import type { PairingProblem } from '../../../shared/domain/pairing/problem.ts';
import { checkSelection } from '../../../shared/domain/pairing/selection/check.ts';
import type { Selected, Undecided } from '../../../shared/domain/pairing/selection/problem.ts';
import { chooseLevels, solveSelection } from '../../../shared/domain/pairing/selection/solve.ts';
import { solvePairing } from '../../../shared/domain/pairing/solver/solve.ts';
import { runMilp } from '../../../shared/optimizer/highs.ts';
import type { Question } from './question.ts';

/**
 * The best result, the best within the time limit, or why there is none.
 * @throws if a result fails its check, which is a bug.
 */
export async function solveQuestion(
  question: Question,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const outcome = await answerTo(question, timeLimitSeconds);
  if (isClash(outcome) || outcome.kind === 'undecided') return outcome;
  const [broken] = brokenIn(question, outcome);
  if (broken !== undefined) throw new Error(`the result failed its check: ${broken}`);
  return outcome;
}

async function answerTo({ problem, selection }: Question, timeLimitSeconds: number) {
  if (selection) return solveSelection(selection, runMilp, timeLimitSeconds);
  if (problem.rules.mixesLevels) return solveExactly(problem);
  return chooseLevels(problem, runMilp, timeLimitSeconds);
}

function solveExactly(problem: PairingProblem): Selected | Clash {
  const solution = solvePairing(problem);
  if (isClash(solution)) return solution;
  const { total } = solution;
  return { kind: 'selected', chosen: problem, solution, points: total, bound: total, gap: 0 };
}

/** The faults of a result, from checkers that share nothing with the solvers. */
export const brokenIn = (
  { selection }: Pick<Question, 'selection'>,
  { chosen, solution }: Pick<Selected, 'chosen' | 'solution'>,
): readonly string[] => [
  ...(selection ? checkSelection(selection, chosen, solution.pairing.pairs) : []),
  ...checkPairing(chosen, solution),
];
