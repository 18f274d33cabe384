import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartnerAnswers } from '#domain/admission/answers.ts';
import { knownShares, markPartner } from '#domain/admission/marks.ts';
import type { School } from '#domain/program/school.ts';
import { sayReason } from '#text/findings.ts';
import { aProgram, aSchool, partnerAnswers } from '../../builders.ts';

const { principalYearsHere: _, ...withoutRecord } = aSchool({ demographics: {} });

const finding = (mark: string, school: School, answers: Partial<PartnerAnswers>): string => {
  const found = markPartner(aProgram(), school, answers).find(({ id }) => id === mark);
  return found ? `${found.outcome}: ${sayReason(found.reason, aProgram(), 'school')}` : 'no such mark';
};

test('each of the program’s marks is checked, in its order and wording', () => {
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

  test('is not inferred from the directory, which has no years at other schools', () => {
    const school = { ...withoutRecord, principalYearsHere: 3 };
    expect(finding('new-principal', school, {})).toBe(
      'cannot-verify: Not answered yet. Complete the section “Leadership experience”.',
    );
  });

  test('is ruled out if the directory lists too many years at this school', () => {
    const school = { ...withoutRecord, principalYearsHere: 4.1 };
    expect(finding('new-principal', school, {})).toBe(
      'not-met: The directory lists 4.1 years as principal of this school. We look for 2 to 4 years.',
    );
  });

  test('needs a check if the directory lists more years than the school', () => {
    const school = { ...withoutRecord, principalYearsHere: 9 };
    expect(finding('new-principal', school, { leadership: { yearsHere: 3, yearsElsewhere: 0 } })).toBe(
      'cannot-verify: You reported 3 years in the role. The directory lists 9 years at this school, so our staff will check.',
    );
  });
});

describe('diverse needs', () => {
  const lowEverywhere: PartnerAnswers['students'] = {
    poverty: 69.9,
    blackOrHispanic: 69.9,
    studentsWithDisabilities: 19.9,
    englishLanguageLearners: 19.9,
    chronicallyAbsent: 19.9,
  };

  test('is not met just below every threshold', () => {
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
  ])('is met with %s at its threshold of %d', (share, percent, words) => {
    expect(
      finding('diverse-needs', withoutRecord, { students: { ...lowEverywhere, [share]: percent } }),
    ).toBe(`met: ${words}.`);
  });

  test('needs a check if an unknown share could count', () => {
    const { poverty: __, ...rest } = lowEverywhere;
    expect(finding('diverse-needs', withoutRecord, { students: rest })).toBe(
      'cannot-verify: None of the percentages we have reaches the threshold, and some are missing.',
    );
  });

  test('uses the directory for shares that the school leaves out', () => {
    const school = aSchool({ demographics: { poverty: 91.25 } });
    expect(finding('diverse-needs', school, { students: { englishLanguageLearners: 30 } })).toBe(
      'met: 91.25% of students live in poverty and 30% are English language learners.',
    );
  });

  test('needs a check if the directory contradicts a share', () => {
    const school = aSchool({ demographics: { poverty: 20 } });
    expect(finding('diverse-needs', school, { students: { poverty: 75 } })).toBe(
      'cannot-verify: You reported that 75% of students live in poverty. The directory lists lower numbers, so our staff will check.',
    );
  });

  test('counts the school’s answers against itself', () => {
    const school = aSchool({ demographics: { poverty: 80 } });
    expect(finding('diverse-needs', school, { students: lowEverywhere })).toBe(
      'not-met: No student group reaches the threshold.',
    );
  });

  test('adds Black and Hispanic students up to exactly the threshold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (tenths) => {
        const demographics = { black: tenths / 10, hispanic: (700 - tenths) / 10 };
        return finding('diverse-needs', aSchool({ demographics }), {}).startsWith('met: 70%');
      }),
    );
  });

  test('uses neither share alone, and never adds up to more than all', () => {
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
      'met: You want to improve in: Families and community as partners.',
    ],
    [{ focusAreas: [], goal: '', strengths: '' }, 'not-met: You didn’t choose an area to improve in.'],
    [undefined, 'cannot-verify: Not answered yet. Complete the section “Areas to improve”.'],
  ])('%o', (improvement, expected) => {
    expect(finding('improvement', withoutRecord, improvement ? { improvement } : {})).toBe(expected);
  });
});
