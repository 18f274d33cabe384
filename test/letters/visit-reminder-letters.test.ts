import { expect, test } from 'vitest';
import type { Letter } from '#letters/letter.ts';
import { reflectionLetters, reminderLetters } from '#letters/visit-reminder-letters.ts';
import { aContext, aPartnership } from './sample.ts';
import { aVisit, withVisits } from './visit-sample.ts';

const now = '2014-10-29T12:00:00.000Z';
const comes = { principal: true, cabinet: 2, leadershipTeam: 0 };
const visit = aVisit(2, '2014-11-03', {
  delegations: {
    P1: { ...comes, remark: 'Pat comes from P1.' },
    H1: { ...comes, remark: 'Sam is there at H1.' },
  },
});
const partnership = withVisits([visit]);
const { facilitator } = aPartnership();

const to = (letters: readonly Letter[], email: string): string =>
  JSON.stringify(letters.find((letter) => letter.to === email)?.body);

test('a reminder tells a school who’s coming and its own remark, but no one else’s', () => {
  const letters = reminderLetters(partnership, visit, aContext(), now);
  const [partner, host, staff] = [
    to(letters, 'p1@example.org'),
    to(letters, 'h1@example.org'),
    to(letters, facilitator.email),
  ];
  for (const told of [partner, host, staff])
    expect(told.split('"The principal and 2 from the instructional cabinet')).toHaveLength(3);
  expect([partner.includes('Pat'), partner.includes('Sam')]).toEqual([true, false]);
  expect([host.includes('Pat'), host.includes('Sam')]).toEqual([false, true]);
  expect([staff.includes('Pat'), staff.includes('Sam')]).toEqual([true, true]);
});

test('a reflection request links to its three questions', () => {
  const letters = reflectionLetters(partnership, visit, aContext(), now);
  expect(letters).toHaveLength(2);
  expect(to(letters, 'p1@example.org')).toContain('/links/reflection.2014-P1.2.');
});
