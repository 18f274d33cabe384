import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptsDraft,
  closingReminderDate,
  graceEndsAt,
  isSchoolDay,
  sayDeadline,
  sayGraceEnd,
  stateOf,
  todayOf,
} from '#domain/program/cycle.ts';
import { aCycle } from '../../builders.ts';

const cycle = aCycle();

test.each([
  ['2014-04-07T12:59:59.999Z', 'not-yet-open'],
  ['2014-04-07T13:00:00.000Z', 'open'],
  ['2014-05-02T21:00:00.000Z', 'open'],
  ['2014-05-02T21:00:00.001Z', 'closed'],
] as const)('at %s the cycle is %s', (now, state) => {
  expect(stateOf(cycle, now)).toBe(state);
});

test('the deadline and the end of the grace period include the time zone', () => {
  expect(sayDeadline(cycle)).toBe('Friday, May 2, at 5:00 PM EDT');
  expect(sayGraceEnd(cycle)).toBe('Saturday, May 3, at 5:00 PM EDT');
});

describe('a draft', () => {
  test.each([
    ['started and submitted in time', '2014-05-02T20:59:00.000Z', '2014-05-02T21:00:00.000Z', true],
    [
      'started in time and submitted within the grace period',
      '2014-05-02T21:00:00.000Z',
      '2014-05-03T21:00:00.000Z',
      true,
    ],
    [
      'started in time and submitted after the grace period',
      '2014-05-02T21:00:00.000Z',
      '2014-05-03T21:00:00.001Z',
      false,
    ],
    ['started after the deadline', '2014-05-02T21:00:00.001Z', '2014-05-02T21:00:00.002Z', false],
    ['submitted before the cycle opens', '2014-04-01T10:00:00.000Z', '2014-04-01T11:00:00.000Z', false],
  ])('%s', (_, startedAt, now, accepted) => {
    expect(acceptsDraft(cycle, startedAt, now)).toBe(accepted);
  });

  test('is accepted while the cycle is open, and never after the grace period', () => {
    const moment = fc.date({
      min: new Date('2014-04-01'),
      max: new Date('2014-05-10'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [startedAt = '', now = ''] = [a.toISOString(), b.toISOString()].sort();
        if (stateOf(cycle, now) === 'open') return acceptsDraft(cycle, startedAt, now);
        return !acceptsDraft(cycle, startedAt, now) || (now > cycle.closesAt && now <= graceEndsAt(cycle));
      }),
    );
  });
});

test('today is the date in the program’s zone', () => {
  expect(todayOf(cycle, '2014-05-03T03:59:00.000Z')).toBe('2014-05-02');
  expect(todayOf(cycle, '2014-05-03T04:00:00.000Z')).toBe('2014-05-03');
});

test('the reminder goes out three days before the deadline', () => {
  expect(closingReminderDate(cycle)).toBe('2014-04-29');
  const midnight = aCycle({ closesAt: '2014-05-03T03:59:00.000Z' });
  expect(closingReminderDate(midnight)).toBe('2014-04-29');
});

test('school days are weekdays without a holiday for all schools', () => {
  const break2014 = {
    from: '2014-04-14',
    to: '2014-04-22',
    appliesTo: ['all'],
    event: 'Spring break',
    studentsPresent: 'no',
  } as const;
  const conference = { ...break2014, from: '2014-04-24', to: '2014-04-24', appliesTo: ['high'] };
  const early = { ...break2014, from: '2014-04-25', to: '2014-04-25', studentsPresent: 'early' } as const;
  const year = aCycle({ calendar: [break2014, conference, early] });
  const days = [
    '2014-04-11',
    '2014-04-12',
    '2014-04-13',
    '2014-04-14',
    '2014-04-22',
    '2014-04-23',
    '2014-04-24',
    '2014-04-25',
  ];
  expect(days.filter((day) => isSchoolDay(year, day))).toEqual([
    '2014-04-11',
    '2014-04-23',
    '2014-04-24',
    '2014-04-25',
  ]);
});
