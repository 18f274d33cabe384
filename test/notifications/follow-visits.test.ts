import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { endPartnership, noteWithdrawal } from '#domain/partnership/repair.ts';
import { cancelVisit, changeVisit } from '#domain/visits/book.ts';
import { bookCoaching } from '#domain/visits/coaching.ts';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import { openSchedules } from '#schedules/schedules.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { aCycle } from '../builders.ts';
import { ruth } from '../domain/pairing/sample.ts';
import { aPartnership } from '../letters/sample.ts';
import { aSession, aVisit, aYear, movedTo, withVisits } from '../letters/visit-sample.ts';
import { calendarOf2014 } from '../visits/partnerships.ts';
import { batchOf, type Stage, setStage } from './stage.ts';

const september = '2014-09-08T15:00:00.000Z';
const cycle = aCycle({ calendar: calendarOf2014() });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(september);
});
afterEach(() => stage.stop());

const follow = async (...records: readonly DynamoDBRecord[]) =>
  (await followCommits(stage.parts, batchOf(...records))).batchItemFailures.length;
const planned = (visits = aYear()): Change<Partnership, PartnershipEvent> => ({
  after: withVisits(visits, { version: 0 }),
  events: [{ type: 'visits-planned' }],
});
const standing = async (): Promise<Partnership> => {
  const partnership = await stage.store.partnership('2014', 'H1');
  if (!partnership) throw new Error('There is no partnership');
  return partnership;
};
const active = async (): Promise<ActivePartnership> => {
  const partnership = await standing();
  if (partnership.state !== 'active') throw new Error('It has ended');
  return partnership;
};
const allowed = (
  change: Change<Partnership, PartnershipEvent> | Refusal<string> | undefined,
): Change<Partnership, PartnershipEvent> => {
  if (!change || isRefusal(change)) throw new Error('It was refused');
  return change;
};
const move = async (number: number, date: string) => movedTo(date, await active(), number, 'Snow');
const mailsSent = async () =>
  (await stage.mails()).map(({ to, subject }) => `${[to].flat()[0]?.text}: ${subject}`);
const scheduled = () =>
  Object.fromEntries(
    stage.scheduler.schedules().map(({ name, definition }) => [name, definition.ScheduleExpression]),
  );

const wholeYear = {
  '2014.H1.1.reflection': 'at(2014-10-06T16:00:00)',
  '2014.H1.1.reminder': 'at(2014-10-01T08:00:00)',
  '2014.H1.2.reflection': 'at(2014-11-03T16:00:00)',
  '2014.H1.2.reminder': 'at(2014-10-29T08:00:00)',
  '2014.H1.3.reflection': 'at(2014-11-10T16:00:00)',
  '2014.H1.3.reminder': 'at(2014-11-05T08:00:00)',
};

describe('a new visit schedule', () => {
  test('is one letter to each school and two calls for each visit, however often the stream repeats it', async () => {
    const record = await stage.commitPartnership(planned());
    for (let time = 0; time < 3; time++) expect(await follow(record)).toBe(0);
    expect((await mailsSent()).sort()).toEqual([
      'h1@example.org: School H1’s visits',
      'mei.tanaka@example.org: School H1’s visits are scheduled',
      'p1@example.org: School P1’s visits',
      'p2@example.org: School P2’s visits',
    ]);
    expect(scheduled()).toEqual(wholeYear);
  });

  test('gives each call its visit', async () => {
    await follow(await stage.commitPartnership(planned([aVisit(1, '2014-10-06')])));
    expect(stage.scheduler.schedules().map(({ definition }) => JSON.parse(definition.Target.Input))).toEqual([
      { kind: 'visit-reflection', cycleId: '2014', host: 'H1', visit: 1, date: '2014-10-06' },
      { kind: 'visit-reminder', cycleId: '2014', host: 'H1', visit: 1, date: '2014-10-06' },
    ]);
  });

  test('schedules nothing in the past', async () => {
    stage.moveClockTo('2014-11-03T13:00:00.000Z');
    await follow(await stage.commitPartnership(planned()));
    expect(Object.keys(scheduled())).toEqual([
      '2014.H1.2.reflection',
      '2014.H1.3.reflection',
      '2014.H1.3.reminder',
    ]);
  });

  test('is followed again if a schedule can’t be set, and sends no letter twice', async () => {
    const record = await stage.commitPartnership(planned());
    const { settings, client } = stage.scheduler;
    const noGroup = openSchedules({ ...settings, group: 'none' }, client());
    const failing = await followCommits({ ...stage.parts, schedules: noGroup }, batchOf(record));
    expect(failing.batchItemFailures).toHaveLength(1);
    expect(scheduled()).toEqual({});
    expect(await follow(record)).toBe(0);
    expect(scheduled()).toEqual(wholeYear);
    expect(await mailsSent()).toHaveLength(4);
  });
});

