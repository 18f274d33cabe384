import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyOf } from '#store/keys.ts';
import { getRaw } from '#store/raw-records.ts';
import { keptIn, missingIn } from '#store/reconcile.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { sendMorningLetters } from '../../functions/notifications/morning.ts';
import { reconcile } from '../../functions/notifications/night.ts';
import { anApplication, aSchool } from '../builders.ts';
import { aYear, withVisits } from '../letters/visit-sample.ts';
import { aReviewerNamed, batchOf } from '../notifications/stage.ts';
import type { Call } from './proxy.ts';
import { schedulerFails, schedulerThrottled, sesFails, sesThrottled, tableThrottled } from './replies.ts';
import { type FaultyStage, setFaultyStage } from './stage.ts';

/** Monday, April 14, 2014, 10:00 AM in New York. */
const monday = '2014-04-14T14:00:00.000Z';

let stage: FaultyStage;
beforeEach(async () => {
  stage = await setFaultyStage(monday);
});
afterEach(() => stage.stop());

const submitted = { type: 'application-submitted' } as const;
const submit = (id: string) =>
  stage.commit(
    anApplication({
      school: aSchool({ id }),
      applicant: { name: 'Dana', position: 'Principal', email: `${id.toLowerCase()}@example.org` },
      history: [
        { at: stage.parts.now(), by: 'Dana', what: 'application-started' },
        { at: stage.parts.now(), by: 'Dana', what: 'application-submitted' },
      ],
    }),
    [submitted],
  );
const follow = async (...records: readonly DynamoDBRecord[]) =>
  (await followCommits(stage.parts, batchOf(...records))).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );
const recipients = async () => (await stage.mails()).map(({ to }) => [to].flat()[0]?.text).toSorted();
const isEmail = ({ name }: Call) => name === 'SendRawEmail';
const writesLetter =
  (state: string) =>
  ({ name, body }: Call) =>
    name === 'PutItem' && body.includes('"S":"letter"') && body.includes(`"state":{"S":"${state}"}`);
const written = async (id: string) => (await getRaw(stage.store.table, keyOf.application('2014', id))) ?? {};
const logged = (what: string) => stage.logged.filter((entry) => entry.what === what).length;

