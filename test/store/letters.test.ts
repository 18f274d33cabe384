import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plusHours } from '#domain/base/time.ts';
import { keyOf } from '#store/keys.ts';
import {
  claimLetter,
  claimSeconds,
  claimWaiting,
  dueKeys,
  keepWaiting,
  recordLetter,
  recordRefusal,
  type WaitingLetter,
} from '#store/sent-letters.ts';
import { everyLetter } from '../letters/sample.ts';
import { everyVisitLetter } from '../letters/visit-sample.ts';
import { startTable, type TestTable } from './table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const now = '2014-04-14T14:00:00.000Z';
const later = (seconds: number) => plusHours(now, seconds / 3600);

const [sample] = everyLetter();
function aWaiting(key: string): WaitingLetter {
  if (!sample) throw new Error('There is no letter');
  return {
    ...{ letter: { ...sample, key }, since: now, triesAgainAt: now },
    ...{ reason: 'Throttling', mayHaveGoneOut: false },
  };
}

test('if many try to send a letter at once, one can', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimLetter(table, 'once', now)));
  expect(claims.toSorted()).toEqual([...Array(7).fill('busy'), 'claimed']);
});

test('a sent letter is never sent again', async () => {
  expect(await claimLetter(table, 'sent', now)).toBe('claimed');
  await recordLetter(table, 'sent', 'message-1', now);
  for (const moment of [now, later(claimSeconds + 1), '2015-04-14T14:00:00.000Z'])
    expect(await claimLetter(table, 'sent', moment)).toBe('sent');
  expect(await table.get(keyOf.letter('sent'))).toMatchObject({ messageId: 'message-1', sentAt: now });
});

test('the claim of a sender that stopped can be taken over, and is marked as a repeat', async () => {
  expect(await claimLetter(table, 'silent', now)).toBe('claimed');
  expect(await claimLetter(table, 'silent', later(claimSeconds))).toBe('busy');
  const rivals = [1, 2, 3].map(() => claimLetter(table, 'silent', later(claimSeconds + 1)));
  expect((await Promise.all(rivals)).toSorted()).toEqual(['again', 'busy', 'busy']);
});

test.each([
  ['waits for the mail service', 'waiting', () => keepWaiting(table, aWaiting('waits'), now)],
  ['is shown to staff', 'refused', () => recordRefusal(table, 'waits', now)],
])('a letter that %s can’t be sent by anyone else', async (_, state, keep) => {
  await keep();
  expect(await claimLetter(table, 'waits', later(claimSeconds + 1))).toBe(state);
});

describe('a waiting letter', () => {
  test('comes back complete, whatever its content, when it is due', async () => {
    // One of each kind, and of each kind of invitation with it.
    const letters = [
      ...new Map(
        [...everyLetter(), ...everyVisitLetter()].map((letter) => [
          `${letter.kind} ${letter.calendar?.method}`,
          letter,
        ]),
      ).values(),
    ];
    const keys = letters.map(({ key }) => key);
    await Promise.all(
      letters.map((letter) =>
        keepWaiting(table, { ...aWaiting(letter.key), letter, triesAgainAt: later(60) }, now),
      ),
    );
    expect(await dueKeys(table, later(59))).not.toContain(keys[0]);
    expect(await dueKeys(table, later(61))).toEqual(expect.arrayContaining(keys));
    const claimed = await Promise.all(keys.map((key) => claimWaiting(table, key, later(61))));
    expect(claimed.map((waiting) => waiting?.letter)).toEqual(letters);
  });

  test('is retried by only one caller, and by another only if the first stopped', async () => {
    await keepWaiting(table, aWaiting('tried'), now);
    const claims = await Promise.all([1, 2, 3].map(() => claimWaiting(table, 'tried', now)));
    expect(claims.filter((claim) => claim !== undefined)).toEqual([aWaiting('tried')]);
    expect(await claimWaiting(table, 'tried', later(claimSeconds))).toBeUndefined();
    const rivals = await Promise.all(
      [1, 2, 3].map(() => claimWaiting(table, 'tried', later(claimSeconds + 1))),
    );
    expect(rivals.filter((claim) => claim !== undefined)).toEqual([
      { ...aWaiting('tried'), mayHaveGoneOut: true },
    ]);
  });

  test('is no longer found after it is sent', async () => {
    await keepWaiting(table, aWaiting('gone'), now);
    await claimWaiting(table, 'gone', later(61));
    await recordLetter(table, 'gone', 'message-1', later(61));
    expect(await dueKeys(table, later(120))).not.toContain('gone');
    expect(await claimWaiting(table, 'gone', later(120))).toBeUndefined();
  });
});

test('a letter’s record expires, but not within a year', async () => {
  await claimLetter(table, 'old', now);
  const record = await table.get(keyOf.letter('old'));
  const days = (Number(record?.expiresAt) - Date.parse(now) / 1000) / (24 * 60 * 60);
  expect(days).toBeGreaterThan(366);
});
