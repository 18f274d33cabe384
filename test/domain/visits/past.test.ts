import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '#domain/base/time.ts';
import { visitStanding } from '#domain/partnership/visit-state.ts';
import { cancelVisit, changeVisit, declineDate, themeVisit } from '#domain/visits/book.ts';
import { daysFreeFor, moveVisit } from '#domain/visits/move.ts';
import { settingWith } from '#domain/visits/schedule.ts';
import { nameDelegation, proposeDate } from '#domain/visits/school-actions.ts';
import { aheadOf, aSetting, mei, ofHost, published, summerDay } from './years.ts';

const year = published(aSetting());
const { cycle } = year;
const planned = ofHost(year, 'H1');
const [first] = aheadOf(planned, summerDay);
if (!first) throw new Error('No visit is ahead');
const { number, date, visited: school } = first;
const visit = {
  ...first,
  proposals: [{ school, date: '2014-12-01', reason: 'Fair', at: '2014-09-01T12:00:00.000Z' }],
};
const partnership = {
  ...planned,
  visits: planned.visits.map((one) => (one.number === number ? visit : one)),
};
const setting = settingWith(year, partnership);
const [free = ''] = daysFreeFor(setting, partnership, visit, date);
/** 12:00 in New York, when the visit ends. */
const end = Date.parse(`${date}T16:00:00.000Z`);

test('a visit can change until it ends; after that, it can only get notes or be marked as not held', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 400_000 }), (minutes) => {
      const now = new Date(end + minutes * 60_000).toISOString();
      const delegation = { principal: true, cabinet: 1, leadershipTeam: 0, remark: '' };
      const wish = { school, date: free, reason: 'Fair', at: now };
      const refusals = [
        changeVisit(partnership, number, { start: '10:00', durationMinutes: 60, place: '' }, mei, now, cycle),
        themeVisit(partnership, number, { theme: 'Talk', lookFor: '' }, mei, now, cycle),
        declineDate(partnership, number, school, 'No', mei, now, cycle),
        moveVisit(partnership, number, free, setting, 'Fair', mei, now),
        nameDelegation(partnership, number, school, delegation, now, cycle),
      ].map((outcome) => ('refused' in outcome ? outcome.refused : undefined));
      expect(refusals).toEqual(Array(5).fill(minutes < 0 ? undefined : 'over'));
      if (minutes >= 0) expect(proposeDate(partnership, number, wish, setting)).toEqual({ refused: 'over' });
      expect('after' in cancelVisit(partnership, number, 'Nobody came.', mei, now)).toBe(true);
    }),
  );
});

test('a visit without notes needs notes from the next day, and has none once its partnership has ended', () => {
  const days = [date, plusDays(date, 1)];
  expect(days.map((day) => visitStanding(partnership, visit, day))).toEqual(['booked', 'to-note']);
  const ended = { ...partnership, state: 'ended' as const, endedAt: '2014-11-01T12:00:00.000Z' };
  expect(visitStanding(ended, visit, '2014-12-01')).toBe('not-noted');
});
