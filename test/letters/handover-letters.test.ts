import { describe, expect, test } from 'vitest';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { messageText } from '#invitations/icalendar.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { aContext } from './sample.ts';
import { aVisit, withVisits } from './visit-sample.ts';

const from = { email: 'mei.tanaka@example.org', name: 'Mei Tanaka' };
const noor = { email: 'noor.rahman@example.org', name: 'Noor Rahman' };
const at = '2014-10-20T14:00:00.000Z';

/** Handed over on October 20, with a visit before that day and two after it. */
const partnership = withVisits(
  [
    aVisit(1, '2014-10-06'),
    aVisit(2, '2014-11-10', { visiting: ['H1'], visited: 'P1', sequence: 1 }),
    aVisit(3, '2014-11-03', { visiting: ['P1', 'P2'], sequence: 1 }),
  ],
  {
    facilitator: noor,
    history: [{ at, by: 'Ruth Lindqvist', what: 'facilitator-changed' }],
  },
);
const sentFor = (about: Partnership) =>
  lettersFor('partnership', { type: 'facilitator-changed', from }, about, aContext());
const sent = sentFor(partnership);

const letterTo = (to: string, letters = sent) => {
  const found = letters.find((letter) => letter.to === to);
  if (!found) throw new Error(`No letter to ${to}`);
  return found;
};
const textTo = (to: string, letters = sent) => {
  const letter = letterTo(to, letters);
  return `${letter.subject}\n${renderText(letter)}`.replace(/\s+/g, ' ');
};
const calendarTo = (to: string) => {
  const { calendar } = letterTo(to);
  return calendar ? messageText(calendar).replaceAll('\r\n ', '') : '';
};
const uids = (text: string) => [...text.matchAll(/^UID:(.*?)\r?$/gm)].map(([, uid]) => uid);

describe('a partnership with a new facilitator', () => {
  test('is announced to its schools, its new facilitator, and the previous one', () => {
    expect(sent.map(({ to }) => to)).toEqual([
      'h1@example.org',
      'p1@example.org',
      'p2@example.org',
      noor.email,
      from.email,
    ]);
  });

  test('tells each school the new facilitator’s address and its own upcoming visits', () => {
    const text = textTo('p2@example.org');
    expect(text).toContain('Your new facilitator: Noor Rahman');
    expect(text).toContain('replacing Mei Tanaka. You can reach Noor at noor.rahman@example.org.');
    expect(text).toContain('Monday, November 3');
    expect(text).not.toContain('November 10');
    expect(text).not.toContain('October 6');
    expect(uids(calendarTo('p2@example.org'))).toEqual(['2014-H1-3@apply.example.org']);
  });

  test('tells the new facilitator the schools’ addresses and attaches the updated visits', () => {
    const text = textTo(noor.email);
    expect(text).toContain('You’re now the facilitator for School H1’s partnership');
    expect(text).toContain('p1@example.org');
    expect(text).toContain('School P1 and School P2 visit School H1');
    const calendar = calendarTo(noor.email);
    expect(uids(calendar)).toEqual(['2014-H1-3@apply.example.org', '2014-H1-2@apply.example.org']);
    expect(calendar).toContain('SEQUENCE:1');
    expect(calendar).toContain('Facilitator: Noor Rahman');
    expect(calendar).not.toContain('CANCELLED');
  });

  test('removes the same visits from the previous facilitator’s calendar', () => {
    expect(textTo(from.email)).toContain('because you were the facilitator for School H1’s partnership');
    const calendar = calendarTo(from.email);
    expect(uids(calendar)).toEqual(uids(calendarTo(noor.email)));
    expect(calendar.match(/STATUS:CANCELLED/g)).toHaveLength(2);
  });
});

test('without upcoming visits, the letter has no calendar and asks for nothing', () => {
  const letters = sentFor({ ...partnership, visits: [] });
  expect(letters.every(({ calendar }) => calendar === undefined)).toBe(true);
  expect(textTo('h1@example.org', letters)).toContain('you don’t need to do anything');
});

test('a school that withdrew gets no letter and isn’t listed for the facilitator', () => {
  const partners = partnership.partners.map((one) => (one.id === 'P2' ? { ...one, withdrawnAt: at } : one));
  const letters = sentFor({ ...partnership, partners });
  expect(letters.map(({ to }) => to)).not.toContain('p2@example.org');
  expect(textTo(noor.email, letters)).not.toContain('p2@example.org');
});