describe('a school gets its receipt once', () => {
  test('if the table throttles before the email is sent, and the stream repeats the change', async () => {
    const record = await submit('A1');
    stage.table.inject(tableThrottled['while it grows'], { on: writesLetter('claimed') });
    expect(await follow(record)).toEqual([record.dynamodb?.SequenceNumber]);
    expect(stage.ses.sent).toEqual([]);
    stage.table.heal();
    expect(await follow(record)).toEqual([]);
    expect(await follow(record)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org']);
  });

  test('if the answer to its claim is lost', async () => {
    const record = await submit('A1');
    stage.table.inject('drop-answer', { on: writesLetter('claimed'), times: 1 });
    expect(await follow(record)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org']);
  });

  test('if the answer to the note that it was sent is lost', async () => {
    const record = await submit('A1');
    stage.table.inject('drop-answer', { on: writesLetter('sent'), times: 1 });
    expect(await follow(record)).toEqual([]);
    await stage.parts.pause(90_000);
    expect(await follow(record)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org']);
    expect(logged('letter may go out twice')).toBe(0);
  });

  test.each([
    ['throttles it twice', sesThrottled, 2],
    ['throttles every email for a while', sesThrottled, 40],
  ])('if SES %s', async (_, reply, times) => {
    stage.mail.inject(reply, { on: isEmail, times });
    const records = [await submit('A1'), await submit('B1')];
    expect(await follow(...records)).toEqual([]);
    stage.mail.heal();
    await stage.parts.pause(90_000);
    expect(await follow(...records)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org', 'b1@example.org']);
  });
});

describe('a school gets its receipt at most twice with the same Message-ID, and the log tells,', () => {
  test('if the table throttles between SES and the note that it was sent', async () => {
    const record = await submit('A1');
    stage.table.inject(tableThrottled['while it grows'], { on: writesLetter('sent') });
    expect(await follow(record)).toEqual([record.dynamodb?.SequenceNumber]);
    stage.table.heal();
    for (let delivery = 0; delivery < 3; delivery++) {
      await stage.parts.pause(90_000);
      expect(await follow(record)).toEqual([]);
    }
    const ids = (await stage.mails()).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(logged('letter may go out twice')).toBe(1);
  });

  test.each([
    ['loses its answer', 'drop-answer' as const, 2],
    ['fails without sending it', sesFails, 1],
  ])('if SES %s', async (_, fault, copies) => {
    const record = await submit('A1');
    stage.mail.inject(fault, { on: isEmail, times: 1 });
    expect(await follow(record)).toEqual([]);
    for (let delivery = 0; delivery < 3; delivery++) {
      await stage.parts.pause(90_000);
      expect(await follow(record)).toEqual([]);
    }
    expect(await recipients()).toEqual(Array(copies).fill('a1@example.org'));
    expect(logged('letter may go out twice')).toBe(1);
  });
});

test('a record without a sequence number repeats the whole batch, and the other schools get nothing twice', async () => {
  const [good, malformed] = [await submit('A1'), await submit('B1')];
  const { SequenceNumber: _, ...rest } = malformed.dynamodb ?? {};
  const nameless = { ...malformed, dynamodb: { ...rest, NewImage: { type: { S: 'application' } } } };
  for (let delivery = 0; delivery < 3; delivery++) expect(await follow(good, nameless)).toEqual(['']);
  expect(await recipients()).toEqual(['a1@example.org']);
});

describe('after the stream was down for a day', () => {
  const tuesdayNight = '2014-04-15T07:30:00.000Z';

  test('the night names each missing email, and then each goes out once, however often it is delivered', async () => {
    const records = [await submit('A1'), await submit('B1'), await submit('C1')];
    stage.moveClockTo(tuesdayNight);
    await reconcile({ table: stage.store.table, log: stage.parts.log }, tuesdayNight);
    expect(logged('letter never went out')).toBe(3);
    expect(await recipients()).toEqual([]);
    stage.moveClockTo('2014-04-15T13:30:00.000Z');
    // The stream delivers in order, and again what it had delivered before it stopped.
    for (const batch of [records, records.slice(1), records.toReversed()])
      expect(await follow(...batch)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org', 'b1@example.org', 'c1@example.org']);
    expect(missingIn(await keptIn(stage.store.table), stage.parts.now())).toEqual([]);
  });

  test('the night repeats what the stream lost, and each email goes out once', async () => {
    const { store, parts } = stage;
    await follow(await submit('A1'));
    const lost = [await submit('B1'), await submit('C1')];
    const before = await Promise.all(['A1', 'B1', 'C1'].map(written));
    stage.moveClockTo(tuesdayNight);
    await reconcile({ table: store.table, log: parts.log }, tuesdayNight);
    const after = await Promise.all(['A1', 'B1', 'C1'].map(written));
    expect(after.map((record, n) => record.commitId?.S !== before[n]?.commitId?.S)).toEqual([
      ...[false, true, true],
    ]);
    // Nothing else changed, and someone who read the record before can still commit.
    const unchanged = ({ commitId: _, ...record }: (typeof after)[number]) => record;
    expect(after.map(unchanged)).toEqual(before.map(unchanged));
    const delivered = lost.map((record, n) => ({
      ...record,
      dynamodb: { ...record.dynamodb, NewImage: JSON.parse(JSON.stringify(after[n + 1])) },
    }));
    expect(await follow(...delivered, ...delivered)).toEqual([]);
    expect(await recipients()).toEqual(['a1@example.org', 'b1@example.org', 'c1@example.org']);
    await reconcile({ table: store.table, log: parts.log }, tuesdayNight);
    expect(await Promise.all(['A1', 'B1', 'C1'].map(written))).toEqual(after);
    expect(logged('letter never went out')).toBe(2);
  });
});

describe('with a clock that is five minutes off', () => {
  const at = '2014-04-16T12:00:00.000Z';

  test.each([
    ['early', ['2014-04-16T11:55:00.000Z', at]],
    ['late', [at, '2014-04-16T12:05:00.000Z']],
    ['early, then late', ['2014-04-16T11:55:00.000Z', '2014-04-16T12:05:00.000Z']],
  ])('a morning that is called %s sends each morning email once', async (_, calls) => {
    await stage.enrol([aReviewerNamed('ana')]);
    await stage.commit(anApplication({ reviewers: ['ana@example.org'] }), []);
    for (const call of calls) {
      stage.moveClockTo(call);
      await sendMorningLetters(stage.parts, call);
    }
    expect(await recipients()).toEqual(['ana@example.org']);
  });

  test('an email that another function sent is not sent again', async () => {
    const record = await submit('A1');
    await follow(record);
    for (const instant of ['2014-04-14T13:55:00.000Z', '2014-04-14T14:05:00.000Z']) {
      stage.moveClockTo(instant);
      expect(await follow(record)).toEqual([]);
    }
    expect(await recipients()).toEqual(['a1@example.org']);
  });
});

describe('a visit schedule is complete, and its emails go out once,', () => {
  const september = '2014-09-08T15:00:00.000Z';
  const names = () => stage.scheduler.schedules().map(({ name }) => name);

  test.each([
    ['throttles one call', schedulerThrottled, 1],
    ['loses one answer', 'drop-answer' as const, 1],
    ['fails until the stream repeats', schedulerFails, 1000],
  ])('if Scheduler %s', async (_, fault, times) => {
    stage.moveClockTo(september);
    const record = await stage.commitPartnership({
      after: withVisits(aYear(), { version: 0 }),
      events: [{ type: 'visits-planned' }],
    });
    stage.schedules.inject(fault, { on: ({ name }) => name.startsWith('POST'), times });
    const failed = await follow(record);
    expect(failed).toEqual(times === 1 ? [] : [record.dynamodb?.SequenceNumber]);
    stage.schedules.heal();
    expect(await follow(record)).toEqual([]);
    expect(names()).toHaveLength(6);
    expect(await recipients()).toHaveLength(4);
  });
});
