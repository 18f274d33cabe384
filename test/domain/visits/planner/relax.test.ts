import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planVisits } from '#domain/visits/planner/plan.ts';
import type { ClashCause, Relaxation, VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { withRelaxation } from '#domain/visits/planner/relax.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { idsAsNames } from '#text/visits.ts';
import { byTarget, leastCostByTrying } from './brute-force.ts';
import { anyTinyYear, aPartnership, aSchool, aYear } from './sample.ts';

/** A tiny year in which another facilitator has a partnership too. */
const anyYearOfTwo = fc
  .tuple(anyTinyYear, fc.subarray([1, 2, 3, 4, 5]), fc.boolean())
  .map(([problem, weekdaysOff, hasOther]): VisitPlanProblem => {
    const other = { id: 'Other', weekdaysOff, daysOff: [] };
    const partnership = { ...aPartnership('Their host', ['Their partner']), facilitator: other.id };
    return {
      ...problem,
      partnerships: [...problem.partnerships, ...(hasOther ? [partnership] : [])],
      facilitators: [...problem.facilitators, ...(hasOther ? [other] : [])],
    };
  });

/** Whether a cause is gone, found by trying every plan of those it is about. */
function isGone(cause: ClashCause, facilitators: readonly string[], problem: VisitPlanProblem): boolean {
  const partnerOf = 'partner' in cause ? cause.partner.id : undefined;
  return facilitators.every((facilitator) => {
    const partnerships = problem.partnerships
      .filter((one) => one.facilitator === facilitator)
      .map((one) => ({
        ...one,
        partners: one.partners.filter(({ id }) => partnerOf === undefined || id === partnerOf),
      }));
    return leastCostByTrying({ ...problem, partnerships }, byTarget(problem)) !== undefined;
  });
}

const concernedBy = (relaxation: Relaxation, facilitator: string): readonly string[] =>
  relaxation.kind === 'hand-over' && relaxation.to !== undefined
    ? [facilitator, relaxation.to]
    : [facilitator];

test('in any impossible tiny year, each suggestion alone removes its cause', () => {
  const shown = new Set<Relaxation['kind']>();
  fc.assert(
    fc.property(anyYearOfTwo, (problem) => {
      const outcome = planVisits(problem);
      if (outcome.kind === 'planned') return;
      for (const { cause, relax } of outcome.clashes) {
        expect(relax).not.toEqual([]);
        if (!('facilitator' in cause)) continue;
        for (const one of relax) {
          shown.add(one.kind);
          if (one.kind === 'several-changes') continue;
          const after = withRelaxation(problem, one);
          expect(after).not.toEqual(problem);
          expect(isGone(cause, concernedBy(one, cause.facilitator), after)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
  // A search that suggests hardly anything would pass too.
  expect(shown.size).toBeGreaterThan(5);
});

const clashesOf = (problem: VisitPlanProblem) => {
  const outcome = planVisits(problem);
  return outcome.kind === 'refused' ? outcome.clashes : [];
};
const said = (problem: VisitPlanProblem) => sayClashes(clashesOf(problem), idsAsNames);

const fifteenPairs = Array.from({ length: 15 }, (_, index) =>
  aPartnership(`H${index}`, [`P${index}`, `Q${index}`]),
);

describe('a facilitator with more visits than days', () => {
  test('is told so by days on which schools are open, if only holidays make up the rest', () => {
    const [clash] = clashesOf(
      aYear({
        partnerships: [...fifteenPairs.slice(0, 4), aPartnership('A', ['P'])],
        facilitators: [{ id: 'F1', weekdaysOff: [1, 3, 5], daysOff: [] }],
        lastDay: '2027-06-16',
      }),
    );
    // There are 74 Tuesdays and Thursdays, and 3 of them are in the winter recess.
    expect(clash?.cause).toMatchObject({ kind: 'too-few-days', visits: 72, days: 71 });
    expect(clash?.relax.map(({ kind }) => kind)).toContain('free-days');
  });

  test('and no days off is not told to free any, nor to space visits in another way', () => {
    const [clash] = clashesOf(aYear({ partnerships: fifteenPairs }));
    expect(clash?.cause).toMatchObject({ kind: 'too-few-days' });
    const kinds = clash?.relax.map(({ kind }) => kind);
    for (const kind of ['free-days', 'farther-by-days', 'larger-gap', 'smaller-gap'])
      expect(kinds).not.toContain(kind);
  });

  test('can’t hand a partnership to someone who is full too', () => {
    const ofF2 = aPartnership('D', ['P6', 'P7', 'P8', 'P9'], 'F2');
    const few = { id: 'F1', weekdaysOff: [1, 2, 3, 4], daysOff: [] };
    const year = (weekdaysOff: readonly number[]) =>
      aYear({
        partnerships: [...aYear().partnerships, aPartnership('C', ['P4', 'P5']), ofF2],
        facilitators: [few, { id: 'F2', weekdaysOff, daysOff: [] }],
      });
    const handedOver = (problem: VisitPlanProblem) =>
      clashesOf(problem)[0]?.relax.filter(({ kind }) => kind === 'hand-over');
    expect(handedOver(year([]))).toMatchObject([{ to: 'F2' }]);
    expect(handedOver(year([1, 2, 3, 4]))).toEqual([]);
  });
});

test('a partnership that no one accompanies is named without a facilitator', () => {
  const standIn = { id: '(facilitator of A)', weekdaysOff: [], daysOff: [], standsInFor: 'A' };
  const blocked = ['2026-10-01', '2027-06-18'];
  const partnerships = [{ ...aPartnership('A', [], standIn.id), partners: [aSchool('P1', [], ['high'])] }];
  const calendar = [
    {
      ...{ from: blocked[0] ?? '', to: blocked[1] ?? '', appliesTo: ['High'], event: 'Closed' },
      studentsPresent: 'no' as const,
    },
  ];
  expect(said(aYear({ partnerships, facilitators: [standIn], calendar }))).toEqual([
    {
      kind: 'too-few-common-days',
      statement: 'School P1 and School H-A have no day in common but need 8 visits.',
      relax: ['Combine several changes. No single change is enough.'],
    },
  ]);
});
