import { expect, test } from 'vitest';
import { visitOfPartnership } from '#invitations/invitation.ts';
import { aCycle } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { aCancelledVisit } from '../letters/visit-sample.ts';

test.each([
  ['Snow', 'Canceled: Snow.'],
  ['Did not take place.', 'Canceled: Did not take place.'],
  ['They said “no school today.”', 'Canceled: They said “no school today.”'],
])('a canceled invitation tells why in one sentence: %s', (reason, sentence) => {
  const visit = aCancelledVisit(1, '2014-10-06', reason);
  const { description } = visitOfPartnership(aPartnership(), visit, undefined, {
    cycle: aCycle(),
    domain: 'apply.example.org',
    writtenAt: '2014-09-08T15:00:00.000Z',
  });
  expect(description.split('\n')).toContain(sentence);
});
