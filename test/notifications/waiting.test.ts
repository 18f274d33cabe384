import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { erase } from '#store/erasure.ts';
import { keptIn, missingIn } from '#store/reconcile.ts';
import { dueKeys, keepWaiting } from '#store/sent-letters.ts';
import { openRetries } from '../../functions/notifications/dependencies.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { sendMorningLetters } from '../../functions/notifications/morning.ts';
import { retryWaitingLetters } from '../../functions/notifications/post-letter.ts';
import { stepsToErase } from '../../infra/cli/erasing.ts';
import { aDecidedApplication, anApplication, aSchool } from '../builders.ts';
import { everyLetter } from '../letters/sample.ts';
import { batchOf, type Stage, setStage } from './stage.ts';

/** Wednesday, 11:00 in New York. */
const now = '2014-04-16T15:00:00.000Z';
const tomorrow = '2014-04-17T12:00:00.000Z';
const submitted = { type: 'application-submitted' } as const;
const quotaUsedUp = { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' };

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(now);
});
afterEach(() => stage.stop());

const bySchool = (id: string) =>
  anApplication({
    school: aSchool({ id }),
    applicant: { name: 'Dana', position: 'Principal', email: `${id.toLowerCase()}@example.org` },
    history: [{ at: stage.parts.now(), by: 'Dana', what: 'application-submitted' }],
  });
const submit = (...ids: readonly string[]) =>
  Promise.all(ids.map((id) => stage.commit(bySchool(id), [submitted])));
const failures = async (...records: Awaited<ReturnType<typeof submit>>) =>
  (await followCommits(stage.parts, batchOf(...records))).batchItemFailures.length;
const readers = async () => (await stage.mails()).map(({ to }) => [to].flat()[0]?.text);
const undelivered = async () =>
  (await stage.store.undelivered()).map(({ to, kind, reason, detail }) => ({ to, kind, reason, detail }));
const missing = async () =>
  missingIn(await keptIn(stage.store.table), stage.parts.now()).map(({ about }) => about);

/** Gives every request to SES the same answer, and counts the requests. */
function answerWith(turn: Parameters<Stage['ses']['answerWith']>[0]) {
  let asked = 0;
  stage.ses.answerWith((to) => {
    asked += 1;
    return turn(to);
  });
  return () => asked;
}

describe('while SES rejects all letters', () => {
  test.each([
    ['its daily quota is used up', () => quotaUsedUp, 2],
    ['sending is paused', () => ({ status: 400, code: 'AccountSendingPausedException' }), 2],
    ['it asks for patience for long', () => ({ status: 400, code: 'Throttling' }), 5],
    ['it is out of order', () => ({ status: 503, code: 'ServiceUnavailable' }), 2],
  ])('because %s, nothing is held up and nothing lost, and SES is left alone', async (_, turn, most) => {
    const asked = answerWith(turn);
    const records = await submit('A1', 'B1', 'C1', 'D1');
    expect(await failures(...records)).toBe(0);
    expect(asked()).toBe(most);
    expect(await readers()).toEqual([]);
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(90_000);
    // The next commit sends them, in order.
    for (let delivery = 0; delivery < 2; delivery++)
      expect(await failures(...records, ...(delivery === 0 ? await submit('E1') : []))).toBe(0);
    expect((await readers()).toSorted()).toEqual(
      ['a1', 'b1', 'c1', 'd1', 'e1'].map((name) => `${name}@example.org`),
    );
    expect((await readers()).at(-1)).toBe('e1@example.org');
  });

  test('letters go out with the next morning at the latest, once each', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1', 'B1')));
    stage.ses.answerWith(() => 'send');
    stage.moveClockTo(tomorrow);
    for (let call = 0; call < 2; call++) await sendMorningLetters(stage.parts, tomorrow);
    const receipts = (await stage.mails()).filter(({ subject }) => subject?.startsWith('We received'));
    expect(receipts).toHaveLength(2);
  });

  test('the night reports them as missing until they go out', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1')));
    stage.moveClockTo('2014-04-16T18:00:00.000Z');
    expect(await missing()).toEqual(['2014-A1']);
    stage.ses.answerWith(() => 'send');
    await failures();
    expect(await missing()).toEqual([]);
  });
});

/** Lets time pass, with every call that the service scheduled for itself. No one else does anything. */
async function letPass(minutes: number) {
  for (let minute = 0; minute < minutes; minute++) {
    await stage.parts.pause(60_000);
    for (const call of await stage.scheduler.fireDue()) {
      expect(call).toEqual({ kind: 'delayed-email' });
      await retryWaitingLetters(stage.parts);
    }
  }
}

