import { describe, expect, test } from 'vitest';
import type { HostAnswers } from '#domain/admission/answers.ts';
import { judgeHost } from '#domain/admission/criteria.ts';
import type { School } from '#domain/program/school.ts';
import { sayFindings, sayReason } from '#text/findings.ts';
import { aDraft, aProgram, aSchool, hostAnswers } from '../../builders.ts';

const unknown = {
  id: '84X001',
  name: 'A school of which little is known',
  levels: ['elementary'],
  grades: ['K', '1', '2'],
  region: 'Bronx',
  demographics: {},
} as const satisfies School;

const finding = (criterion: string, school: School, answers: Partial<HostAnswers>): string => {
  const found = judgeHost(aProgram(), school, answers).find(({ id }) => id === criterion);
  return found ? `${found.outcome}: ${sayReason(found.reason, aProgram(), 'school')}` : 'no such criterion';
};

test('each of the program’s criteria is checked, in its order and wording', () => {
  const { hostCriteria } = aProgram();
  expect(
    judgeHost(aProgram(), aSchool(), hostAnswers()).map(({ id, statement }) => ({ id, statement })),
  ).toEqual(hostCriteria.map(({ id, statement }) => ({ id, statement })));
});

test('a school that meets all five gets that result', () => {
  const outcomes = judgeHost(aProgram(), aSchool(), hostAnswers()).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['met', 'met', 'met', 'met', 'met']);
});

test('an unknown school without answers needs a check everywhere', () => {
  const outcomes = judgeHost(aProgram(), unknown, {}).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(Array(5).fill('cannot-verify'));
});

describe('five years of leadership', () => {
  const told = (yearsHere: number, yearsElsewhere: number) => ({
    leadership: { yearsHere, yearsElsewhere },
  });

  test.each([
    [
      'the directory lists them',
      { principalYearsHere: 5 },
      {},
      'met: The directory lists 5 years as principal of this school.',
    ],
    [
      'the directory lists fewer and there is no answer',
      { principalYearsHere: 4.9 },
      {},
      'cannot-verify: Not answered yet. Complete the section “Leadership experience”.',
    ],
    [
      'they are spread over two schools',
      { principalYearsHere: 3 },
      told(3, 2),
      'cannot-verify: You reported 5 years, including 2 years of earlier experience. The directory lists 3 years, at this school only, so our staff will check.',
    ],
    [
      'the directory has no record',
      {},
      told(6, 0),
      'cannot-verify: You reported 6 years. The directory doesn’t list years at this school, so our staff will check.',
    ],
    [
      'the school reports fewer',
      {},
      told(1, 0),
      'not-met: You reported 1 year of leadership experience. The minimum is 5 years.',
    ],
    [
      'the school reports fewer than the directory',
      { principalYearsHere: 9 },
      told(4.9, 0),
      'not-met: You reported 4.9 years of leadership experience. The minimum is 5 years.',
    ],
    [
      'fractions add up to five',
      { principalYearsHere: 5.1 },
      told(4.1, 0.9),
      'met: The directory lists 5.1 years as principal of this school.',
    ],
  ])('if %s', (_, known, answers, expected) => {
    expect(finding('leadership', { ...unknown, ...known }, answers)).toBe(expected);
  });
});

describe('a Quality Review that is proficient or better', () => {
  const known = (lowest: 'Developing' | 'Proficient', when?: string) => ({
    qualityReview: { lowest, ...(when ? { when } : {}) },
  });
  const told = (rating: HostAnswers['quality-review']['rating'], when?: string) => ({
    'quality-review': { rating, ...(when ? { when } : {}) },
  });

  test.each([
    [
      'the directory has one',
      known('Proficient', 'March 2013'),
      {},
      'met: Every rating on the most recent Quality Review (March 2013) is Proficient or higher.',
    ],
    [
      'the directory has one and the school does not know it',
      known('Proficient'),
      told('none'),
      'met: Every rating on the most recent Quality Review is Proficient or higher.',
    ],
    [
      'the directory has one with another date',
      known('Proficient', 'March 2013'),
      told('Proficient', 'May 2014'),
      'met: Every rating on the most recent Quality Review (March 2013) is Proficient or higher. This is from the directory. You gave May 2014 as the date.',
    ],
    [
      'the directory has one from that year',
      known('Proficient', 'March 2013'),
      told('Proficient', '2013'),
      'met: Every rating on the most recent Quality Review (March 2013) is Proficient or higher.',
    ],
    [
      'the directory has a lower one with another date',
      known('Developing', 'March 2013'),
      told('Developing', 'May 2012'),
      'not-met: The lowest rating on the most recent Quality Review (March 2013) is Developing. Proficient or higher is required. This is from the directory. You gave May 2012 as the date.',
    ],
    [
      'the directory has a lower one',
      known('Developing'),
      {},
      'not-met: The lowest rating on the most recent Quality Review is Developing. Proficient or higher is required.',
    ],
    [
      'the directory has a lower one and the school agrees',
      known('Developing'),
      told('Developing'),
      'not-met: The lowest rating on the most recent Quality Review is Developing. Proficient or higher is required.',
    ],
    [
      'the directory has a lower one and the school reports a better one',
      known('Developing', 'May 2011'),
      told('Well Developed', 'March 2014'),
      'cannot-verify: You reported Well Developed (March 2014). In the directory, the lowest rating on the most recent Quality Review (May 2011) is Developing, so our staff will check.',
    ],
    [
      'the directory has one and the school reports a lower one',
      known('Proficient'),
      told('Underdeveloped'),
      'not-met: You reported Underdeveloped. Proficient or higher is required.',
    ],
    [
      'there is no data and no answer',
      {},
      {},
      'cannot-verify: Not answered yet. Complete the section “Quality Review”.',
    ],
    [
      'the school reports none',
      {},
      told('none'),
      'cannot-verify: You reported no Quality Review yet, so our staff will check.',
    ],
    [
      'only the school reports one',
      {},
      told('Proficient'),
      'cannot-verify: You reported Proficient. The directory has no Quality Review for this school, so our staff will check.',
    ],
    [
      'only the school reports a lower one',
      {},
      told('Developing', '2013'),
      'not-met: You reported Developing (2013). Proficient or higher is required.',
    ],
  ])('if %s', (_, school, answers, expected) => {
    expect(finding('quality-review', { ...unknown, ...school }, answers)).toBe(expected);
  });
});

