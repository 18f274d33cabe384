import { describe, expect, test } from 'vitest';
import type { HostAnswers } from '../../shared/domain/answers.ts';
import { judgeHost } from '../../shared/domain/host-criteria.ts';
import type { School } from '../../shared/domain/school.ts';
import { aProgram, aSchool, hostAnswers } from '../builders.ts';

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
  return found ? `${found.outcome}: ${found.why}` : 'no such criterion';
};

test('each criterion of the program is judged, in its order and in its words', () => {
  const { hostCriteria } = aProgram();
  expect(
    judgeHost(aProgram(), aSchool(), hostAnswers()).map(({ id, statement }) => ({ id, statement })),
  ).toEqual(hostCriteria.map(({ id, statement }) => ({ id, statement })));
});

test('a school that meets all five is told so', () => {
  const outcomes = judgeHost(aProgram(), aSchool(), hostAnswers()).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['met', 'met', 'met', 'met', 'met']);
});

test('nothing can be verified of a school that the directory does not know and that has not answered', () => {
  const outcomes = judgeHost(aProgram(), unknown, {}).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(Array(5).fill('cannot-verify'));
});

describe('five years of leadership', () => {
  const told = (yearsHere: number, yearsElsewhere: number) => ({
    leadership: { yearsHere, yearsElsewhere },
  });

  test.each([
    [
      'the directory shows them',
      { principalYearsHere: 5 },
      {},
      'met: The directory shows the principal at this school for 5 years.',
    ],
    [
      'the directory shows fewer and nothing is answered',
      { principalYearsHere: 4.9 },
      {},
      'cannot-verify: The question on leadership experience is not answered yet.',
    ],
    [
      'they are spread over two schools',
      { principalYearsHere: 3 },
      told(3, 2),
      'cannot-verify: The application tells of 5 years, 2 years of them elsewhere. The directory shows 3 years and counts years at this school only, so staff will check.',
    ],
    [
      'the directory has no record',
      {},
      told(6, 0),
      'cannot-verify: The application tells of 6 years. The directory does not say how long the principal has led this school, so staff will check.',
    ],
    [
      'the application tells of fewer',
      {},
      told(1, 0),
      'not-met: The application tells of 1 year of leadership experience; at least 5 are needed.',
    ],
    [
      'the application tells of fewer than the directory',
      { principalYearsHere: 9 },
      told(4.9, 0),
      'not-met: The application tells of 4.9 years of leadership experience; at least 5 are needed.',
    ],
    [
      'fractions add up to five',
      { principalYearsHere: 5.1 },
      told(4.1, 0.9),
      'met: The directory shows the principal at this school for 5.1 years.',
    ],
  ])('where %s', (_, known, answers, expected) => {
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
      'the directory shows one',
      known('Proficient', 'March 2013'),
      {},
      'met: Every indicator of the most recent Quality Review (March 2013) is at least Proficient.',
    ],
    [
      'the directory shows one and the school does not know of it',
      known('Proficient'),
      told('none'),
      'met: Every indicator of the most recent Quality Review is at least Proficient.',
    ],
    [
      'the directory shows one of another date',
      known('Proficient', 'March 2013'),
      told('Proficient', 'May 2014'),
      'met: Every indicator of the most recent Quality Review (March 2013) is at least Proficient. That is what the directory says; the application dates the review May 2014.',
    ],
    [
      'the directory shows one of that year',
      known('Proficient', 'March 2013'),
      told('Proficient', '2013'),
      'met: Every indicator of the most recent Quality Review (March 2013) is at least Proficient.',
    ],
    [
      'the directory shows less, of another date',
      known('Developing', 'March 2013'),
      told('Developing', 'May 2012'),
      'not-met: The lowest indicator of the most recent Quality Review (March 2013) is Developing; Proficient is needed. That is what the directory says; the application dates the review May 2012.',
    ],
    [
      'the directory shows less',
      known('Developing'),
      {},
      'not-met: The lowest indicator of the most recent Quality Review is Developing; Proficient is needed.',
    ],
    [
      'the directory shows less and the school agrees',
      known('Developing'),
      told('Developing'),
      'not-met: The lowest indicator of the most recent Quality Review is Developing; Proficient is needed.',
    ],
    [
      'the directory shows less and the school tells of more',
      known('Developing', 'May 2011'),
      told('Well Developed', 'March 2014'),
      'cannot-verify: In the directory, the lowest indicator of the most recent Quality Review (May 2011) is Developing; the application says Well Developed (March 2014). Staff will check.',
    ],
    [
      'the directory shows one and the school tells of less',
      known('Proficient'),
      told('Underdeveloped'),
      'not-met: The application says Underdeveloped; Proficient is needed.',
    ],
    [
      'nobody says anything',
      {},
      {},
      'cannot-verify: The directory holds no Quality Review of this school, and the question on it is not answered yet.',
    ],
    [
      'there has been none',
      {},
      told('none'),
      'cannot-verify: The application says that the school has had no Quality Review; staff will ask about it.',
    ],
    [
      'only the school tells of one',
      {},
      told('Proficient'),
      'cannot-verify: The application says Proficient; the directory holds no Quality Review of this school, so staff will check.',
    ],
    [
      'only the school tells of less',
      {},
      told('Developing', '2013'),
      'not-met: The application says Developing (2013); Proficient is needed.',
    ],
  ])('where %s', (_, school, answers, expected) => {
    expect(finding('quality-review', { ...unknown, ...school }, answers)).toBe(expected);
  });
});