describe('while nothing else happens', () => {
  test.each([
    ['a single failure', 1],
    ['a failure of a quarter of an hour', 15],
  ])('every letter goes out within five minutes after %s', async (_, minutes) => {
    stage.ses.answerWith(() => ({ status: 500, code: 'InternalFailure' }));
    expect(await failures(...(await submit('A1', 'B1', 'C1')))).toBe(0);
    await letPass(minutes);
    expect(await readers()).toEqual([]);
    stage.ses.answerWith(() => 'send');
    await letPass(5);
    expect((await readers()).toSorted()).toEqual(['a1@example.org', 'b1@example.org', 'c1@example.org']);
    expect(stage.scheduler.schedules()).toEqual([]);
  });

  test('a letter that SES rejects for its own sake goes out within five minutes of being accepted', async () => {
    stage.ses.answerWith(() => ({ status: 400, code: 'MessageRejected' }));
    await failures(...(await submit('A1')));
    await letPass(10);
    expect(await readers()).toEqual([]);
    stage.ses.answerWith(() => 'send');
    await letPass(5);
    expect(await readers()).toEqual(['a1@example.org']);
  });

  test('SES is asked at most twice a minute', async () => {
    const asked = answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1', 'B1', 'C1', 'D1')));
    await letPass(15);
    expect(asked()).toBeLessThanOrEqual(2 * 16);
    expect(asked()).toBeGreaterThan(5);
  });

  test('letters that wait together cause one call', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1', 'B1', 'C1', 'D1')));
    expect(stage.scheduler.schedules().map(({ name }) => name)).toEqual(['delayed-email.2014-04-16T1502']);
    expect(stage.scheduler.requests).toHaveLength(1);
  });

  test('letters that one call doesn’t reach go out with the next', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1', 'B1', 'C1')));
    // At 70 seconds a letter, one call has no time for three.
    stage.ses.answerWith(() => {
      void stage.parts.pause(70_000);
      return 'send';
    });
    await letPass(5);
    expect(await readers()).toHaveLength(3);
  });

  test('a record that can’t be read fails its call, after the letters behind it went out', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    await failures(...(await submit('A1', 'B1')));
    const { table } = stage.store;
    const [first] = await dueKeys(table, '2014-04-17T00:00:00.000Z');
    if (first === undefined) throw new Error('No letter waits');
    const key = { pk: `LETTER#${first}`, sk: 'LETTER' };
    await table.put({ ...(await table.get(key)), ...key, letter: 'damaged' });
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(120_000);
    await expect(retryWaitingLetters(stage.parts)).rejects.toThrow('1 waiting letters could not be tried');
    expect(await readers()).toHaveLength(1);
  });

  test('a letter still waits safely if the scheduler fails', async () => {
    stage.ses.answerWith(() => quotaUsedUp);
    const schedules = { set: () => Promise.reject(new Error('Out of order')) };
    const retries = openRetries(schedules, stage.parts.log);
    const batch = batchOf(...(await submit('A1')));
    expect((await followCommits({ ...stage.parts, retries }, batch)).batchItemFailures).toEqual([]);
    expect(stage.logged.map(({ what }) => what)).toContain('retry not scheduled');
    stage.ses.answerWith(() => 'send');
    await stage.parts.pause(90_000);
    await failures();
    expect(await readers()).toEqual(['a1@example.org']);
  });
});

test.each([
  ['500', { status: 500, code: 'InternalFailure' }],
  ['400', quotaUsedUp],
])('one %s pauses no other letter', async (_, answer) => {
  let asked = 0;
  stage.ses.answerWith(() => {
    asked += 1;
    return asked === 1 ? answer : 'send';
  });
  await failures(...(await submit('A1', 'B1', 'C1', 'D1')));
  expect(await readers()).toHaveLength(3);
  await letPass(3);
  expect((await readers()).toSorted()).toEqual(['a1', 'b1', 'c1', 'd1'].map((name) => `${name}@example.org`));
});

