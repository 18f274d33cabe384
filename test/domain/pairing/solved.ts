import { isClash } from '#domain/pairing/clash.ts';
import type { PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';

/** The solution of a problem that has one. */
export function solved(problem: PairingProblem): Solution {
  const solution = solvePairing(problem);
  if (isClash(solution)) throw new Error(JSON.stringify(solution));
  return solution;
}
