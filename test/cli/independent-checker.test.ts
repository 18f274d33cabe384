import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { solveProblem } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { inputProblemsOf } from '#domain/pairing/input-problems.ts';
import type { PairingProblem, Proof } from '#domain/pairing/problem.ts';
import type { SelectionProblem } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { type Result, resultOf } from '../../infra/cli/pairing/result.ts';
import { aProgram } from '../builders.ts';
import { anyProblem, openProblem } from '../domain/pairing/random-problems.ts';
import { smallSelection } from '../domain/pairing/selection-cases.ts';

const checker = 'test/fixtures/independent_checker/check_pairing.py';
// Nothing else here needs Python, so a machine may have none.
const hasPython = spawnSync('python3', ['--version']).status === 0;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'checker-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the checker says about each result. */
async function verdictsOn(results: readonly unknown[]): Promise<readonly string[]> {
  const files = results.map((_, index) => path.join(folder, `${index}.json`));
  await Promise.all(results.map((result, index) => writeFile(files[index] ?? '', JSON.stringify(result))));
  const { stdout, stderr } = spawnSync('python3', ['-B', checker, ...files], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

/** The printed result of a question; none if its rules conflict. */
async function resultFor(problem: PairingProblem, selection?: SelectionProblem): Promise<readonly Result[]> {
  const outcome = await solveProblem(problem, selection?.terms, optimizer, 20);
  if (isClash(outcome) || outcome.kind === 'undecided') return [];
  return [resultOf({ problem, words: aProgram(), ...(selection && { selection }) }, outcome)];
}

const sampled = <T>(values: fc.Arbitrary<T>, count: number) => fc.sample(values, { numRuns: count, seed: 7 });

async function manyResults(): Promise<readonly Result[]> {
  const settled = sampled(anyProblem, 120).filter((problem) => inputProblemsOf(problem).length === 0);
  const all = [
    ...settled.map((problem) => resultFor(problem)),
    ...sampled(openProblem, 120).map((problem) => resultFor(problem)),
    ...sampled(smallSelection, 120).map((selection) => resultFor(selection.candidates, selection)),
  ];
  return (await Promise.all(all)).flat();
}

type Tamper = readonly [what: string, tamper: (result: Result) => unknown];

const tampers: readonly Tamper[] = [
  [
    'a score that is too high, with its sums',
    ({ pairs: [first, ...rest], ...result }) => ({
      ...result,
      pairs: [{ ...first, score: (first?.score ?? 0) + 1 }, ...rest],
      ...{ total: result.total + 1, points: result.points + 1, bound: result.bound + 1 },
    }),
  ],
  ['a pair that is missing', (result) => ({ ...result, pairs: result.pairs.slice(1) })],
  [
    'a partner that lost its place, with its sums',
    ({ pairs: [first, ...rest], ...result }) => {
      const lost = first?.score ?? 0;
      return {
        ...{ ...result, pairs: rest, unplaced: [...result.unplaced, first?.partner].toSorted() },
        ...{ total: result.total - lost, points: result.points - lost, bound: result.bound - lost },
      };
    },
  ],
  ['a pair twice', (result) => ({ ...result, pairs: [...result.pairs, ...result.pairs.slice(0, 1)] })],
  ['a total that is too high', (result) => ({ ...result, total: result.total + 1 })],
  ['a bound below the points', (result) => ({ ...result, bound: result.bound - 1, gap: -1 })],
  ['no certificate', ({ certificate: _, ...result }) => result],
  [
    'a price that is too high',
    ({ certificate, ...result }) => {
      const [id = '', price = 0] = Object.entries(certificate.partnerPrices)[0] ?? [];
      return {
        ...result,
        certificate: { ...certificate, partnerPrices: { ...certificate.partnerPrices, [id]: price + 1 } },
      };
    },
  ],
  [
    'a price that isn’t whole',
    ({ certificate, ...result }) => {
      const [id = '', price = 0] = Object.entries(certificate.hostPrices)[0] ?? [];
      return {
        ...result,
        certificate: { ...certificate, hostPrices: { ...certificate.hostPrices, [id]: price - 0.5 } },
      };
    },
  ],
  [
    'a cost of no place that is too low',
    (result) => ({ ...result, certificate: { ...result.certificate, unplacedCost: 1 } }),
  ],
  [
    'an unknown host',
    (result) => ({ ...result, pairs: result.pairs.map((pair) => ({ ...pair, host: 'x' })) }),
  ],
];

/** The same tree, with these prices in every leaf. */
const withPrices = (proof: Proof | undefined, prices: object): object | undefined =>
  proof && 'split' in proof
    ? { ...proof, yes: withPrices(proof.yes, prices), no: withPrices(proof.no, prices) }
    : proof && { ...proof, ...prices };

const choiceTampers: readonly Tamper[] = [
  ['no proof of its choice', ({ choice: _, ...result }) => result],
  [
    'a proof of fewer points',
    ({ choice, ...result }) => ({ ...result, choice: { ...choice, points: (choice?.points ?? 0) - 1 } }),
  ],
  [
    'a leaf that counts in halves of nothing',
    ({ choice, ...result }) => ({ ...result, choice: { ...choice, proof: { per: 0, partners: {} } } }),
  ],
  [
    'a proof of fewer points, as if every school had both roles',
    ({ choice, ...result }) => {
      const ids = result.pairs.flatMap(({ host, partner }) => [host, partner]);
      const eitherRole = Object.fromEntries(ids.map((id) => [id, 2 ** 40]));
      const proof = withPrices(choice?.proof, { eitherRole });
      return { ...result, choice: { ...choice, points: (choice?.points ?? 0) - 1, proof } };
    },
  ],
  [
    'a host that works on what it doesn’t offer',
    ({ chosen, ...result }) => ({
      ...result,
      chosen: { ...chosen, hosts: chosen?.hosts.map((host) => ({ ...host, focus: 'zeal' })) },
    }),
  ],
  [
    'a chosen school twice',
    ({ chosen, ...result }) => ({
      ...result,
      chosen: { ...chosen, hosts: [...(chosen?.hosts ?? []), ...(chosen?.hosts.slice(0, 1) ?? [])] },
    }),
  ],
];

describe.runIf(hasPython)('a checker in Python that was written from programs/README.md alone', () => {
  let results: readonly Result[] = [];
  beforeAll(async () => {
    results = await manyResults();
  }, 120_000);

  test('confirms every result, with each kind of proof', async () => {
    expect(results.length).toBeGreaterThan(150);
    expect(
      results.filter(({ choice }) => choice?.places !== undefined && choice.placed).length,
    ).toBeGreaterThan(20);
    expect(results.filter(({ question }) => question?.terms !== undefined).length).toBeGreaterThan(40);
    expect(results.filter(({ chosen }) => !chosen).length).toBeGreaterThan(20);
    const verdicts = await verdictsOn(results);
    const wrong = verdicts.flatMap((said, index) =>
      said === 'holds' ? [] : [{ said, result: results[index] }],
    );
    expect(wrong.slice(0, 1)).toEqual([]);
  });

  test.each(tampers)('rejects %s', async (_, tamper) => {
    const own = results.filter(({ pairs }) => pairs.length > 0).slice(0, 90);
    expect(await verdictsOn(own.map(tamper))).toEqual(own.map(() => expect.stringMatching(/^rejected/)));
  });

  test.each(choiceTampers)('rejects %s', async (_, tamper) => {
    const own = results.filter(({ pairs, choice }) => pairs.length > 1 && choice).slice(0, 90);
    expect(own.length).toBeGreaterThan(40);
    expect(await verdictsOn(own.map(tamper))).toEqual(own.map(() => expect.stringMatching(/^rejected/)));
  });

  test('rejects the answer to a question with a stricter rule, if it has fewer points', async () => {
    const problems = sampled(openProblem, 60);
    const stricter = await Promise.all(
      problems.map(async (problem) => {
        const [best] = await resultFor(problem);
        const [first] = best?.pairs ?? [];
        if (!best || !first || problem.locks.length > 0) return [];
        const ban = { host: first.host, partner: first.partner, reason: '' };
        const [worse] = await resultFor({ ...problem, bans: [...problem.bans, ban] });
        const isWorse = worse && (worse.points < best.points || worse.pairs.length < best.pairs.length);
        return isWorse ? [{ ...worse, question: best.question }] : [];
      }),
    );
    const claims = stricter.flat();
    expect(claims.length).toBeGreaterThan(10);
    expect(await verdictsOn(claims)).toEqual(claims.map(() => expect.stringMatching(/^rejected/)));
  });
});
