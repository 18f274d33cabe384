import { expect, test } from 'vitest';
import { isComplete, missingTopics, sharedAnswers } from '#domain/admission/answers.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import { hostAnswers, partnerAnswers } from '../../builders.ts';

test('hosts and partners have their own sections, each with a name', () => {
  expect(topicsOf('host').map((topic) => topics[topic].title)).toEqual([
    'Leadership experience',
    'Quality Review',
    'Admissions',
    'Practices to share',
    'Hosting partners',
    'Commitment',
  ]);
  expect(topicsOf('partner').map((topic) => topics[topic].title)).toEqual([
    'Leadership experience',
    'Students served',
    'Areas to improve',
    'Who would take part',
    'Commitment',
  ]);
});

test('the answers that stay when a role changes are those to the sections of both roles', () => {
  const shared = topicsOf('host').filter((topic) => topicsOf('partner').includes(topic));
  for (const draft of [
    { role: 'host', answers: hostAnswers() },
    { role: 'partner', answers: partnerAnswers() },
  ] as const)
    expect(Object.keys(sharedAnswers(draft))).toEqual(shared);
  expect(sharedAnswers({ role: 'host', answers: {} })).toEqual({});
});

test('answers are complete if no section of the role is missing', () => {
  expect(isComplete({ role: 'host', answers: hostAnswers() })).toBe(true);
  expect(isComplete({ role: 'partner', answers: partnerAnswers() })).toBe(true);
});

test.each(topicsOf('host'))('a host without %s is not complete', (topic) => {
  const answers = Object.fromEntries(Object.entries(hostAnswers()).filter(([name]) => name !== topic));
  expect(missingTopics('host', answers)).toEqual([topic]);
  expect(isComplete({ role: 'host', answers })).toBe(false);
});

test.each(topicsOf('partner'))('a partner without %s is not complete', (topic) => {
  const answers = Object.fromEntries(Object.entries(partnerAnswers()).filter(([name]) => name !== topic));
  expect(missingTopics('partner', answers)).toEqual([topic]);
  expect(isComplete({ role: 'partner', answers })).toBe(false);
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
