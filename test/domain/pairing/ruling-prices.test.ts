import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPrice, whatIf } from '#domain/pairing/explain/what-if.ts';
import { rulingPrices, totalWithoutRulings } from '#domain/pairing/scenario/rulings.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { anyProblem } from './random-problems.ts';
import { aProposedScenario, problemOf } from './sample.ts';
import { solved } from './solved.ts';

const lock = { host: 'H2', partner: 'P1', reason: 'They know each other' };
const ban = { host: 'H2', partner: 'P3', reason: 'They share a principal' };

const ruledSince = (scenario: ProposedScenario, over: Partial<ProposedScenario['rulings']>) => ({
  ...scenario,
  rulings: { ...scenario.rulings, ...over },
});

describe('the cost of rulings', () => {
  test('is zero without rulings', async () => {
    expect(rulingPrices(await aProposedScenario()).all()).toEqual({ points: 0, places: 0 });
  });

  test('for one lock is the cost that the board showed for the move', async () => {
    const free = await aProposedScenario();
    const price = whatIf(free.problem, free.solution).priceOf('P1', 'H2');
    expect(price).toBeGreaterThan(0);
    const prices = rulingPrices(ruledSince(free, { locks: [lock] }));
    expect(prices.all()).toEqual({ points: price, places: 0 });
    expect(prices.of(lock)).toEqual(prices.all());
  });

  test('for any pair without an exception is what the board said before the rule was added, before and after a new request', {
    timeout: 60_000,
  }, async () => {
    const free = await aProposedScenario();
    await fc.assert(
      fc.asyncProperty(anyProblem, fc.nat(), fc.nat(), async (drawn, h, p) => {
        // A kept pair doesn't pay the price of its exception, so its rule can gain points.
        const problem = { ...drawn, locks: [], bans: [], exceptions: [] };
        const host = problem.hosts[h % problem.hosts.length]?.id ?? '';
        const partner = problem.partners[p % problem.partners.length]?.id ?? '';
        const pair = { host, partner, reason: 'They asked' };
        const scenario = { ...free, problem, solution: solved(problem) };
        const said = whatIf(problem, scenario.solution).priceOf(partner, host);
        fc.pre(said !== undefined);
        const price = said && splitPrice(scenario.solution, said);
        const ruled = ruledSince(scenario, { locks: [pair] });
        expect(rulingPrices(ruled).of(pair)).toEqual(price || { points: 0, places: 0 });
        const around = solved({ ...problem, locks: [pair] });
        const asked = { ...ruled, problem: { ...problem, locks: [pair] }, solution: around };
        expect(rulingPrices(asked).of(pair)).toEqual(price || { points: 0, places: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('is the same before and after a new request, and explains the difference in totals', async () => {
    const free = await aProposedScenario();
    const around = await aProposedScenario({ problem: problemOf(undefined, { locks: [lock], bans: [ban] }) });
    const all = rulingPrices(around).all();
    expect(rulingPrices(ruledSince(free, { locks: [lock], bans: [ban] })).all()).toEqual(all);
    expect(totalWithoutRulings(around)).toBe(free.solution.total);
    expect(all?.points).toBe(free.solution.total - around.solution.total);
  });

  test('counts partners that lose their place', async () => {
    const bans = ['H1', 'H2'].map((host) => ({ ...ban, host }));
    const all = rulingPrices(ruledSince(await aProposedScenario(), { bans })).all();
    expect(all?.places).toBe(1);
  });

  test('is unknown if no plan follows all rulings, or one locks a school that is not included', async () => {
    const free = await aProposedScenario();
    const tooMany = ['P1', 'P2', 'P3'].map((partner) => ({ ...lock, partner }));
    for (const locks of [tooMany, [{ ...lock, partner: 'P9' }]]) {
      const prices = rulingPrices(ruledSince(free, { locks }));
      expect([prices.all(), prices.of(locks[0] ?? lock)]).toEqual([undefined, undefined]);
    }
  });
});
