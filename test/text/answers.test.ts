import { expect, test } from 'vitest';
import { sayAnswers } from '#text/answers.ts';
import { aProgram, aSchool, hostAnswers, partnerAnswers } from '../builders.ts';

const school = aSchool();

test('a host’s answers are in the order of the questions', () => {
  const answers = hostAnswers({ 'quality-review': { rating: 'none', when: 'March 2013' } });
  expect(sayAnswers({ role: 'host', answers, school }, aProgram())).toEqual([
    { topic: 'leadership', question: 'Principal’s years at this school', answer: '7 years', amount: 7 },
    { topic: 'leadership', question: 'Earlier leadership experience (years)', answer: '2 years', amount: 2 },
    { topic: 'quality-review', question: 'Most recent Quality Review', answer: 'No Quality Review yet' },
    { topic: 'admissions', question: 'How students are admitted', answer: 'No program is screened' },
    {
      topic: 'practices',
      question: 'Areas to share',
      answer: 'Assessment and feedback to students; Teacher teams looking at student work',
    },
    {
      topic: 'practices',
      question: 'The practice and the evidence that it works',
      answer: 'Teams look at student work every week.',
    },
    { topic: 'hosting', question: 'Number of partner schools to host', answer: '2', amount: 2 },
    { topic: 'commitment', question: 'Can this be a priority next school year?', answer: 'Yes' },
    {
      topic: 'commitment',
      question: 'Reasons for taking part',
      answer: 'Our cabinet asked for this.',
    },
  ]);
});

test('a partner’s answers include only years as principal, and show the directory’s shares', () => {
  const answers = partnerAnswers({ leadership: { yearsHere: 1, yearsElsewhere: 0.5 } });
  expect(sayAnswers({ role: 'partner', answers, school }, aProgram())).toEqual([
    { topic: 'leadership', question: 'Principal’s years at this school', answer: '1 year', amount: 1 },
    {
      topic: 'leadership',
      question: 'Earlier years as principal of other schools',
      answer: '0.5 years',
      amount: 0.5,
    },
    { topic: 'students', question: 'Students living in poverty', answer: '82%', amount: { percent: 82 } },
    {
      topic: 'students',
      question: 'Black or Hispanic students',
      answer: 'No answer. The directory lists 85%.',
    },
    {
      topic: 'improvement',
      question: 'Areas to improve',
      answer: 'Assessment and feedback to students',
    },
    {
      topic: 'improvement',
      question: 'What to improve, and how you’ll know it worked',
      answer: 'Feedback within a week.',
    },
    { topic: 'improvement', question: 'What has gone well so far', answer: 'Strong teams.' },
    { topic: 'team', question: 'Who would take part', answer: 'Members of the instructional cabinet' },
    {
      topic: 'team',
      question: 'Plan for bringing back what’s learned',
      answer: 'The cabinet meets on Tuesdays.',
    },
    { topic: 'commitment', question: 'Can this be a priority next school year?', answer: 'Yes' },
    {
      topic: 'commitment',
      question: 'Reasons for taking part',
      answer: 'We have set the time aside.',
    },
  ]);
});

test('missing sections are left out, and a removed focus area shows its ID', () => {
  const answers = { practices: { focusAreas: ['juggling'], evidence: 'It is fun.' } };
  expect(sayAnswers({ role: 'host', answers, school }, aProgram()).map(({ answer }) => answer)).toEqual([
    'juggling',
    'It is fun.',
  ]);
  expect(sayAnswers({ role: 'partner', answers: {}, school }, aProgram())).toEqual([]);
});

test('if no share is known, one line says so', () => {
  const unknown = aSchool({ demographics: {} });
  const application = { role: 'partner', answers: { students: {} }, school: unknown } as const;
  expect(sayAnswers(application, aProgram())).toEqual([
    { topic: 'students', question: 'Student groups (percent)', answer: 'No answer' },
  ]);
});
