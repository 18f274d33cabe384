import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { choosesOffers, solveProblem } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Proof } from '#domain/pairing/problem.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import { optimizer } from '#optimizer/highs.ts';
import { type Best, bestByTrying, type TinyQuestion, tinyPairing, tinySelection } from './every-rule.ts';

const patient = { timeout: 120_000 };

const solve = ({ problem, terms }: TinyQuestion) => solveProblem(problem, terms, optimizer, 60);

/** What the solver found; undefined if it named a conflict. Its checks must hold. */
async function found(question: TinyQuestion): Promise<Best | undefined> {
  const { problem, terms } = question;
  const outcome = await solve(question);
  if (isClash(outcome)) return undefined;
  if (outcome.kind !== 'selected') throw new Error('out of time');
  const { chosen, solution, points, gap, certificate } = outcome;
  expect(gap).toBe(0);
  expect(checkPairing(chosen, solution)).toEqual([]);
  if (terms)
    expect(checkSelection({ candidates: problem, terms }, chosen, solution.pairing.pairs)).toEqual([]);
  expect(certificate !== undefined).toBe(terms !== undefined || choosesOffers(problem));
  if (certificate) {
    const asked = questionOf(problem, terms);
    expect(provesChoice(asked, certificate)).toBe(true);
    expect(provesChoice(asked, { ...certificate, points: points - 1 })).toBe(false);
  }
  return { placed: solution.pairing.pairs.length, points };
}

type Leaf = Exclude<Proof, { readonly split: unknown }>;
/** A change of one leaf: a price of some school or minimum, by numbers for any question. */
type Edit = (leaf: Leaf, ids: readonly string[]) => Leaf;

const amount = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -30_000, max: 2 ** 30 }));
const edit: fc.Arbitrary<Edit> = fc
  .record({
    field: fc.constantFrom('partners', 'eitherRole', 'minimums', 'place', 'per', 'none'),
    at: fc.nat(),
    by: amount,
  })
  .map(({ field, at, by }) => (leaf, ids) => {
    const id = ids[at % ids.length] ?? '';
    switch (field) {
      case 'partners':
      case 'eitherRole': {
        const prices = leaf[field] ?? {};
        return { ...leaf, [field]: { ...prices, [id]: (prices[id] ?? 0) + by * leaf.per } };
      }
      case 'minimums': {
        const prices = leaf.minimums ?? [];
        return {
          ...leaf,
          minimums: prices.map((price, index) => (index === at % prices.length ? price + by : price)),
        };
      }
      case 'place':
        return { ...leaf, place: (leaf.place ?? 0) + by };
      case 'per':
        return { ...leaf, per: leaf.per + by };
      default:
        return { per: 1, partners: {} };
    }
  });

/** Applies the edits to leaves, one after another, and changes the tree in one way. */
function forged(proof: Proof, edits: readonly Edit[], shape: number, ids: readonly string[]): Proof {
  let left = edits;
  const visit = (node: Proof): Proof => {
    if ('split' in node) {
      const [yes, no] = [visit(node.yes), visit(node.no)];
      const shapes = [
        { ...node, yes, no },
        { ...node, yes: no, no: yes },
        yes,
        no,
        { ...node, yes, no: yes },
      ];
      return shapes[shape % shapes.length] ?? node;
    }
    const [first, ...rest] = left;
    left = rest;
    return first ? first(node, ids) : node;
  };
  return visit(proof);
}

describe('with every rule that a director can set', () => {
  test(
    'no pairing is better than the solver’s, and none exists if it names a conflict',
    patient,
    async () => {
      await fc.assert(
        fc.asyncProperty(tinyPairing, async (question) => {
          expect(await found(question)).toEqual(bestByTrying(question));
        }),
        { numRuns: 2000 },
      );
    },
  );

  test(
    'no choice of schools is better than the solver’s, and none exists if it names a conflict',
    patient,
    async () => {
      await fc.assert(
        fc.asyncProperty(tinySelection, async (question) => {
          expect(await found(question)).toEqual(bestByTrying(question));
        }),
        { numRuns: 1200 },
      );
    },
  );

  test('no forged proof claims that the best plan is impossible', patient, async () => {
    const asked = fc.oneof(tinyPairing, tinySelection);
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(asked, edits, fc.nat(), fc.boolean(), async (question, changes, shape, isOfPlaces) => {
        const outcome = await solve(question);
        if (isClash(outcome) || outcome.kind !== 'selected' || !outcome.certificate) return;
        const { certificate, points } = outcome;
        const ids = [...question.problem.hosts, ...question.problem.partners].map(({ id }) => id);
        const forge = (proof: Proof) => forged(proof, changes, shape, ids);
        const { proof, places = proof, placed = 0 } = certificate;
        const claim =
          isOfPlaces && !question.terms
            ? { ...certificate, placed: placed - 1, places: forge(places) }
            : { ...certificate, points: points - 1, proof: forge(proof) };
        expect(provesChoice(questionOf(question.problem, question.terms), claim)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});
