import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '#domain/base/change.ts';
import { isWeekend, plusDays } from '#domain/base/time.ts';
import { bookCoaching, changeCoaching } from '#domain/visits/coaching.ts';
import { type CoachingSession, emptyVisitYear } from '#domain/visits/visit-year.ts';
import { aCycle } from '../../builders.ts';
import { calendarOf2014 } from '../../visits/partnerships.ts';
import { mei } from './years.ts';

const cycle = aCycle({ calendar: calendarOf2014() });
const plan = { title: 'Leading change', start: '13:00', durationMinutes: 120, place: 'District office' };
const aDay = fc.integer({ min: -30, max: 330 }).map((days) => plusDays('2014-09-01', days));
const aSession = fc.record({ date: aDay, state: fc.constantFrom('booked', 'cancelled') });

test('a session is booked or moved only to a free weekday of the school year after today', () => {
  let booked = 0;
  const anyCase = fc.record({ date: aDay, today: aDay, sessions: fc.array(aSession, { maxLength: 4 }) });
  fc.assert(
    fc.property(anyCase, ({ date, today, sessions }) => {
      const now = `${today}T15:00:00.000Z`;
      const others = sessions.map(
        (session, index): CoachingSession => ({
          ...{ ...plan, ...session },
          ...{ number: index + 2, sequence: 0 },
        }),
      );
      const isAllowed =
        date > today &&
        date >= '2014-09-04' &&
        date <= '2015-06-26' &&
        !isWeekend(date) &&
        !sessions.some((other) => other.state === 'booked' && other.date === date);
      booked += Number(isAllowed);
      const year = { ...emptyVisitYear('2014'), coaching: others };
      expect(isRefusal(bookCoaching(year, { ...plan, date }, cycle, mei, now))).toBe(!isAllowed);

      const own = { ...plan, number: 1, sequence: 0, state: 'booked', date: plusDays(today, 400) } as const;
      const withOwn = { ...year, coaching: [own, ...others] };
      expect(isRefusal(changeCoaching(withOwn, 1, { ...plan, date }, cycle, mei, now))).toBe(!isAllowed);
    }),
    { numRuns: 500 },
  );
  expect(booked).toBeGreaterThan(50);
});

test('a session needs a school year', () => {
  const change = bookCoaching(
    emptyVisitYear('2014'),
    { ...plan, date: '2014-12-02' },
    aCycle({ calendar: [] }),
    mei,
    '2014-09-08T15:00:00.000Z',
  );
  expect(change).toEqual({ refused: 'no-school-year' });
});
