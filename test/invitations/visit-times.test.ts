import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { visitTimes } from '#invitations/invitation.ts';

test.each([
  ['the Friday before clocks go back', '2026-10-30', '2026-10-30T13:00:00.000Z', '2026-10-30T16:00:00.000Z'],
  ['the Monday after', '2026-11-02', '2026-11-02T14:00:00.000Z', '2026-11-02T17:00:00.000Z'],
  ['the Friday before they go forward', '2027-03-12', '2027-03-12T14:00:00.000Z', '2027-03-12T17:00:00.000Z'],
  ['the Monday after that', '2027-03-15', '2027-03-15T13:00:00.000Z', '2027-03-15T16:00:00.000Z'],
])('nine o’clock in New York is nine o’clock on %s', (_, date, startsAt, endsAt) => {
  expect(visitTimes('America/New_York', date, '09:00', 180)).toEqual({ startsAt, endsAt });
});

const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Tokyo', 'UTC'];

test('every time of every day is the same moment as in Temporal, even when clocks change', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 24 * 60 - 1 }),
      (zone, days, minutes) => {
        const date = Temporal.PlainDate.from('2026-01-01').add({ days });
        const time = Temporal.PlainTime.from('00:00').add({ minutes });
        const { startsAt } = visitTimes(zone, date.toString(), time.toString().slice(0, 5), 60);
        const expected = date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
        expect(Date.parse(startsAt)).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['leave out', '2027-03-14', '02:30', '2027-03-14T07:30:00.000Z'],
  ['show twice', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
])('a time that the clocks %s still starts a visit', (_, date, start, startsAt) => {
  expect(visitTimes('America/New_York', date, start, 60).startsAt).toBe(startsAt);
});