describe('after visits are scheduled', () => {
  beforeEach(async () => {
    await follow(await stage.commitPartnership(planned()));
    stage.ses.forget();
  });

  test('a visit’s calls move with it', async () => {
    expect(await follow(await stage.commitPartnership(await move(1, '2014-10-08')))).toBe(0);
    expect(scheduled()).toEqual({
      ...wholeYear,
      '2014.H1.1.reflection': 'at(2014-10-08T16:00:00)',
      '2014.H1.1.reminder': 'at(2014-10-03T08:00:00)',
    });
    expect((await mailsSent()).sort()).toEqual([
      'h1@example.org: Visit moved to Wednesday, October 8',
      'mei.tanaka@example.org: Moved: visit to School H1, Wed, Oct 8',
      'p1@example.org: Visit moved to Wednesday, October 8',
    ]);
  });

  test('an earlier change that is followed late does not bring back the earlier date', async () => {
    const first = await stage.commitPartnership(await move(1, '2014-10-08'));
    const second = await stage.commitPartnership(await move(1, '2014-10-10'));
    await follow(second);
    await follow(first);
    expect(scheduled()).toMatchObject({ '2014.H1.1.reflection': 'at(2014-10-10T16:00:00)' });
  });

  test('a canceled visit has no calls', async () => {
    const change = allowed(cancelVisit(await active(), 2, 'A burst pipe', ruth, september));
    await follow(await stage.commitPartnership(change));
    expect(Object.keys(scheduled()).filter((name) => name.startsWith('2014.H1.2'))).toEqual([]);
    expect(Object.keys(scheduled())).toHaveLength(4);
  });

  test('a later end of a visit delays its reflection request', async () => {
    const details = { start: '15:00', durationMinutes: 180, place: '' };
    await follow(
      await stage.commitPartnership(
        allowed(changeVisit(await active(), 1, details, ruth, september, aCycle())),
      ),
    );
    expect(scheduled()).toEqual({ ...wholeYear, '2014.H1.1.reflection': 'at(2014-10-06T18:00:00)' });
    expect(await mailsSent()).toHaveLength(3);
    const texts = (await stage.mails()).map(({ text }) => text?.replace(/\s+/g, ' '));
    expect(texts).toContainEqual(expect.stringContaining('Old time 9:00 AM to 12:00 PM'));
  });

  test('a visit that a repair schedules is announced with the reason', async () => {
    const before = await active();
    const visits = [...before.visits, aVisit(4, '2014-12-01')];
    const events = [{ type: 'visit-booked', visit: 4, because: 'A visit was owed.' } as const];
    await follow(await stage.commitPartnership({ after: { ...before, visits }, events }));
    const [letter] = (await stage.mails()).filter(({ subject }) => subject?.startsWith('New visit on'));
    expect(letter?.text?.replace(/\s+/g, ' ')).toContain('Why A visit was owed.');
  });

  test('visits on hold because a school withdrew have no calls, and others keep theirs', async () => {
    await follow(
      await stage.commitPartnership(allowed(noteWithdrawal(await active(), 'P1', september, september))),
    );
    const of = ([name]: readonly [string, unknown]) => name.startsWith('2014.H1.2');
    expect(scheduled()).toEqual(Object.fromEntries(Object.entries(wholeYear).filter(of)));
  });

  test('a partnership that ended has no calls', async () => {
    const withdrawn = allowed(noteWithdrawal(await active(), 'H1', september, september));
    await follow(await stage.commitPartnership(withdrawn));
    await follow(
      await stage.commitPartnership(allowed(endPartnership(await standing(), [], ruth, september))),
    );
    expect(scheduled()).toEqual({});
  });
});

test('a coaching session is announced once to everyone in active partnerships', async () => {
  await stage.commitPartnership({ after: aPartnership({ version: 0 }), events: [] });
  const { number: _, sequence: __, state: ___, ...plan } = aSession();
  const change = bookCoaching(emptyVisitYear('2014'), plan, cycle, ruth, september);
  if (isRefusal(change)) throw new Error(change.refused);
  const record = await stage.commitVisitYear(change);
  expect(await follow(record)).toBe(0);
  expect(await follow(record)).toBe(0);
  expect((await mailsSent()).sort()).toEqual(
    ['h1', 'mei.tanaka', 'p1', 'p2'].map((name) => `${name}@example.org: Coaching: Tuesday, October 21`),
  );
  expect(scheduled()).toEqual({});
});
