import { describe, expect, test } from 'vitest';
import { opensWeek } from '../../shared/domain/visits/week.ts';
import { renderText } from '../../shared/letters/render-text.ts';
import { visitDigest } from '../../shared/letters/visit-digest.ts';
import { aCycle } from '../builders.ts';
import { aContext } from './sample.ts';
import { aSetting, aVisit, withVisits } from './visit-sample.ts';

const mei = { name: 'Mei Tanaka', email: 'mei.tanaka@example.org' };
const monday = '2014-10-06T12:00:00.000Z';
const digest = (setting = aSetting(), facilitator = mei) => {
  const [letter, ...more] = visitDigest(setting, facilitator, aContext({ cycle: setting.cycle }), monday);
  expect(more).toEqual([]);
  return letter && `${letter.subject}\n${renderText(letter)}`.replace(/\s+/g, ' ');
};

describe('the week of a facilitator', () => {
  test('says the visits of this week and the next, with the way to each', () => {
    const text = digest() ?? '';
    expect(text).toMatch(/^Your week: 1 visit, 8 things to see to/);
    expect(text).toMatch(
      /This week =+ \* School P1 visits School H1 Monday, October 6, 2014, 9:00 AM to 12:00 PM EDT https:\/\/apply\.example\.org\/console\/partnerships\/2014-H1\/visits\/1/,
    );
    expect(text).toMatch(/Next week =+ \* School P1 visits School H1 Wednesday, October 15/);
    expect(text).not.toContain('Monday, November 3, 2014, 9:00');
  });

  test('says what is to be seen to, in the names of schools', () => {
    const text = digest() ?? '';
    expect(text).toMatch(
      /Visits that cannot be as they are booked =+ .*School H1 at School P1 on Monday, November 10, 2014.*Snow/,
    );
    expect(text).toMatch(
      /School P1 asks for Friday, October 17, 2014 instead of Wednesday, October 15, 2014 “An exam\.”/,
    );
    expect(text).toContain('visits of School H1 are still owed to School P2.');
    expect(text).toMatch(/nobody has noted how they were =+ .*Thursday, September 25/);
  });

  test('has nothing of the partnerships of others', () => {
    expect(digest(aSetting(), { name: 'Omar Haddad', email: 'omar@example.org' })).toBeUndefined();
  });

  test('does not come where nothing is in it', () => {
    expect(
      digest(aSetting({ partnerships: [withVisits([])].map(({ plannedFrom: _, ...one }) => one) })),
    ).toBeUndefined();
  });

  test('comes at most once in a week', () => {
    const keyAt = (now: string) => visitDigest(aSetting(), mei, aContext(), now).map(({ key }) => key);
    expect(keyAt('2014-10-06T20:00:00.000Z')).toEqual(keyAt(monday));
  });

  test('does not call what is over a visit of this week', () => {
    const partnerships = [withVisits([aVisit(1, '2014-10-06'), aVisit(2, '2014-10-07')])];
    const [letter] = visitDigest(aSetting({ partnerships }), mei, aContext(), '2014-10-07T12:00:00.000Z');
    expect(letter?.subject).toContain('Your week: 1 visit');
  });
});

describe('a week begins', () => {
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
