import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { blockingPairs, fairestPairing, worstPair } from '#domain/pairing/explain/fairness.ts';
import type { Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { everyPlan, scoreByIds } from './brute-force.ts';
import { aDistrict, aHost, anEntrant, anyProblem, aProblem } from './random-problems.ts';
import { solved } from './solved.ts';

const leastOf = (problem: PairingProblem, pairs: readonly Pair[]): number =>
  Math.min(
    10_000,
    ...pairs
      .filter(({ partner }) => !problem.locks.some((lock) => lock.partner === partner))
      .map((pair) => scoreByIds(problem, pair) ?? 0),
  );

const totalOf = (problem: PairingProblem, pairs: readonly Pair[]): number =>
  pairs.reduce((sum, pair) => sum + (scoreByIds(problem, pair) ?? 0), 0);

describe('the fairest pairing', () => {
  test('has the best lowest score of all plans that place as many, then the best total, and names its cost', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const fairest = fairestPairing(problem);
        if (isClash(fairest)) return;
        const plans = everyPlan(problem);
        const most = Math.max(...plans.map((pairs) => pairs.length));
        const fullest = plans.filter((pairs) => pairs.length === most);
        const least = Math.max(...fullest.map((pairs) => leastOf(problem, pairs)));
        const fair = fullest.filter((pairs) => leastOf(problem, pairs) === least);
        const best = Math.max(...fair.map((pairs) => totalOf(problem, pairs)));
        expect({ least: fairest.leastScore, total: fairest.solution.total }).toEqual({ least, total: best });
        expect(fairest.pricePoints).toBe(solved(problem).total - best);
      }),
      { numRuns: 60 },
    );
  });

  test('is proven by its own certificate', () => {
    const problem = aDistrict(24, 40);
    const fairest = fairestPairing(problem);
    if (isClash(fairest)) throw new Error('A problem without rulings cannot clash.');
    expect(checkPairing(fairest.problem, fairest.solution)).toEqual([]);
    expect(fairest.leastScore).toBeGreaterThan(worstPair(problem, solved(problem).pairing)?.score ?? 0);
    expect(fairest.pricePoints).toBeGreaterThan(0);
  });
});

describe('the lowest-scoring pair', () => {
  test('is the one with the lowest score', () => {
    const problem = aProblem({ partners: [anEntrant('p1'), anEntrant('p2', { region: 'Queens' })] });
    expect(worstPair(problem, solved(problem).pairing)).toMatchObject({ partner: 'p2', score: 9_300 });
  });

  test('of a plan without pairs does not exist', () => {
    expect(worstPair(aProblem(), { pairs: [], unplaced: ['p1', 'p2'] })).toBeUndefined();
  });
});

describe('a blocking pair', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { capacity: 1 }), aHost('h2', { capacity: 1, region: 'Queens' })],
    partners: [anEntrant('p1'), anEntrant('p2', { region: 'Queens' })],
  });
  const crossed = {
    pairs: [
      { host: 'h1', partner: 'p2' },
      { host: 'h2', partner: 'p1' },
    ],
    unplaced: [],
  };

  test('is one in which both schools would prefer each other', () => {
    expect(blockingPairs(problem, crossed)).toEqual([
      { host: 'h1', partner: 'p1', score: 10_000 },
      { host: 'h2', partner: 'p2', score: 10_000 },
    ]);
  });

  test('is not a banned pair or one whose places are locked', () => {
    const bans = [{ host: 'h2', partner: 'p2', reason: '' }];
    const locks = [{ host: 'h1', partner: 'p2', reason: '' }];
    expect(blockingPairs({ ...problem, bans }, crossed).map(({ host }) => host)).toEqual(['h1']);
    expect(blockingPairs({ ...problem, locks }, crossed)).toEqual([]);
  });

  test('can be a partner without a place and a host with room', () => {
    const half = { pairs: [{ host: 'h1', partner: 'p1' }], unplaced: ['p2'] };
    expect(blockingPairs(problem, half)).toEqual([{ host: 'h2', partner: 'p2', score: 10_000 }]);
  });
});
