import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateIn } from '#domain/base/time.ts';
import { instantOf } from '../../infra/cli/wall-time.ts';

test.each([
  ['in summer', '2014-05-02T17:00', 'America/New_York', '2014-05-02T21:00:00.000Z'],
  ['in winter', '2014-12-02T17:00', 'America/New_York', '2014-12-02T22:00:00.000Z'],
  ['in a zone of half hours', '2014-05-02T17:00', 'Asia/Kolkata', '2014-05-02T11:30:00.000Z'],
])('a wall time %s is one moment', (_, wallTime, zone, instant) => {
  expect(instantOf(wallTime, zone)).toBe(instant);
});

test.each([
  ['that the clocks leave out in spring', '2014-03-09T02:30', 'America/New_York'],
  ['that the clocks show twice in autumn', '2014-11-02T01:30', 'America/New_York'],
  ['of a day that does not exist', '2014-02-30T12:00', 'America/New_York'],
  ['in a zone that does not exist', '2014-05-02T17:00', 'America/Gotham'],
  ['with a zone of its own', '2014-05-02T17:00Z', 'America/New_York'],
  ['without a time', '2014-05-02', 'America/New_York'],
])('a wall time %s is a problem', (_, wallTime, zone) => {
  expect(instantOf(wallTime, zone)).toEqual({ problem: expect.stringContaining(wallTime) });
});

test('a wall time’s day is the day in its zone', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
  const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Pacific/Auckland', 'UTC');
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      const date = day.toISOString().slice(0, 10);
      expect(dateIn(zone, String(instantOf(`${date}T12:00`, zone)))).toBe(date);
    }),
  );
});
