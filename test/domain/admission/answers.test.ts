import { expect, test } from 'vitest';
import { completeAnswers, missingTopics, topicNames, topicsOf } from '#domain/admission/answers.ts';
import { hostAnswers, partnerAnswers } from '../../builders.ts';

test('hosts and partners have their own sections, each with a name', () => {
  expect(topicsOf('host').map((topic) => topicNames[topic])).toEqual([
    'Leadership experience',
    'Quality Review',
    'Admissions',
    'Practices to share',
    'Hosting partners',
    'Commitment',
  ]);
  expect(topicsOf('partner').map((topic) => topicNames[topic])).toEqual([
    'Leadership experience',
    'Students served',
    'Areas to improve',
    'Who would take part',
    'Commitment',
  ]);
});

test('answers are complete if no section of the role is missing', () => {
  expect(completeAnswers({ role: 'host', answers: hostAnswers() })).toEqual({
    role: 'host',
    answers: hostAnswers(),
  });
  expect(completeAnswers({ role: 'partner', answers: partnerAnswers() })).toEqual({
    role: 'partner',
    answers: partnerAnswers(),
  });
});

test.each(topicsOf('host'))('a host without %s is not complete', (topic) => {
  const answers = Object.fromEntries(Object.entries(hostAnswers()).filter(([name]) => name !== topic));
  expect(missingTopics('host', answers)).toEqual([topic]);
  expect(completeAnswers({ role: 'host', answers })).toBeUndefined();
});

test.each(topicsOf('partner'))('a partner without %s is not complete', (topic) => {
  const answers = Object.fromEntries(Object.entries(partnerAnswers()).filter(([name]) => name !== topic));
  expect(missingTopics('partner', answers)).toEqual([topic]);
  expect(completeAnswers({ role: 'partner', answers })).toBeUndefined();
});

test('missing sections come in the order of the question pages', () => {
  expect(missingTopics('host', { practices: {} })).toEqual([
    'leadership',
    'quality-review',
    'admissions',
    'hosting',
    'commitment',
  ]);
});