describe('not fully screened', () => {
  test.each([
    [
      'the directory shows that it is not',
      { fullyScreened: false },
      undefined,
      'met: The directory shows that not every program screens.',
    ],
    [
      'the school says that it is',
      { fullyScreened: false },
      'all-screened',
      'not-met: The application says that every program admits by grades or tests.',
    ],
    [
      'the directory shows a screen and nothing is answered',
      { fullyScreened: true },
      undefined,
      'cannot-verify: The directory shows a screen for every program, and the question on admission is not answered yet.',
    ],
    [
      'the screen may be of language only, which does not count',
      { fullyScreened: true },
      'language-only',
      'cannot-verify: The application says that the only screen is one of language; the directory shows a screen for every program. Staff will check.',
    ],
    [
      'school and directory differ',
      { fullyScreened: true },
      'none-screened',
      'cannot-verify: The application says that not every program screens; the directory shows a screen for every program. Staff will check.',
    ],
    [
      'nobody says anything',
      {},
      undefined,
      'cannot-verify: The directory does not say how this school admits, and the question on it is not answered yet.',
    ],
    [
      'only the school says that it is not',
      {},
      'some-screened',
      'cannot-verify: The application says that not every program screens; the directory does not tell, so staff will check.',
    ],
  ] as const)('where %s', (_, school, admission, expected) => {
    const answers = admission ? { admissions: { admission } } : {};
    expect(finding('admissions', { ...unknown, ...school }, answers)).toBe(expected);
  });
});

describe('practices to share', () => {
  test.each([
    [
      'areas are named',
      { focusAreas: ['feedback', 'literacy'], evidence: 'Scores rose.' },
      'met: The school offers practice in: Assessment and feedback to students; Reading and writing in every subject. Readers weigh the evidence.',
    ],
    [
      'no area is named',
      { focusAreas: [], evidence: '' },
      'not-met: The application names no area in which the school has a practice to share.',
    ],
    [
      'nothing is answered',
      undefined,
      'cannot-verify: The question on what the school can share is not answered yet.',
    ],
  ])('where %s', (_, practices, expected) => {
    expect(finding('practices', unknown, practices ? { practices } : {})).toBe(expected);
  });
});

describe('making it a priority', () => {
  test.each([
    [true, 'met: The application says that principal and staff will make this a priority in the year.'],
    [false, 'not-met: The application says that this cannot be a priority in the year.'],
    [undefined, 'cannot-verify: The question on commitment is not answered yet.'],
  ])('where the answer is %s', (priority, expected) => {
    const answers = priority === undefined ? {} : { commitment: { priority, statement: 'Because.' } };
    expect(finding('commitment', unknown, answers)).toBe(expected);
  });
});

test('another district asks for other thresholds by changing its rules alone', () => {
  const program = aProgram({
    hostCriteria: [{ id: 'head', kind: 'principal-years', statement: 'Two years.', atLeastYears: 2 }],
  });
  expect(judgeHost(program, aSchool({ principalYearsHere: 2 }), {})).toEqual([
    {
      id: 'head',
      statement: 'Two years.',
      outcome: 'met',
      why: 'The directory shows the principal at this school for 2 years.',
    },
  ]);
});