describe('a single letter that SES rejects', () => {
  test('for good is shown to staff and holds up no other', async () => {
    stage.ses.answerWith((to) =>
      to === 'a1@example.org' ? { status: 400, code: 'InvalidParameterValue' } : 'send',
    );
    const records = await submit('A1', 'B1');
    for (let delivery = 0; delivery < 2; delivery++) expect(await failures(...records)).toBe(0);
    expect(await readers()).toEqual(['b1@example.org']);
    expect(await undelivered()).toEqual([
      { to: 'a1@example.org', kind: 'receipt', reason: 'refused', detail: 'InvalidParameterValue' },
    ]);
    stage.moveClockTo('2014-04-16T18:00:00.000Z');
    expect(await missing()).toEqual([]);
  });

  test('for three days is given up, shown to staff, and not retried', async () => {
    const asked = answerWith(() => ({ status: 400, code: 'MessageRejected' }));
    await failures(...(await submit('A1')));
    for (const day of ['17', '18', '19', '20', '21']) {
      stage.moveClockTo(`2014-04-${day}T15:30:00.000Z`);
      await failures();
    }
    expect(asked()).toBe(4);
    expect(await undelivered()).toEqual([
      { to: 'a1@example.org', kind: 'receipt', reason: 'refused', detail: 'MessageRejected' },
    ]);
  });
});

test('a letter that can’t be made into a message holds up no other', async () => {
  const [broken] = await submit('A1');
  if (!broken) throw new Error('There is no record');
  const badly = JSON.parse(JSON.stringify(broken).replaceAll('a1@example.org', 'two @example.org'));
  expect(await failures(badly, ...(await submit('B1')))).toBe(0);
  expect(await readers()).toEqual(['b1@example.org']);
  expect(stage.logged.map(({ what }) => what)).toContain('letter could not be made');
});

test('a waiting letter that can’t be read holds up no other', async () => {
  const { table } = stage.store;
  const [letter] = everyLetter();
  if (!letter) throw new Error('There is no letter');
  await keepWaiting(
    table,
    {
      letter,
      since: now,
      triesAgainAt: '2014-04-16T14:00:00.000Z',
      reason: 'Throttling',
      mayHaveGoneOut: false,
    },
    now,
  );
  const key = { pk: `LETTER#${letter.key}`, sk: 'LETTER' };
  await table.put({ ...(await table.get(key)), ...key, letter: 'damaged' });
  stage.ses.answerWith(() => quotaUsedUp);
  await failures(...(await submit('A1')));
  stage.ses.answerWith(() => 'send');
  await stage.parts.pause(90_000);
  expect(await failures()).toBe(0);
  expect(await readers()).toEqual(['a1@example.org']);
  expect(stage.logged.map(({ what }) => what)).toContain('waiting letter not tried');
});

test('a letter that an earlier release kept goes out', async () => {
  const { table } = stage.store;
  const [whole] = everyLetter();
  if (!whole) throw new Error('There is no letter');
  const since = { since: now, triesAgainAt: '2014-04-16T14:00:00.000Z', reason: 'Throttling' };
  await keepWaiting(table, { letter: whole, ...since, mayHaveGoneOut: false }, now);
  const key = { pk: `LETTER#${whole.key}`, sk: 'LETTER' };
  const { signer: _, program: __, lang: ___, ...letter } = whole;
  await table.put({ ...(await table.get(key)), ...key, letter });
  await failures(...(await submit('A1')));
  expect(await readers()).toEqual([whole.to, 'a1@example.org']);
});

test('a waiting letter to an erased person goes to no one', async () => {
  stage.ses.answerWith(() => quotaUsedUp);
  await failures(...(await submit('A1', 'B1')));
  const { table } = stage.store;
  await erase(table, await stepsToErase(table, 'a1@example.org'));
  stage.ses.answerWith(() => 'send');
  await stage.parts.pause(90_000);
  await failures();
  expect(await readers()).toEqual(['b1@example.org']);
  stage.moveClockTo('2014-04-16T18:00:00.000Z');
  expect(await missing()).toEqual([]);
});

test('a waiting letter goes out before later ones on the same subject', async () => {
  stage.ses.answerWith(() => quotaUsedUp);
  await failures(...(await submit('A1')));
  stage.ses.answerWith(() => 'send');
  await stage.parts.pause(90_000);
  const { school, applicant } = bySchool('A1');
  const decided = await stage.commit(aDecidedApplication({ school, applicant, version: 1 }), [
    { type: 'application-decided' },
  ]);
  expect(await failures(decided)).toBe(0);
  expect((await stage.mails()).map(({ subject }) => subject?.split(' ').slice(0, 2).join(' '))).toEqual([
    'We received',
    'Accepted: M.S.',
  ]);
});
