import { type Clash, isClash, smallestClash } from './clash.ts';
import { perfectScore } from './problem.ts';
import { chosenProblem } from './selection-chosen.ts';
import { clashOf } from './selection-clash.ts';
import { type MilpAnswer, type RunMilp, wholeAnswer } from './selection-milp.ts';
import { type SelectionModel, selectionModel } from './selection-model.ts';
import {
  qualityOf,
  rulesOf,
  type Selected,
  type SelectionProblem,
  type Undecided,
} from './selection-problem.ts';
import { solvePairing } from './solve.ts';

/** Deciding whether rules can be met takes no longer. Finding a conflict needs about a dozen such calls. */
const shortLimitSeconds = 10;

/**
 * Chooses schools and pairs them for the most points: the pairs' scores plus the quality of the chosen schools. The
 * choice is optimal, or at the time limit the best found, and `gap` says how far it can be from optimal. The exact
 * engine pairs the chosen schools, with its certificate. The order of schools and rulings does not matter. Expects
 * well-formed schools, rules, and rulings. A school may be on both sides.
 */
export async function solveSelection(
  problem: SelectionProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const clash = smallestClash({
    ...problem.candidates,
    rules: { ...problem.candidates.rules, mixesLevels: true },
  });
  if (clash) return clash;
  const rules = rulesOf(problem);
  const stated = selectionModel(problem, rules, 'most-points');
  const answer = await wholeAnswer(runMilp, stated.model, timeLimitSeconds);
  switch (answer.kind) {
    case 'impossible':
      return clashOf(problem, rules, runMilp, Math.min(timeLimitSeconds, shortLimitSeconds));
    case 'undecided':
      return anySelection(problem, answer.bound, runMilp, timeLimitSeconds);
    case 'best':
      return selected(problem, stated, answer);
  }
}

/**
 * Any choice that meets all rules, if the time was too short for a good one. This is quick, so it may take a few
 * seconds beyond the limit instead of leaving nothing to show.
 */
async function anySelection(
  problem: SelectionProblem,
  bound: number,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | Undecided> {
  const stated = selectionModel(problem, rulesOf(problem), 'any-answer');
  const answer = await wholeAnswer(runMilp, stated.model, shortLimitSeconds);
  return answer.kind === 'best'
    ? selected(problem, stated, { ...answer, bound: Math.min(bound, mostConceivable(problem)) })
    : { kind: 'undecided', afterSeconds: timeLimitSeconds + shortLimitSeconds };
}

/** The points of perfect pairs among the schools with the highest quality, for the target numbers. */
function mostConceivable({ candidates, terms: { quality, targets } }: SelectionProblem): number {
  const count = targets.partner ?? candidates.partners.length;
  const best = (points: Readonly<Record<string, number>>, schools: number) =>
    Object.values(points)
      .sort((a, b) => b - a)
      .slice(0, schools)
      .reduce((sum, one) => sum + one, 0);
  return count * perfectScore + best(quality.host, targets.host) + best(quality.partner, count);
}

type Best = Extract<MilpAnswer, { kind: 'best' }>;

function selected(
  problem: SelectionProblem,
  stated: SelectionModel,
  { values, points: found, bound }: Best,
): Selected {
  const chosen = chosenProblem(problem.candidates, stated, values);
  const solution = solvePairing(chosen);
  if (isClash(solution))
    throw new Error(`The chosen schools can't be paired: ${solution.clashing.join(' ')}`);
  const points = solution.total + qualityOf(problem, chosen);
  // Both find the best pairing of the same schools. If they differ, one of them is wrong, and the result must not be
  // called optimal.
  if (solution.pairing.unplaced.length > 0 || points < found || points > bound)
    throw new Error(`The exact pairing scores ${points} points, the selection ${found} of at most ${bound}`);
  return { kind: 'selected', chosen, solution, points, bound, gap: bound - points };
}
