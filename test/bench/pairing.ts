/**
 * `npm run bench:pairing`: our pairing against its peers on the same costs, on this machine, in one run. It
 * prints medians in ms and each peer's time as a multiple of ours, with choices of areas and schools first.
 * Then it measures the time from schools to certificate as the number of hosts grows, each size in its own
 * process, and `pair` from files to files. It exits with 1 if a peer finds another optimum or a certificate is invalid.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as v from 'valibot';
import { isClash } from '#domain/pairing/clash.ts';
import { whatIf } from '#domain/pairing/explain/what-if.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { inFolder, processTime } from './commands.ts';
import { benchChoices, type Faults } from './pairing/choices.ts';
import { putPairingFiles } from './pairing/files.ts';
import { instanceOf, problemOf } from './pairing/instances.ts';
import {
  median,
  type Result,
  runHighs,
  runLinearSumAssignment,
  runMunkres,
  runOwn,
  runScipy,
} from './pairing/peers.ts';

const faults: Faults = { count: 0 };

/** A peer's line in a table: its time, its multiple of ours, and whether it found the same optimum. */
function lineOf(own: Result, result: Result | undefined, whyNot: string) {
  if (!result) return { ms: whyNot };
  const isSame = result.cost === own.cost;
  if (!isSame) faults.count += 1;
  return {
    ms: rounded(result.ms),
    '× ours': rounded(result.ms / own.ms),
    objective: isSame ? 'equal' : `${result.cost}, but ours is ${own.cost}`,
  };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

async function compare(hostCount: number, times: number): Promise<void> {
  const instance = instanceOf(problemOf(hostCount));
  const pairs = instance.hosts.length.toLocaleString('en');
  console.info(
    `\n${hostCount} hosts, ${instance.partnerCount} partners, ${pairs} pairs; from costs, including sorting`,
  );
  const own = await runOwn(instance, 3 * times);
  const fitsMatrix = hostCount <= 1000;
  const tooLarge = 'not run: nearly all pairs in its matrix would be forbidden';
  console.table({
    ours: lineOf(own, own, ''),
    'scipy linear_sum_assignment': lineOf(
      own,
      runScipy(instance, Math.min(times, 5)),
      'not run: no python3 with scipy here',
    ),
    'highs (WebAssembly)': lineOf(own, await runHighs(instance, hostCount < 600 ? 3 : 1), ''),
    munkres: lineOf(own, fitsMatrix ? await runMunkres(instance, Math.min(times, 3)) : undefined, tooLarge),
    'linear-sum-assignment': lineOf(
      own,
      fitsMatrix ? await runLinearSumAssignment(instance, Math.min(times, 3)) : undefined,
      tooLarge,
    ),
  });
}

/** The medians of solving, and of solving and pricing every change, from schools on. */
function solveWithPrices(problem: PairingProblem, times: number) {
  const runs = Array.from({ length: times }, () => {
    const start = performance.now();
    const solution = solvePairing(problem);
    const solved = performance.now();
    if (isClash(solution)) throw new Error('A problem without rules can’t have conflicts.');
    const { priceOf } = whatIf(problem, solution);
    for (const { id: partner } of problem.partners)
      for (const { id: host } of problem.hosts) priceOf(partner, host);
    return { solving: solved - start, all: performance.now() - start };
  });
  return {
    'solve, ms': rounded(median(runs.map(({ solving }) => solving))),
    'solve and price every change, ms': rounded(median(runs.map(({ all }) => all))),
  };
}

/** `pair` from files to files, in its own process like an operator's, next to the solver's process for the same schools. */
const fromFiles = (hostCount: number, times: number) =>
  inFolder((folder) => {
    const options = putPairingFiles(folder, problemOf(hostCount));
    const ours = processTime('infra/cli/pair.ts', [...options, '--out', path.join(folder, 'out')], times);
    const peer = processTime('test/bench/pairing/alone.ts', [String(hostCount)], times);
    return {
      'files to files, ms': Math.round(ours),
      'solve and check only, ms': Math.round(peer),
      ratio: rounded(ours / peer),
    };
  });

const aloneResult = v.object({
  ms: v.number(),
  megabytes: v.number(),
  cost: v.number(),
  pairs: v.number(),
  placed: v.number(),
  faults: v.array(v.string()),
  checkMs: v.number(),
});

/** Solves and checks one size in its own process, without warm-up. */
function alone(hostCount: number) {
  const script = path.join(import.meta.dirname, 'pairing', 'alone.ts');
  const output = execFileSync(process.execPath, [script, String(hostCount)], { encoding: 'utf8' });
  const result = v.parse(aloneResult, JSON.parse(output));
  faults.count += result.faults.length;
  return {
    'allowed pairs': result.pairs,
    'ms, cold': Math.round(result.ms),
    'largest memory, MB': Math.round(result.megabytes),
    placed: result.placed,
    'check, ms': Math.round(result.checkMs),
    certificate: result.faults.length === 0 ? 'valid, gap 0' : result.faults.slice(0, 3).join(' '),
  };
}

await benchChoices(faults);
await compare(24, 15);
await compare(100, 9);
await compare(600, 5);
await compare(5000, 3);

console.info('\nFrom schools on, including scoring, sorting, and the whole what-if table; medians');
console.table({
  '24 × 48': solveWithPrices(problemOf(24), 51),
  '100 × 200': solveWithPrices(problemOf(100), 15),
  '600 × 1,200': solveWithPrices(problemOf(600), 3),
});

console.info('\nFrom schools to proof, including scoring and sorting, each in its own process');
const sizes = [24, 100, 600, 5000, 30_000];
console.table(Object.fromEntries(sizes.map((size) => [`${size} × ${2 * size}`, alone(size)])));

console.info(
  '\n`pair` from files to files, next to the solver and checker alone; medians of whole processes',
);
console.table({ '600 × 1,200': fromFiles(600, 5), '5,000 × 10,000': fromFiles(5000, 3) });
if (faults.count > 0) {
  console.error(`${faults.count} results failed their check.`);
  process.exitCode = 1;
}
