import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationOf, disagreementIn, largestGap } from '#domain/admission/calibration.ts';
import { anApplication, aReview, aSchool } from '../../builders.ts';

const by = (name: string, score: number, over = {}) =>
  aReview({ reviewer: `${name}@example.org`, reviewerName: name, scores: { practices: score }, ...over });
const about = (id: string, ...reviews: ReturnType<typeof by>[]) =>
  anApplication({ school: aSchool({ id, name: id }), reviews });

describe('the comparison of reviewers', () => {
  test('shows who scores higher than others on the same applications', () => {
    const applications = [
      about('A', by('Amara', 4), by('Mei', 2)),
      about('B', by('Amara', 3), by('Mei', 3)),
      about('C', by('Amara', 1)),
    ];
    expect(calibrationOf(applications, 'host')).toEqual({
      reviewers: [
        { email: 'Amara@example.org', name: 'Amara', reviews: 3, mean: 8 / 3, aboveOthers: 1 },
        { email: 'Mei@example.org', name: 'Mei', reviews: 2, mean: 2.5, aboveOthers: -1 },
      ],
      applications: [
        expect.objectContaining({ schoolName: 'A', gap: { part: 'practices', points: 2 } }),
        expect.objectContaining({ schoolName: 'B', gap: { part: 'practices', points: 0 } }),
      ],
    });
  });

  test('counts what a reviewer wrote alone, not what they changed after reading others', () => {
    const { reviewer: _, reviewerName: __, ...alone } = by('Amara', 4);
    const changed = by('Amara', 1, { afterOthers: true, earlier: [alone] });
    const never = by('Ruth', 1, { afterOthers: true });
    const { applications } = calibrationOf([about('A', changed, by('Mei', 1), never)], 'host');
    expect(applications).toMatchObject([
      {
        reviews: [
          { name: 'Amara', mean: 4 },
          { name: 'Mei', mean: 1 },
        ],
      },
    ]);
  });

  test('never mixes hosts and partners', () =>
    expect(calibrationOf([about('A', by('Amara', 4), by('Mei', 2))], 'partner')).toEqual({
      reviewers: [],
      applications: [],
    }));
});

const scores = fc.dictionary(fc.constantFrom('goal', 'need', 'plan'), fc.integer({ min: 1, max: 4 }));

test('reviewers disagree if any two of them are two points apart on any part', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ scores }), { maxLength: 4 }), (reviews) => {
      const apart = reviews.some((one) =>
        reviews.some((other) =>
          Object.entries(one.scores).some(([part, score]) => score - (other.scores[part] ?? score) >= 2),
        ),
      );
      expect(disagreementIn(reviews) !== undefined).toBe(apart);
      expect(largestGap(reviews) === undefined).toBe(
        reviews.length < 2 || reviews.every(({ scores: given }) => Object.keys(given).length === 0),
      );
    }),
  ));
