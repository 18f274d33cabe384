/** One problem in its own cold process. Prints the time from schools to certificate, and the memory, as JSON. */
import { checkPairing } from '#domain/pairing/check/check.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { instanceOf, problemOf } from './instances.ts';

const problem = problemOf(Number(process.argv[2]));
const start = performance.now();
const solution = solvePairing(problem);
const ms = performance.now() - start;
const megabytes = process.resourceUsage().maxRSS / 1024;
if (isClash(solution)) throw new Error('A problem without rules can’t have conflicts.');
const checkStart = performance.now();
const faults = checkPairing(problem, solution);
console.info(
  JSON.stringify({
    ms,
    megabytes,
    cost: solution.cost,
    pairs: instanceOf(problem).hosts.length,
    placed: solution.pairing.pairs.length,
    faults,
    checkMs: performance.now() - checkStart,
  }),
);
