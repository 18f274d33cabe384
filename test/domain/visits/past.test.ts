import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visitStanding } from '#domain/partnership/visit-state.ts';
import { cancelVisit, changeVisit, declineDate, themeVisit } from '#domain/visits/book.ts';
import { moveVisit } from '#domain/visits/move.ts';
import { plannedVisits } from '#domain/visits/schedule.ts';
import { nameDelegation, proposeDate } from '#domain/visits/school-actions.ts';
import { aVisit, withVisits } from '../../letters/visit-sample.ts';
import { aSetting, mei } from './years.ts';

const { cycle } = aSetting();
const visit = aVisit(1, '2014-10-06', {
  proposals: [{ school: 'P1', date: '2014-12-01', reason: 'Fair', at: '2014-09-20T12:00:00.000Z' }],
});
const partnership = withVisits([visit]);
/** 12:00 in New York, when the visit ends. */
const end = Date.parse('2014-10-06T16:00:00.000Z');

test('a visit can change until it ends; after that, it can only get notes or be marked as not held', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 400_000 }), (minutes) => {
      const now = new Date(end + minutes * 60_000).toISOString();
      const moved = plannedVisits([partnership]).map((one) => ({ ...one, date: '2015-05-05' }));
      const delegation = { principal: true, cabinet: 1, leadershipTeam: 0, remark: '' };
      const wish = { school: 'H1', date: '2016-05-05', reason: 'Fair', at: now };
      const refusals = [
        changeVisit(partnership, 1, { start: '10:00', durationMinutes: 60, place: '' }, mei, now, cycle),
        themeVisit(partnership, 1, { theme: 'Talk', lookFor: '' }, mei, now, cycle),
        declineDate(partnership, 1, 'P1', 'No', mei, now, cycle),
        moveVisit(partnership, 1, '2015-05-05', moved, { cycle }, 'Fair', mei, now),
        nameDelegation(partnership, 1, 'P1', delegation, now, cycle),
      ].map((outcome) => ('refused' in outcome ? outcome.refused : undefined));
      expect(refusals).toEqual(Array(5).fill(minutes < 0 ? undefined : 'over'));
      if (minutes >= 0) expect(proposeDate(partnership, 1, wish, cycle)).toEqual({ refused: 'over' });
      expect('after' in cancelVisit(partnership, 1, 'Nobody came.', mei, now)).toBe(true);
    }),
  );
});

test('a visit without notes needs notes from the next day, and has none once its partnership has ended', () => {
  expect(['2014-10-06', '2014-10-07'].map((day) => visitStanding(partnership, visit, day))).toEqual([
    'booked',
    'to-note',
  ]);
  const ended = { ...partnership, state: 'ended' as const, endedAt: '2014-11-01T12:00:00.000Z' };
  expect(visitStanding(ended, visit, '2014-12-01')).toBe('not-noted');
});
