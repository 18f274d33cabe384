import { expect, test } from 'vitest';
import { readTimetable } from '../../../infra/local/scheduler/expression.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const created = utc('2026-01-05T10:00:30');

function following(expression: string, after: string, count: number, more: object = {}): readonly string[] {
  const { next } = readTimetable(
    { ScheduleExpression: expression, ScheduleExpressionTimezone: 'UTC', ...more },
    created,
  );
  const found: string[] = [];
  let last: number | undefined = utc(after);
  while (found.length < count && last !== undefined) {
    last = next(last);
    if (last !== undefined) found.push(new Date(last).toISOString().slice(0, 19));
  }
  return found;
}

test('a daily schedule follows its zone through summer and winter time', () => {
  const zone = { ScheduleExpressionTimezone: 'America/New_York' };
  expect(following('cron(0 8 * * ? *)', '2026-03-07T00:00:00', 3, zone)).toEqual([
    '2026-03-07T13:00:00',
    '2026-03-08T12:00:00',
    '2026-03-09T12:00:00',
  ]);
});

test('the days of the week count from Sunday as 1, and have names', () => {
  // January 4, 2026, is a Sunday.
  expect(following('cron(0 8 ? * 1 *)', '2026-01-01T00:00:00', 1)).toEqual(['2026-01-04T08:00:00']);
  expect(following('cron(0 8 ? * MON-FRI *)', '2026-01-02T09:00:00', 2)).toEqual([
    '2026-01-05T08:00:00',
    '2026-01-06T08:00:00',
  ]);
  expect(following('cron(0 8 ? * 3#2 *)', '2026-01-01T00:00:00', 1)).toEqual(['2026-01-13T08:00:00']);
  expect(following('cron(0 8 L * ? *)', '2026-02-01T00:00:00', 1)).toEqual(['2026-02-28T08:00:00']);
});

test('a past year ends a schedule', () => {
  expect(following('cron(0 8 1 1 ? 2025)', '2026-01-01T00:00:00', 1)).toEqual([]);
});

test('a rate counts from the schedule’s creation', () => {
  expect(following('rate(2 hours)', '2026-01-05T11:00:00', 2)).toEqual([
    '2026-01-05T12:00:30',
    '2026-01-05T14:00:30',
  ]);
});

test('a rate with a start counts from there', () => {
  const start = { StartDate: utc('2026-02-01T00:00:00') / 1000 };
  expect(following('rate(1 day)', '2026-01-05T11:00:00', 1, start)).toEqual(['2026-02-02T00:00:00']);
});

test('a one-time schedule is in local time, and ends once it has passed', () => {
  const zone = { ScheduleExpressionTimezone: 'America/New_York' };
  expect(following('at(2026-07-01T08:00:00)', '2026-01-01T00:00:00', 2, zone)).toEqual([
    '2026-07-01T12:00:00',
  ]);
});

test('nothing is due before the start or after the end', () => {
  const window = { StartDate: '2026-02-01T00:00:00Z', EndDate: '2026-02-02T12:00:00Z' };
  expect(following('cron(0 8 * * ? *)', '2026-01-01T00:00:00', 5, window)).toEqual([
    '2026-02-01T08:00:00',
    '2026-02-02T08:00:00',
  ]);
});

test.each(['every day', 'rate(0 days)', 'rate(2 fortnights)', 'cron(0 99 * * ? *)', 'at(tomorrow)'])(
  'an expression that makes no sense is an error: %s',
  (expression) => {
    expect(() => following(expression, '2026-01-01T00:00:00', 1)).toThrow();
  },
);
