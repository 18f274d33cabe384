import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OneTimeCall, openSchedules, type Schedules, scheduleName } from '#schedules/schedules.ts';
import { startScheduler, type TestScheduler } from './scheduler.ts';

let scheduler: TestScheduler;
let schedules: Schedules;
beforeEach(async () => {
  scheduler = await startScheduler(() => Date.parse('2014-09-01T12:00:00.000Z'));
  schedules = openSchedules(scheduler.settings, scheduler.client());
});
afterEach(() => scheduler.stop());

const aCall = (over: Partial<OneTimeCall> = {}): OneTimeCall => ({
  name: '2014.H1.1.reminder',
  due: '2014-10-01T08:00',
  timeZone: 'America/New_York',
  input: { kind: 'visit-reminder', visit: 1 },
  ...over,
});

describe('a call', () => {
  test('is made once, at its time in its zone, by the allowed role, and is then deleted', async () => {
    await schedules.set(aCall());
    expect(scheduler.schedules().map(({ name, definition }) => ({ name, definition }))).toEqual([
      {
        name: '2014.H1.1.reminder',
        definition: {
          ScheduleExpression: 'at(2014-10-01T08:00:00)',
          ScheduleExpressionTimezone: 'America/New_York',
          State: 'ENABLED',
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: {
            Arn: scheduler.settings.targetArn,
            RoleArn: scheduler.settings.roleArn,
            Input: '{"kind":"visit-reminder","visit":1}',
            DeadLetterConfig: { Arn: scheduler.settings.deadLettersArn },
            RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 43_200 },
          },
        },
      },
    ]);
  });

  test('replaces one with the same name, however often it is set', async () => {
    for (const due of ['2014-10-01T08:00', '2014-10-02T08:00', '2014-10-02T08:00'])
      await schedules.set(aCall({ due }));
    expect(scheduler.schedules().map(({ definition }) => definition.ScheduleExpression)).toEqual([
      'at(2014-10-02T08:00:00)',
    ]);
  });

  test('can be removed, even if it no longer exists', async () => {
    await schedules.set(aCall());
    await schedules.remove(aCall().name);
    await schedules.remove(aCall().name);
    expect(scheduler.schedules()).toEqual([]);
  });

  test('that the scheduler refuses is an error and leaves nothing behind', async () => {
    const elsewhere = openSchedules({ ...scheduler.settings, group: 'none' }, scheduler.client());
    await expect(elsewhere.set(aCall())).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(schedules.set(aCall({ due: 'soon' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(scheduler.schedules()).toEqual([]);
  });
});

describe('the name of a call', () => {
  const about = { cycleId: '2014', host: '13K113', visit: 7, kind: 'reminder' } as const;

  test('is readable', () => expect(scheduleName(about)).toBe('2014.13K113.7.reminder'));

  test.each([
    { ...about, host: 'a'.repeat(60) },
    { ...about, host: 'Schule am See / Nord' },
    { ...about, cycleId: '2014.13K113', host: '7' },
    { ...about, host: '' },
  ])('is accepted by the scheduler for any IDs ($cycleId, $host)', (odd) => {
    expect(scheduleName(odd)).toMatch(/^[0-9A-Za-z._-]{1,64}$/);
    expect(scheduleName(odd)).toMatch(/\.7\.reminder$/);
  });

  test('differs for each visit and kind, even if joined IDs look alike', () => {
    const names = [
      about,
      { ...about, kind: 'reflection' as const },
      { ...about, visit: 8 },
      { ...about, cycleId: '2014.13K113', host: '7' },
      { ...about, cycleId: '2014', host: '13K113.7' },
    ].map(scheduleName);
    expect(new Set(names).size).toBe(names.length);
  });
});
