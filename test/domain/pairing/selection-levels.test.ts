import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { chooseOffers } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { type Level, levels } from '#domain/program/school.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayClash } from '#text/pairing.ts';
import { aSelection, outOfTime, reversedProblem, smallSelection } from './selection-cases.ts';

/** Schools with one role each, whose hosts keep to one level. */
const unmixed: fc.Arbitrary<PairingProblem> = smallSelection.map(({ candidates }) => ({
  ...candidates,
  hosts: candidates.hosts.filter(({ id }) => id !== 'E1'),
  rules: { ...candidates.rules, mixesLevels: false },
  locks: [],
  bans: candidates.bans.filter(({ host }) => host !== 'E1'),
}));

/** The best of all ways to give each host a level: most pairs first, then most points. */
function bestByTrying(problem: PairingProblem): { readonly pairs: number; readonly total: number } {
  const ways = problem.hosts.reduce<readonly (readonly Level[])[]>(
    (some, _) => some.flatMap((way) => levels.map((level) => [...way, level])),
    [[]],
  );
  const outcomes = ways.map((way) => {
    const hosts = problem.hosts.map((host, index) => ({ ...host, takes: way[index] ?? 'middle' }));
    const solution = solvePairing({ ...problem, hosts });
    return isClash(solution)
      ? { pairs: -1, total: 0 }
      : { pairs: solution.pairing.pairs.length, total: solution.total };
  });
  return outcomes.reduce((best, one) =>
    one.pairs > best.pairs || (one.pairs === best.pairs && one.total > best.total) ? one : best,
  );
}

test('the levels are as good as the best of all combinations', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(unmixed, async (problem) => {
      const outcome = await chooseOffers(problem, optimizer, 20);
      if (isClash(outcome) || outcome.kind !== 'selected') throw new Error(JSON.stringify(outcome));
      const { chosen, solution } = outcome;
      const best = bestByTrying(problem);
      expect({ pairs: solution.pairing.pairs.length, total: solution.total }).toEqual(best);
      expect(outcome).toMatchObject({ points: best.total, bound: best.total, gap: 0 });
      expect(checkPairing(chosen, solution)).toEqual([]);
      expect(await chooseOffers(reversedProblem(problem), optimizer, 20)).toMatchObject({ solution });
    }),
    { numRuns: 15 },
  );
});

test('two locks on one host without a shared level conflict with the rule', async () => {
  const { candidates } = aSelection(
    {},
    {
      locks: [
        { host: 'H1', partner: 'P1', reason: 'they asked' },
        { host: 'H1', partner: 'P4', reason: 'they asked' },
      ],
    },
  );
  const problem = { ...candidates, rules: { ...candidates.rules, mixesLevels: false } };
  const outcome = await chooseOffers(problem, optimizer, 20);
  expect(isClash(outcome) && sayClash(outcome, problem)).toEqual({
    rules: [
      'All of a host’s partners share a grade level.',
      'Cedar (P1) must be paired with Alder (H1) (“they asked”).',
      'Gorse (P4) must be paired with Alder (H1) (“they asked”).',
    ],
    relaxations: [
      'With this change, a plan can follow all the other rules: Alder’s partners have different grade levels.',
    ],
  });
});

test('if more partners might be placed, the gap says so', async () => {
  const { candidates } = aSelection();
  const problem = { ...candidates, rules: { ...candidates.rules, mixesLevels: false } };
  const outcome = await chooseOffers(problem, outOfTime, 20);
  expect(outcome).toMatchObject({ kind: 'selected', gap: expect.any(Number) });
  expect(outcome).not.toMatchObject({ gap: 0 });
});
