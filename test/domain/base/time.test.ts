import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dateIn,
  daysBetween,
  plusDays,
  plusHours,
  sayDate,
  sayInstant,
  sayShort,
} from '#domain/base/time.ts';

const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const date = instant.map((moment) => moment.slice(0, 10));
const zone = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');

test('days added are days apart, also over leap days and changes of the clocks', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      expect(daysBetween(from, plusDays(from, days))).toBe(days);
      expect(plusDays(plusDays(from, days), -days)).toBe(from);
    }),
  );
});

test('instants compare as text in the order of time', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 100_000 }), (moment, hours) => {
      expect(plusHours(moment, hours) > moment).toBe(true);
      expect(plusHours(plusHours(moment, hours), -hours)).toBe(moment);
    }),
  );
});

test('the day that clocks show is at most one from the day in UTC', () => {
  fc.assert(
    fc.property(instant, zone, (moment, timeZone) => {
      expect(dateIn(timeZone, moment)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(Math.abs(daysBetween(moment.slice(0, 10), dateIn(timeZone, moment)))).toBeLessThanOrEqual(1);
    }),
  );
});

test('midnight falls where the clocks of the zone put it, in summer and in winter', () => {
  expect(dateIn('America/New_York', '2014-07-02T03:59:59.999Z')).toBe('2014-07-01');
  expect(dateIn('America/New_York', '2014-01-02T04:59:59.999Z')).toBe('2014-01-01');
  expect(dateIn('America/New_York', '2014-01-02T05:00:00.000Z')).toBe('2014-01-02');
});

test('dates and moments are said in full, and moments with their zone', () => {
  expect(sayDate('2014-05-02')).toBe('Friday, May 2');
  expect(sayInstant('America/New_York', '2014-05-02T21:00:00.000Z')).toBe('Friday, May 2, at 5:00 PM EDT');
  expect(sayInstant('America/New_York', '2014-12-02T22:00:00.000Z')).toBe(
    'Tuesday, December 2, at 5:00 PM EST',
  );
  expect(sayShort('America/New_York', '2014-05-02T21:00:00.000Z')).toBe('May 2, 5:00 PM');
});
