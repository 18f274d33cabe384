import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtLeast, type Level, levels, levelsOfGrades, ratings, sayLevels } from '#domain/program/school.ts';

const gradesFrom = (first: number, last: number) =>
  ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'].slice(first, last + 1);

describe('the levels of a school', () => {
  test.each<[string, readonly string[], readonly Level[]]>([
    ['K to 5', gradesFrom(0, 5), ['elementary']],
    ['pre-K to 2', ['PK', 'K', '1', '2'], ['elementary']],
    ['K to 6', gradesFrom(0, 6), ['elementary']],
    ['K to 8', gradesFrom(0, 8), ['elementary', 'middle']],
    ['5 to 8', gradesFrom(5, 8), ['middle']],
    ['6 to 12', gradesFrom(6, 12), ['middle', 'high']],
    ['8 to 12', gradesFrom(8, 12), ['high']],
    ['K to 12', gradesFrom(0, 12), ['elementary', 'middle', 'high']],
    ['only 12, in a growing school', ['12'], ['high']],
    ['5 and 6', ['5', '6'], ['elementary', 'middle']],
    ['no grade', [], []],
    ['only unknown grades', ['PK', 'SE', '13'], []],
  ])('%s', (_, grades, expected) => {
    expect(levelsOfGrades(grades)).toEqual(expected);
  });

  const anyGrades = fc.subarray([...gradesFrom(0, 12), 'PK', 'SE']);

  test('do not depend on order or repetition of grades', () => {
    fc.assert(
      fc.property(anyGrades, (grades) => {
        expect(levelsOfGrades([...grades].reverse().concat(grades))).toEqual(levelsOfGrades(grades));
      }),
    );
  });

  test('come in the order of levels, with at least one for any grade from K to 12', () => {
    fc.assert(
      fc.property(anyGrades, (grades) => {
        const found = levelsOfGrades(grades);
        expect(found).toEqual(levels.filter((level) => found.includes(level)));
        expect(found.length > 0).toBe(grades.some((grade) => gradesFrom(0, 12).includes(grade)));
      }),
    );
  });

  test('have no gap for grades without a gap', () => {
    const run = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => gradesFrom(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(run, (grades) => {
        const found = levelsOfGrades(grades);
        expect(found.includes('elementary') && found.includes('high') && !found.includes('middle')).toBe(
          false,
        );
      }),
    );
  });

  test('are worded as people say them', () => {
    expect(sayLevels({ levels: ['elementary', 'middle'] })).toBe('Elementary and Middle');
  });
});

test('a rating is at least itself and every lower one', () => {
  ratings.forEach((rating, height) => {
    expect(ratings.map((threshold) => isAtLeast(rating, threshold))).toEqual(
      ratings.map((_, threshold) => threshold <= height),
    );
  });
});
