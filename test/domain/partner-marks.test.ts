import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartnerAnswers, StudentsAnswer } from '../../shared/domain/answers.ts';
import { knownShares, markPartner } from '../../shared/domain/partner-marks.ts';
import type { School } from '../../shared/domain/school.ts';
import { aProgram, aSchool, partnerAnswers } from '../builders.ts';

const { principalYearsHere: _, ...withoutRecord } = aSchool({ demographics: {} });

const finding = (mark: string, school: School, answers: Partial<PartnerAnswers>): string => {
  const found = markPartner(aProgram(), school, answers).find(({ id }) => id === mark);
  return found ? `${found.outcome}: ${found.why}` : 'no such mark';
};

test('each mark of the program is held against the school, in its order and in its words', () => {
  const { partnerMarks } = aProgram();
  const found = markPartner(aProgram(), withoutRecord, partnerAnswers());
  expect(found.map(({ id, statement }) => ({ id, statement }))).toEqual(
    partnerMarks.map(({ id, statement }) => ({ id, statement })),
  );
  expect(found.map(({ outcome }) => outcome)).toEqual(['met', 'met', 'met']);
});

describe('a new principal: 2 to 4 years in the role', () => {
  test.each([
    [1.9, 0, 'not-met: The principal has been in the role for 1.9 years. We look for 2 to 4 years.'],
    [2, 0, 'met: The principal has been in the role for 2 years.'],
    [1, 3, 'met: The principal has been in the role for 4 years.'],
    [2, 2.1, 'not-met: The principal has been in the role for 4.1 years. We look for 2 to 4 years.'],
  ])('%d years here and %d elsewhere', (yearsHere, yearsElsewhere, expected) => {
    expect(finding('new-principal', withoutRecord, { leadership: { yearsHere, yearsElsewhere } })).toBe(
      expected,
    );
  });

  test('is not inferred from the directory, which knows nothing of years elsewhere', () => {
    const school = { ...withoutRecord, principalYearsHere: 3 };
    expect(finding('new-principal', school, {})).toBe(
      'cannot-verify: You haven’t answered the question about leadership experience yet.',
    );
  });

  test('is ruled out by the directory where it shows too many years at this school already', () => {
    const school = { ...withoutRecord, principalYearsHere: 4.1 };
    expect(finding('new-principal', school, {})).toBe(
      'not-met: The directory lists 4.1 years as principal of this school. We look for 2 to 4 years.',
    );
  });

  test('is for staff to check where the directory shows more years than the application', () => {
    const school = { ...withoutRecord, principalYearsHere: 9 };
    expect(finding('new-principal', school, { leadership: { yearsHere: 3, yearsElsewhere: 0 } })).toBe(
      'cannot-verify: You reported 3 years in the role. The directory lists 9 years at this school, so our staff will check.',
    );
  });
});

describe('diverse needs', () => {
  const lowEverywhere: StudentsAnswer = {
    poverty: 69.9,
    blackOrHispanic: 69.9,
    studentsWithDisabilities: 19.9,
    englishLanguageLearners: 19.9,
    chronicallyAbsent: 19.9,
  };

  test('just below every threshold is not met', () => {
    expect(finding('diverse-needs', withoutRecord, { students: lowEverywhere })).toBe(
      'not-met: No student group reaches the threshold.',
    );
  });

  test.each([
    ['poverty', 70, '70% of students live in poverty'],
    ['blackOrHispanic', 70, '70% of students are Black or Hispanic'],
    ['studentsWithDisabilities', 20, '20% of students have disabilities'],
    ['englishLanguageLearners', 20, '20% of students are English language learners'],
    ['chronicallyAbsent', 20, '20% of students are chronically absent'],
  ])('%s at its threshold of %d is met', (share, percent, words) => {
    expect(
      finding('diverse-needs', withoutRecord, { students: { ...lowEverywhere, [share]: percent } }),
    ).toBe(`met: ${words}.`);
  });

  test('a share that nobody knows may be the one that counts', () => {
    const { poverty: __, ...rest } = lowEverywhere;
    expect(finding('diverse-needs', withoutRecord, { students: rest })).toBe(
      'cannot-verify: No known student group reaches the threshold, and some percentages are missing.',
    );
  });

  test('what the school leaves out is taken from the directory', () => {
    const school = aSchool({ demographics: { poverty: 91.25 } });
    expect(finding('diverse-needs', school, { students: { englishLanguageLearners: 30 } })).toBe(
      'met: 91.25% of students live in poverty and 30% are English language learners.',
    );
  });

  test('a share that the directory contradicts is for staff to check', () => {
    const school = aSchool({ demographics: { poverty: 20 } });
    expect(finding('diverse-needs', school, { students: { poverty: 75 } })).toBe(
      'cannot-verify: You reported that 75% of students live in poverty. The directory shows fewer, so our staff will check.',
    );
  });

  test('what the school says against itself counts', () => {
    const school = aSchool({ demographics: { poverty: 80 } });
    expect(finding('diverse-needs', school, { students: lowEverywhere })).toBe(
      'not-met: No student group reaches the threshold.',
    );
  });

  test('Black and Hispanic students are added up to the threshold without a hair missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (tenths) => {
        const demographics = { black: tenths / 10, hispanic: (700 - tenths) / 10 };
        return finding('diverse-needs', aSchool({ demographics }), {}).startsWith('met: 70%');
      }),
    );
  });

  test('one of the two alone says nothing, and both never make more than all', () => {
    expect(knownShares(aSchool({ demographics: { black: 60 } }))).toEqual({});
    expect(knownShares(aSchool({ demographics: { black: 60, hispanic: 40.1 } }))).toEqual({
      blackOrHispanic: 100,
    });
  });
});

describe('wants to improve', () => {
  test.each([
    [
      { focusAreas: ['families'], goal: 'Meet every family.', strengths: 'Attendance.' },
      'met: The school wants to improve in: Families and community as partners.',
    ],
    [{ focusAreas: [], goal: '', strengths: '' }, 'not-met: You didn’t choose an area to improve in.'],
    [undefined, 'cannot-verify: You haven’t answered the question about areas to improve yet.'],
  ])('%o', (improvement, expected) => {
    expect(finding('improvement', withoutRecord, improvement ? { improvement } : {})).toBe(expected);
  });
});
