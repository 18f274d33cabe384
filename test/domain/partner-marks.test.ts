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
    [1.9, 0, 'not-met: The principal has been in the role for 1.9 years, not for 2 to 4.'],
    [2, 0, 'met: The principal has been in the role for 2 years.'],
    [1, 3, 'met: The principal has been in the role for 4 years.'],
    [2, 2.1, 'not-met: The principal has been in the role for 4.1 years, not for 2 to 4.'],
  ])('%d years here and %d elsewhere', (yearsHere, yearsElsewhere, expected) => {
    expect(finding('new-principal', withoutRecord, { leadership: { yearsHere, yearsElsewhere } })).toBe(
      expected,
    );
  });

  test('is not inferred from the directory, which knows nothing of years elsewhere', () => {
    const school = { ...withoutRecord, principalYearsHere: 3 };
    expect(finding('new-principal', school, {})).toBe(
      'cannot-verify: The question on leadership experience is not answered yet.',
    );
  });

  test('is ruled out by the directory where it shows too many years at this school already', () => {
    const school = { ...withoutRecord, principalYearsHere: 4.1 };
    expect(finding('new-principal', school, {})).toBe(
      'not-met: The directory shows the principal at this school for 4.1 years.',
    );
  });

  test('is for staff to check where the directory shows more years than the application', () => {
    const school = { ...withoutRecord, principalYearsHere: 9 };
    expect(finding('new-principal', school, { leadership: { yearsHere: 3, yearsElsewhere: 0 } })).toBe(
      'cannot-verify: The application tells of 3 years in the role; the directory shows 9 years at this school. Staff will check.',
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
      'not-met: None of the shares reaches its threshold.',
    );
  });

  test.each([
    ['poverty', 70, '70 % live in poverty'],
    ['blackOrHispanic', 70, '70 % are Black or Hispanic'],
    ['studentsWithDisabilities', 20, '20 % have disabilities'],
    ['englishLanguageLearners', 20, '20 % are English language learners'],
    ['chronicallyAbsent', 20, '20 % are chronically absent'],
  ])('%s at its threshold of %d is met', (share, percent, words) => {
    expect(
      finding('diverse-needs', withoutRecord, { students: { ...lowEverywhere, [share]: percent } }),
    ).toBe(`met: Of its students, ${words}.`);
  });

  test('a share that nobody knows may be the one that counts', () => {
    const { poverty: __, ...rest } = lowEverywhere;
    expect(finding('diverse-needs', withoutRecord, { students: rest })).toBe(
      'cannot-verify: None of the known shares reaches its threshold, and some are not known.',
    );
  });

  test('what the school leaves out is taken from the directory', () => {
    const school = aSchool({ demographics: { poverty: 91.25 } });
    expect(finding('diverse-needs', school, { students: { englishLanguageLearners: 30 } })).toBe(
      'met: Of its students, 91.25 % live in poverty, 30 % are English language learners.',
    );
  });

  test('a share that the directory contradicts is for staff to check', () => {
    const school = aSchool({ demographics: { poverty: 20 } });
    expect(finding('diverse-needs', school, { students: { poverty: 75 } })).toBe(
      'cannot-verify: The application says that 75 % live in poverty; the directory shows fewer. Staff will check.',
    );
  });

  test('what the school says against itself counts', () => {
    const school = aSchool({ demographics: { poverty: 80 } });
    expect(finding('diverse-needs', school, { students: lowEverywhere })).toBe(
      'not-met: None of the shares reaches its threshold.',
    );
  });

  test('Black and Hispanic students are added up to the threshold without a hair missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (tenths) => {
        const demographics = { black: tenths / 10, hispanic: (700 - tenths) / 10 };
        return finding('diverse-needs', aSchool({ demographics }), {}).startsWith(
          'met: Of its students, 70 %',
        );
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
    [
      { focusAreas: [], goal: '', strengths: '' },
      'not-met: The application names no area in which the school wants to improve.',
    ],
    [undefined, 'cannot-verify: The question on what the school wants to improve is not answered yet.'],
  ])('%o', (improvement, expected) => {
    expect(finding('improvement', withoutRecord, improvement ? { improvement } : {})).toBe(expected);
  });
});
