import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { chooseOffers, solveSelection } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import type { SelectionProblem } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { bestChoiceByTrying } from './brute-force.ts';
import { aHost, aProblem, openProblem, theRules } from './random-problems.ts';
import { bestByTrying as bestSelection, smallSelection } from './selection-cases.ts';

const patient = { timeout: 120_000 };

test(
  'the areas and levels are as good as the best of all choices, and the proof holds',
  patient,
  async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const best = bestChoiceByTrying(problem);
        const outcome = await chooseOffers(problem, optimizer, 20);
        if (isClash(outcome)) {
          expect(best).toBeUndefined();
          return;
        }
        if (outcome.kind !== 'selected') throw new Error('out of time');
        const { chosen, solution, certificate } = outcome;
        expect({ placed: solution.pairing.pairs.length, total: solution.total }).toMatchObject({
          placed: best?.placed,
          total: best?.total,
        });
        expect(outcome).toMatchObject({ gap: 0 });
        expect(checkPairing(chosen, solution)).toEqual([]);
        if (!certificate) throw new Error('no certificate');
        expect(provesChoice(problem, undefined, certificate)).toBe(true);
        expect(provesChoice(problem, undefined, { ...certificate, points: certificate.points - 1 })).toBe(
          false,
        );
      }),
      { numRuns: 150 },
    );
  },
);

test('a selection with its areas is as good as the best of all, and the proof holds', patient, async () => {
  await fc.assert(
    fc.asyncProperty(smallSelection, async (problem) => {
      const best = bestSelection(problem);
      const outcome = await solveSelection(problem, optimizer, 20);
      if (isClash(outcome)) {
        expect(best).toBeUndefined();
        return;
      }
      if (outcome.kind !== 'selected') throw new Error('out of time');
      const { chosen, solution, points, certificate } = outcome;
      expect(points).toBe(best);
      expect(checkSelection(problem, chosen, solution.pairing.pairs)).toEqual([]);
      if (!certificate) throw new Error('no certificate');
      expect(provesChoice(problem.candidates, problem.terms, certificate)).toBe(true);
      const boastful = { ...certificate, points: certificate.points - 1 };
      expect(provesChoice(problem.candidates, problem.terms, boastful)).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test('a branch that can’t meet the rules ends', patient, async () => {
  const school = (id: string, levels: Entrant['levels'], region: string, focusAreas: readonly string[]) => ({
    ...{ id, name: id, levels, region, focusAreas },
    demographics: {},
  });
  const problem: SelectionProblem = {
    candidates: {
      hosts: [
        { ...school('H1', ['middle'], 'North', ['feedback', 'literacy', 'families']), capacity: 3 },
        { ...school('H2', ['high'], 'South', ['literacy', 'families']), capacity: 1 },
        { ...school('H3', ['middle'], 'North', ['feedback', 'literacy', 'families']), capacity: 2 },
        { ...school('E1', ['elementary', 'middle'], 'North', ['families']), capacity: 3 },
      ],
      partners: [
        school('P1', ['middle', 'high'], 'North', ['feedback']),
        school('P2', ['elementary', 'middle'], 'North', ['feedback', 'literacy']),
        school('P3', ['high'], 'North', ['families']),
        school('P4', ['middle'], 'South', ['feedback']),
        school('E1', ['elementary', 'high'], 'South', ['feedback', 'literacy', 'families']),
      ],
      rules: theRules,
      locks: [{ host: 'H3', partner: 'P4', reason: '' }],
      bans: [
        { host: 'H3', partner: 'P2', reason: '' },
        { host: 'H1', partner: 'P2', reason: '' },
      ],
    },
    terms: {
      accepted: [],
      quality: {
        host: { H1: 2756, H2: 10, H3: 11, E1: 4000 },
        partner: { P1: 3991, P2: 3585, P3: 3720, P4: 5, E1: 3650 },
      },
      targets: { host: 2 },
      quotas: [
        { level: 'high', atLeast: 1 },
        { region: 'South', level: 'middle', role: 'partner', atLeast: 1 },
      ],
      usesEveryPlace: false,
    },
  };
  expect(await solveSelection(problem, optimizer, 60)).toMatchObject({
    gap: 0,
    points: bestSelection(problem),
  });
});

test(
  'a proof without its evidence, or with prices too large to be exact, proves nothing',
  patient,
  async () => {
    const rules = { ...theRules, focus: 'one-each' } as const;
    const problem = aProblem({ rules, hosts: [aHost('h1', { capacity: 1 })] });
    const outcome = await chooseOffers(problem, optimizer, 20);
    if (isClash(outcome) || outcome.kind !== 'selected' || !outcome.certificate)
      throw new Error('no certificate');
    const { certificate } = outcome;
    expect(provesChoice(problem, undefined, certificate)).toBe(true);
    const { places: _, ...withoutPlaces } = certificate;
    expect(provesChoice(problem, undefined, withoutPlaces)).toBe(false);
    if ('split' in certificate.proof) throw new Error('one leaf is enough here');
    const huge = { ...certificate.proof, place: 2 ** 52 };
    expect(provesChoice(problem, undefined, { ...certificate, proof: huge })).toBe(false);
  },
);
