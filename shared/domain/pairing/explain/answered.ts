import type { ChoiceCertificate, PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import type { SelectionTerms } from '#domain/pairing/selection/problem.ts';

/** A question about a pairing, and the best plan for it: what explanations are computed from. */
export type Answered = {
  readonly problem: PairingProblem;
  /** If schools were chosen too. */
  readonly terms?: SelectionTerms;
  /** The schools of the plan; each host with the area and level it works on. */
  readonly chosen: PairingProblem;
  readonly solution: Solution;
  /** The pairs' scores, plus the quality of chosen schools. */
  readonly points: number;
  /** Absent if nothing was chosen, or the time ran out. */
  readonly certificate?: ChoiceCertificate;
};

/** The proposal as it was computed, without moves and newer rulings. */
export function answeredBy(scenario: ProposedScenario): Answered {
  const { problem, solution, choice } = scenario;
  return {
    problem,
    ...(scenario.selects && { terms: scenario.selection }),
    chosen: pairedProblem(scenario),
    solution,
    points: choice?.points ?? solution.total,
    ...(choice?.certificate && { certificate: choice.certificate }),
  };
}
