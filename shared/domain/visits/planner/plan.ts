import { lacksDays } from './counting.ts';
import { countedCause, inputClashes, partnerClashes, togetherCause } from './infeasible.ts';
import {
  inPlanOrder,
  type VisitClash,
  type VisitPlan,
  type VisitPlanProblem,
  type VisitRefusal,
} from './problem.ts';
import { type Work, workForAttempts, type YearUnder, yearRelaxations } from './relax.ts';
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
  const work = workForAttempts();
  const parts: PlannedPart[] = [];
  for (const own of layout.facilitators) {
    // A year with its costs takes much memory: keep only its result.
    parts.push(partOf(solveFor(problem, layout, own, effort, work)));
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
  work: Work,
): SolvedYear {
  const year = yearOf(problem, layout, own);
  return solveOrSay(
    problem,
    year,
    effort,
    (changed, facilitator) => {
      const partnerships = changed.partnerships.filter((one) => one.facilitator === facilitator);
      const alone = layOut({ ...changed, partnerships });
      const [same] = alone.facilitators;
      return same && yearOf(changed, alone, same);
    },
    work,
  );
}

const yearOf = (
  { rules }: VisitPlanProblem,
  layout: Layout,
  own: Layout['facilitators'][number],
): FacilitatorYear => facilitatorYear(layout, own, rules, byDistance(layout, rules));

/** Solves a year or says why it has no solution. `yearUnder` lays a year out again under changes. */
export function solveOrSay(
  problem: VisitPlanProblem,
  year: FacilitatorYear,
  effort: Effort,
  yearUnder: YearUnder,
  work: Work,
): SolvedYear {
  const isLacking = lacksDays(year);
  const counted = isLacking ? undefined : countedCause(year);
  const solved = isLacking || counted ? impossible : solveYear(year, 'visits', effort);
  if (solved.best) return { year, solved, clashes: [] };
  const alone = counted ? [] : partnerClashes(problem, year, yearUnder, work);
  if (alone.length > 0) return { year, solved, clashes: alone };
  const cause = counted ?? togetherCause(year, solved.bound === Number.POSITIVE_INFINITY);
  return { year, solved, clashes: [{ cause, relax: yearRelaxations(problem, year, yearUnder, work) }] };
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