describe('not fully screened', () => {
  test.each([
    [
      'the directory says so',
      { fullyScreened: false },
      undefined,
      'met: According to the directory, at least one program isn’t screened.',
    ],
    [
      'the school says it is screened',
      { fullyScreened: false },
      'all-screened',
      'not-met: You reported that every program admits students based on grades, tests, or interviews.',
    ],
    [
      'the directory lists a screen and there is no answer',
      { fullyScreened: true },
      undefined,
      'cannot-verify: Not answered yet. Complete the section “Admissions”.',
    ],
    [
      'the screen may be for language only, which does not count',
      { fullyScreened: true },
      'language-only',
      'cannot-verify: You reported only a language screen. According to the directory, every program is screened, so our staff will check.',
    ],
    [
      'the school and the directory differ',
      { fullyScreened: true },
      'none-screened',
      'cannot-verify: You reported that not every program is screened. According to the directory, every program is screened, so our staff will check.',
    ],
    [
      'there is no data and no answer',
      {},
      undefined,
      'cannot-verify: Not answered yet. Complete the section “Admissions”.',
    ],
    [
      'only the school says so',
      {},
      'some-screened',
      'cannot-verify: You reported that not every program is screened. The directory doesn’t say how this school admits students, so our staff will check.',
    ],
  ] as const)('if %s', (_, school, admission, expected) => {
    const answers = admission ? { admissions: { admission } } : {};
    expect(finding('admissions', { ...unknown, ...school }, answers)).toBe(expected);
  });
});

describe('practices to share', () => {
  test.each([
    [
      'areas are chosen',
      { focusAreas: ['feedback', 'literacy'], evidence: 'Scores rose.' },
      'met: You can share: Assessment and feedback to students; Reading and writing in every subject. Reviewers will look at the evidence.',
    ],
    ['no area is chosen', { focusAreas: [], evidence: '' }, 'not-met: You didn’t choose an area to share.'],
    [
      'there is no answer',
      undefined,
      'cannot-verify: Not answered yet. Complete the section “Practices to share”.',
    ],
  ])('if %s', (_, practices, expected) => {
    expect(finding('practices', unknown, practices ? { practices } : {})).toBe(expected);
  });
});

describe('making it a priority', () => {
  test.each([
    [true, 'met: You said the principal and staff will make this a priority.'],
    [false, 'not-met: You said this can’t be a priority next school year.'],
    [undefined, 'cannot-verify: Not answered yet. Complete the section “Commitment”.'],
  ])('if the answer is %s', (priority, expected) => {
    const answers = priority === undefined ? {} : { commitment: { priority, statement: 'Because.' } };
    expect(finding('commitment', unknown, answers)).toBe(expected);
  });
});

test('another district can change thresholds with its rules alone', () => {
  const program = aProgram({
    hostCriteria: [{ id: 'head', kind: 'principal-years', statement: 'Two years.', atLeastYears: 2 }],
  });
  expect(judgeHost(program, aSchool({ principalYearsHere: 2 }), {})).toEqual([
    {
      id: 'head',
      statement: 'Two years.',
      outcome: 'met',
      reason: { kind: 'years-listed', listed: 2 },
    },
  ]);
});

test('a finding says “you” to the school and “the school” to staff', () => {
  const answers = { 'quality-review': { rating: 'Proficient' } } as const;
  const application = { ...aDraft({ school: unknown }), role: 'host', answers } as const;
  const review = (reader: 'school' | 'staff') =>
    sayFindings(aProgram(), application, reader).find(({ id }) => id === 'quality-review')?.why;
  const directory = 'The directory has no Quality Review for this school';
  expect(review('school')).toBe(`You reported Proficient. ${directory}, so our staff will check.`);
  expect(review('staff')).toBe(`The school reported Proficient. ${directory}, so please check.`);
});
