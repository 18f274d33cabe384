import type { MilpAnswer, RunMilp } from '../pairing/selection-milp.ts';
import { togetherClash } from './clashes.ts';
import { inputClashes } from './input-clashes.ts';
import { layOut } from './layout.ts';
import { costOfDays } from './path.ts';
import {
  joinParts,
  type PlannedPart,
  partOf,
  type SolvedYear,
  saysEnough,
  solveFor,
  usualEffort,
} from './plan.ts';
import type { VisitPlan, VisitPlanProblem, VisitRefusal } from './problem.ts';
import { allowsBetter, yearModel } from './visit-milp.ts';

/**
 * Plans a year like `planVisits`, then uses branch and cut for years without a plan or without a proof.
 * `timeLimitSeconds` applies to each. A gap remains only if the time ran out.
 */
export async function provenVisits(
  problem: VisitPlanProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
  effort = usualEffort,
): Promise<VisitPlan | VisitRefusal> {
  const clashes = inputClashes(problem);
  if (clashes.length > 0) return { kind: 'refused', clashes };
  const layout = layOut(problem);
  const parts: PlannedPart[] = [];
  for (const own of layout.facilitators) {
    const found = solveFor(problem, layout, own, effort);
    parts.push(partOf(isOpen(found) ? await close(found, runMilp, timeLimitSeconds) : found));
    if (saysEnough(parts)) break;
  }
  return joinParts(parts);
}

const isOpen = ({ solved: { best, bound } }: SolvedYear): boolean =>
  bound < (best?.cost ?? Number.POSITIVE_INFINITY);

/** Searches for a better plan among the only days that one can have. If there is none, the known plan is optimal. */
async function close(found: SolvedYear, runMilp: RunMilp, timeLimitSeconds: number): Promise<SolvedYear> {
  const { model, daysFrom } = yearModel(found.year, allowsBetter(found.year, found.solved));
  const answer =
    model.columns.length > 0 ? await runMilp(model, timeLimitSeconds) : { kind: 'impossible' as const };
  return closedBy(found, answer, daysFrom);
}

function closedBy(
  found: SolvedYear,
  answer: MilpAnswer,
  daysFrom: (values: readonly number[]) => readonly Int32Array[],
): SolvedYear {
  const { year, solved } = found;
  const known = solved.best?.cost ?? Number.POSITIVE_INFINITY;
  switch (answer.kind) {
    case 'undecided':
      return found;
    case 'impossible':
      return {
        ...found,
        solved: { ...solved, bound: known },
        clashes: solved.best ? [] : [togetherClash(year, true)],
      };
    case 'best': {
      const days = daysFrom(answer.values);
      const cost = year.partners.reduce(
        (sum, partner, index) =>
          sum + costOfDays(partner, days[index] ?? new Int32Array(0), year.days.dates.length),
        0,
      );
      const bound = Math.max(solved.bound, Math.min(known, -answer.bound));
      return {
        year,
        clashes: [],
        solved: { ...solved, best: cost < known ? { days, cost } : solved.best, bound },
      };
    }
  }
}
