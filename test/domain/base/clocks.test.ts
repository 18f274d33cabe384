import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockAt, learnClocks, readClocks } from '#domain/base/clocks.ts';
import { dateIn, sayInstant, sayShort } from '#domain/base/time.ts';

const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Auckland',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const fromMs = Date.parse('2013-01-01T00:00:00Z');
const untilMs = Date.parse('2017-01-01T00:00:00Z');
const instantBetween = (min: number, max: number) =>
  fc.integer({ min, max }).map((ms) => new Date(ms).toISOString());

const format = (timeZone: string, options: Intl.DateTimeFormatOptions, instant: string) =>
  new Intl.DateTimeFormat('en-US', { ...options, timeZone })
    .format(new Date(instant))
    .replaceAll('\u202f', ' ');

const saysWhatIntlSays = (timeZone: string, instant: string) => {
  const date = format(timeZone, { weekday: 'long', month: 'long', day: 'numeric' }, instant);
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const withZone = format(timeZone, { ...time, timeZoneName: 'short' }, instant);
  expect(sayInstant(timeZone, instant)).toBe(`${date}, at ${withZone}`);
  const day = format(timeZone, { month: 'long', day: 'numeric' }, instant);
  expect(sayShort(timeZone, instant)).toBe(`${day}, ${format(timeZone, time, instant)}`);
  expect(dateIn(timeZone, instant)).toBe(
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant)),
  );
};

test('dates and times match Intl’s if clocks are requested each time', () => {
  fc.assert(
    fc.property(zone, instantBetween(Date.parse('1975-01-01'), Date.parse('2090-01-01')), saysWhatIntlSays),
  );
});

test('dates and times match Intl’s with remembered clocks too, inside and outside their period', () => {
  for (const timeZone of zones) learnClocks(timeZone, readClocks(timeZone, fromMs, untilMs));
  const yearMs = 365 * 24 * 60 * 60 * 1000;
  fc.assert(fc.property(zone, instantBetween(fromMs - yearMs, untilMs + yearMs), saysWhatIntlSays));
});

test('a zone’s clocks change at the right second', () => {
  const { changes } = readClocks('America/New_York', fromMs, Date.parse('2014-01-01T00:00:00Z'));
  expect(changes).toEqual([
    { fromMs, offsetMinutes: -300, name: 'EST' },
    { fromMs: Date.parse('2013-03-10T07:00:00Z'), offsetMinutes: -240, name: 'EDT' },
    { fromMs: Date.parse('2013-11-03T06:00:00Z'), offsetMinutes: -300, name: 'EST' },
  ]);
});

test('an unknown zone is an error, never another zone', () => {
  expect(() => clockAt('America/Nowhere', fromMs)).toThrow(RangeError);
});
