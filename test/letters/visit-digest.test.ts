import { describe, expect, test } from 'vitest';
import { opensWeek } from '#domain/visits/attention.ts';
import { visitDigest } from '#letters/digests.ts';
import { renderText } from '#letters/render-text.ts';
import { aCycle } from '../builders.ts';
import { aContext } from './sample.ts';
import { aSession, aSetting, aVisit, aYearWith, withVisits } from './visit-sample.ts';

const mei = { name: 'Mei Tanaka', email: 'mei.tanaka@example.org' };
const monday = '2014-10-06T12:00:00.000Z';
const digest = (setting = aSetting(), facilitator = mei) => {
  const [letter, ...more] = visitDigest(setting, facilitator, aContext({ cycle: setting.cycle }), monday);
  expect(more).toEqual([]);
  return letter && `${letter.subject}\n${renderText(letter)}`.replace(/\s+/g, ' ');
};

describe('a facilitator’s week', () => {
  test('lists the visits of this week and the next, with links', () => {
    const text = digest() ?? '';
    expect(text).toMatch(/^Your week: 1 visit, 8 items need attention/);
    expect(text).toMatch(
      /This week =+ 1\. School P1 visits School H1 Monday, October 6, 9:00 AM to 12:00 PM https:\/\/apply\.example\.org\/console\/partnerships\/2014-H1\/visits\/1/,
    );
    expect(text).toMatch(/Next week =+ 1\. School P1 visits School H1 Wednesday, October 15/);
    expect(text).not.toContain('Monday, November 3, 9:00');
  });

  test('lists the items that need attention, with the schools’ names', () => {
    const text = digest() ?? '';
    expect(text).toMatch(/Visits with conflicts =+ .*School H1 at School P1 on Monday, November 10.*Snow/);
    expect(text).toMatch(
      /School P1 asked to move its Wednesday, October 15 visit to Friday, October 17 “An exam\.”/,
    );
    expect(text).toContain('School H1 still needs to visit School P2');
    expect(text).toMatch(/Visits that need notes =+ .*Thursday, September 25/);
  });

  test('lists coaching with the visits, by date', () => {
    const partnerships = [withVisits([aVisit(1, '2014-10-08')])];
    const year = {
      ...aYearWith(aSession({ date: '2014-10-07' })),
      coaching: [
        aSession({ date: '2014-10-07' }),
        aSession({ number: 2, date: '2014-10-14', title: 'Budgets', place: '' }),
        aSession({ number: 3, date: '2014-10-09', title: 'Not any more', state: 'cancelled' }),
      ],
    };
    const text = digest(aSetting({ partnerships, year })) ?? '';
    expect(text).toContain('Your week: 1 visit, 1 coaching session, ');
    expect(text).toMatch(
      /This week =+ 1\. Principal coaching: Leading adults who learn Tuesday, October 7, 1:00 PM to 3:00 PM, Tweed Courthouse https:\/\/apply\.example\.org\/console\/visits\/coaching 2\. School P1 visits/,
    );
    expect(text).toMatch(/Next week =+ 1\. Principal coaching: Budgets Tuesday, October 14/);
    expect(text).not.toContain('Not any more');
  });

  test('is sent for coaching alone', () => {
    const partnerships = [withVisits([])].map(({ plannedFrom: _, ...one }) => one);
    const year = aYearWith(aSession({ date: '2014-10-07' }));
    const text = digest(aSetting({ partnerships, year })) ?? '';
    expect(text).toContain('Your week: 1 coaching session, ');
  });

  test('has next week in its subject if this week is empty', () => {
    const visits = Array.from({ length: 4 }, (_, n) => aVisit(n + 1, `2014-10-1${n + 4}`));
    const partnerships = [withVisits(visits)].map(({ plannedFrom: _, ...one }) => one);
    const [letter] = visitDigest(aSetting({ partnerships }), mei, aContext(), monday);
    expect(letter?.subject).toBe('Your week: no visits, 4 visits next week');
  });

  test('lists the first visits that need notes, with a link to all', () => {
    const visits = Array.from({ length: 8 }, (_, n) => aVisit(n + 1, `2014-09-${29 - n}`));
    const text = digest(aSetting({ partnerships: [withVisits(visits)] })) ?? '';
    const [, unnoted = ''] = /Visits that need notes =+ (.*?)(?:Next week|Open all visits)/.exec(text) ?? [];
    expect(unnoted.match(/September \d+/g)).toEqual([22, 23, 24, 25, 26].map((day) => `September ${day}`));
    expect(unnoted).toContain(
      'See all 8 3 more need notes https://apply.example.org/console/visits?unnoted=all',
    );
    expect(text).toMatch(/^Your week: no visits, \d+ items need attention/);
  });

  test('has nothing about other facilitators’ partnerships', () => {
    expect(digest(aSetting(), { name: 'Omar Haddad', email: 'omar@example.org' })).toBeUndefined();
  });

  test('is not sent if it is empty', () => {
    expect(
      digest(aSetting({ partnerships: [withVisits([])].map(({ plannedFrom: _, ...one }) => one) })),
    ).toBeUndefined();
  });

  test('is sent at most once a week', () => {
    const keyAt = (now: string) => visitDigest(aSetting(), mei, aContext(), now).map(({ key }) => key);
    expect(keyAt('2014-10-06T20:00:00.000Z')).toEqual(keyAt(monday));
  });

  test('doesn’t count a past visit as one of this week', () => {
    const partnerships = [withVisits([aVisit(1, '2014-10-06'), aVisit(2, '2014-10-07')])];
    const [letter] = visitDigest(aSetting({ partnerships }), mei, aContext(), '2014-10-07T12:00:00.000Z');
    expect(letter?.subject).toContain('Your week: 1 visit');
  });
});

describe('a week starts', () => {
  const cycle = aCycle({
    calendar: [
      { from: '2014-10-13', to: '2014-10-14', appliesTo: ['all'], event: 'Recess', studentsPresent: 'no' },
    ],
  });

  test.each([
    ['on a Monday with school', '2014-10-06', true],
    ['on no other day of that week', '2014-10-07', false],
    ['on the first day after a long weekend', '2014-10-15', true],
    ['on none of the days before', '2014-10-13', false],
    ['on no day of the weekend', '2014-10-12', false],
  ])('%s', (_, date, begins) => expect(opensWeek(cycle, date)).toBe(begins));
});
