import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linearSumAssignment } from 'linear-sum-assignment';
import munkres from 'munkres';
import * as v from 'valibot';
import { assign } from '#domain/pairing/solver/assign.ts';
import { candidateLists } from '#domain/pairing/solver/candidates.ts';
import type { PairRows } from '#domain/pairing/solver/costs.ts';
import { tiesOf } from '#domain/pairing/solver/costs.ts';
import { runMilp } from '#optimizer/highs.ts';
import type { Instance } from './instances.ts';

/** A solver's result for an instance: the cost of its plan in points, and its time. */
export type Result = { readonly cost: number; readonly ms: number };

const milliseconds = async (run: () => unknown): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The median of several runs. The cost is the last run's. */
async function repeat(times: number, run: () => number | Promise<number>): Promise<Result> {
  let cost = Number.NaN;
  const ms: number[] = [];
  for (let turn = 0; turn < times; turn += 1)
    ms.push(
      await milliseconds(async () => {
        cost = await run();
      }),
    );
  return { cost, ms: median(ms) };
}

/** Our own algorithm from the costs on, including selecting, sorting, and ties. */
export const runOwn = (instance: Instance, times: number): Promise<Result> =>
  repeat(times, () => {
    const { hostCount, partnerCount, starts, hosts, costs, capacities, unplacedCost } = instance;
    const source: PairRows = {
      hostCount,
      partnerCount,
      writeRow: (partner, row) => {
        const [from, to] = [starts[partner] ?? 0, starts[partner + 1] ?? 0];
        row.hosts.set(hosts.subarray(from, to));
        row.points.set(costs.subarray(from, to));
        return to - from;
      },
    };
    const ties = tiesOf(named('h', hostCount), named('p', partnerCount), unplacedCost);
    const { hostOf } = assign(candidateLists(source, ties), capacities, unplacedCost * ties.scale);
    return costOf(instance, hostOf);
  });

const named = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${letter}${index}` }));

/** The cost of a plan: the host of each partner, or a number that is no host. */
function costOf({ starts, hosts, costs, unplacedCost }: Instance, hostOf: ArrayLike<number>): number {
  let sum = 0;
  for (let partner = 0; partner < hostOf.length; partner += 1) {
    const [from, to] = [starts[partner] ?? 0, starts[partner + 1] ?? 0];
    const found = hosts.subarray(from, to).indexOf(hostOf[partner] ?? -1);
    sum += found === -1 ? unplacedCost : (costs[from + found] ?? 0);
  }
  return sum;
}

/**
 * The costs as a matrix of partners × places, with at least as many places as partners. A forbidden pair
 * costs as much as being unplaced, because there are enough places for that.
 */
function matrixOf(instance: Instance): {
  readonly rows: readonly Float64Array[];
  readonly hostOfPlace: readonly number[];
} {
  const { capacities, partnerCount, starts, hosts, costs, unplacedCost } = instance;
  const places = Array.from(capacities, (capacity, host) => Array<number>(capacity).fill(host)).flat();
  const hostOfPlace = [...places, ...Array<number>(Math.max(0, partnerCount - places.length)).fill(-1)];
  const rows = Array.from({ length: partnerCount }, (_, partner) => {
    const byHost = new Float64Array(capacities.length).fill(unplacedCost);
    for (let index = starts[partner] ?? 0; index < (starts[partner + 1] ?? 0); index += 1)
      byHost[hosts[index] ?? 0] = costs[index] ?? 0;
    return Float64Array.from(hostOfPlace, (host) => byHost[host] ?? unplacedCost);
  });
  return { rows, hostOfPlace };
}

export function runMunkres(instance: Instance, times: number): Promise<Result> {
  const { rows, hostOfPlace } = matrixOf(instance);
  const matrix = rows.map((row) => [...row]);
  return repeat(times, () => {
    const hostOf = new Int32Array(instance.partnerCount).fill(-1);
    for (const [partner, place] of munkres(matrix)) hostOf[partner] = hostOfPlace[place] ?? -1;
    return costOf(instance, hostOf);
  });
}

export function runLinearSumAssignment(instance: Instance, times: number): Promise<Result> {
  const { rows, hostOfPlace } = matrixOf(instance);
  return repeat(times, () => {
    const { rowAssignments } = linearSumAssignment([...rows], { maximaze: false });
    return costOf(
      instance,
      Int32Array.from(rowAssignments, (place) => hostOfPlace[place] ?? -1),
    );
  });
}

/** HiGHS in WebAssembly, on the linear program, as the service runs it. */
export function runHighs(instance: Instance, times: number): Promise<Result> {
  const { partnerCount, capacities, starts, hosts, costs, unplacedCost } = instance;
  const columns = Array.from({ length: partnerCount }, (_, partner) =>
    Array.from(hosts.subarray(starts[partner], starts[partner + 1]), (host, index) => ({
      // A pair saves the difference to being unplaced.
      points: unplacedCost - (costs[(starts[partner] ?? 0) + index] ?? 0),
      atLeast: 0,
      atMost: 1,
      whole: false,
      entries: [[partner, 1] as const, [partnerCount + host, 1] as const],
    })),
  ).flat();
  const rows = [
    ...Array.from({ length: partnerCount }, () => ({ atLeast: 0, atMost: 1 })),
    ...Array.from(capacities, (capacity) => ({ atLeast: 0, atMost: capacity })),
  ];
  return repeat(times, async () => {
    const answer = await runMilp({ columns, rows }, 600);
    return answer.kind === 'best' ? partnerCount * unplacedCost - answer.points : Number.NaN;
  });
}

const scipyResult = v.object({ cost: v.number(), ms: v.number() });

/** scipy's linear_sum_assignment, in its own process; undefined if this machine has no python3 with scipy. */
export function runScipy(instance: Instance, times: number): Result | undefined {
  if (!hasScipy()) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'pairing-bench-'));
  try {
    const file = path.join(folder, 'instance.bin');
    const { hostCount, partnerCount, capacities, unplacedCost, starts, hosts, costs } = instance;
    const header = Int32Array.of(hostCount, partnerCount, unplacedCost, times);
    writeFileSync(
      file,
      Buffer.concat(
        [header, capacities, starts, hosts, costs].map((part) =>
          Buffer.from(part.buffer, part.byteOffset, part.byteLength),
        ),
      ),
    );
    const output = execFileSync('python3', [path.join(import.meta.dirname, 'scipy-peer.py'), file], {
      encoding: 'utf8',
    });
    return v.parse(scipyResult, JSON.parse(output));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasScipy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import scipy.optimize'], { stdio: 'ignore' });
    return true;
  } catch {
    // No python3, or no scipy: the table says so.
    return false;
  }
}
