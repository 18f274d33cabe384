import { countedClashes, inputClashes, partnerClashes, togetherClash, type YearUnder } from './infeasible.ts';
import {
  inPlanOrder,
  type VisitClash,
  type VisitPlan,
  type VisitPlanProblem,
  type VisitRefusal,
} from './problem.ts';
import { type Effort, impossible, type Solved, solveYear } from './solve.ts';
import {
  byDistance,
  type FacilitatorYear,
  facilitatorYear,
  type Layout,
  layOut,
  visitsOf,
} from './year-layout.ts';

export const usualEffort: Effort = { iterations: 400, roundsOfRuin: 40 };

/** A facilitator's year with its solution, or the reasons why it has none. */
export type SolvedYear = {
  readonly year: FacilitatorYear;
  readonly solved: Solved;
  readonly clashes: readonly VisitClash[];
};

/**
 * Plans a year of visits. Returns a plan with its cost and a lower bound for any plan, or a refusal with the rules to
 * relax (about the first twenty causes). The same schools in any order give the same plan.
 */
export function planVisits(problem: VisitPlanProblem, effort = usualEffort): VisitPlan | VisitRefusal {
  const clashes = inputClashes(problem);
  if (clashes.length > 0) return { kind: 'refused', clashes };
  const layout = layOut(problem);
  const parts: PlannedPart[] = [];
  for (const own of layout.facilitators) {
    // A year with its costs takes much memory: keep only its result.
    parts.push(partOf(solveFor(problem, layout, own, effort)));
    if (saysEnough(parts)) break;
  }
  return joinParts(parts);
}

/** Solves one facilitator's year, as far as the effort allows. */
export function solveFor(
  problem: VisitPlanProblem,
  layout: Layout,
  own: Layout['facilitators'][number],
  effort: Effort,
): SolvedYear {
  const year = yearOf(problem, layout, own);
  return solveOrSay(problem, layout, year, effort, (relaxed) => {
    const changed = layOut(relaxed);
    const same = changed.facilitators.find(([{ id }]) => id === year.facilitator.id);
    return same && yearOf(relaxed, changed, same);
  });
}

const yearOf = (
  { rules }: VisitPlanProblem,
  layout: Layout,
  own: Layout['facilitators'][number],
): FacilitatorYear => facilitatorYear(layout, own, rules, byDistance(layout, rules));

/** Solves a year or says why it has no solution. `yearUnder` lays the year out again under relaxed rules. */
export function solveOrSay(
  problem: VisitPlanProblem,
  layout: Layout,
  year: FacilitatorYear,
  effort: Effort,
  yearUnder: YearUnder,
): SolvedYear {
  const isLacking = year.partners.some(({ to }) => to.includes(-1));
  const counted = isLacking ? [] : countedClashes(year, layout.freeDays(year.facilitator));
  if (counted.length > 0) return { year, solved: impossible, clashes: counted };
  const solved = isLacking ? impossible : solveYear(year, 'visits', effort);
  if (solved.best) return { year, solved, clashes: [] };
  const partnerships = problem.partnerships.filter(({ facilitator }) => facilitator === year.facilitator.id);
  const alone = partnerClashes({ ...problem, partnerships }, year, yearUnder);
  const together = togetherClash(year, solved.bound === Number.POSITIVE_INFINITY);
  return { year, solved, clashes: alone.length > 0 ? alone : [together] };
}

export type PlannedPart = {
  readonly clashes: readonly VisitClash[];
  readonly part: VisitPlan['parts'][number];
  readonly visits: VisitPlan['visits'];
};

const mostClashes = 20;

/** Whether there are enough causes to report. Each takes a moment to explain. */
export const saysEnough = (parts: readonly PlannedPart[]): boolean =>
  parts.reduce((sum, { clashes }) => sum + clashes.length, 0) >= mostClashes;

/** The visits of a solved year, and their cost. */
export const partOf = ({ year, solved, clashes }: SolvedYear): PlannedPart => ({
  clashes,
  part: {
    facilitator: year.facilitator.id,
    partners: year.partners.length,
    cost: solved.best?.cost ?? 0,
    bound: solved.bound,
  },
  visits: visitsOf(year, solved.best?.days ?? []),
});

/** The plan of all facilitators' years, or why some have none. */
export function joinParts(planned: readonly PlannedPart[]): VisitPlan | VisitRefusal {
  const clashes = planned.flatMap((own) => own.clashes);
  if (clashes.length > 0) return { kind: 'refused', clashes };
  const parts = planned.map(({ part }) => part);
  return {
    kind: 'planned',
    visits: planned.flatMap(({ visits }) => visits).sort(inPlanOrder),
    cost: parts.reduce((sum, { cost }) => sum + cost, 0),
    bound: parts.reduce((sum, { bound }) => sum + bound, 0),
    parts,
  };
}
