import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusHours } from '../../shared/domain/time.ts';
import { claimLetter, claimSeconds, recordLetter, releaseLetter } from '../../shared/store/letters.ts';
import { keyOf } from '../../shared/store/records.ts';
import { startTable, type TestTable } from './table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

const now = '2014-04-14T14:00:00.000Z';
const after = (seconds: number) => plusHours(now, seconds / 3600);

test('of many who want to send one letter at once, one may', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimLetter(table, 'once', now)));
  expect(claims.toSorted()).toEqual([...Array(7).fill('busy'), 'claimed']);
});

test('a letter that was sent is never sent again', async () => {
  expect(await claimLetter(table, 'sent', now)).toBe('claimed');
  await recordLetter(table, 'sent', 'message-1', now);
  for (const moment of [now, after(claimSeconds + 1), '2015-04-14T14:00:00.000Z'])
    expect(await claimLetter(table, 'sent', moment)).toBe('sent');
  expect(await table.get(keyOf.letter('sent'))).toMatchObject({ messageId: 'message-1', sentAt: now });
});

test('the claim of a sender who fell silent can be taken over, and is known to be a repeat', async () => {
  expect(await claimLetter(table, 'silent', now)).toBe('claimed');
  expect(await claimLetter(table, 'silent', after(claimSeconds))).toBe('busy');
  const rivals = [1, 2, 3].map(() => claimLetter(table, 'silent', after(claimSeconds + 1)));
  expect((await Promise.all(rivals)).toSorted()).toEqual(['again', 'busy', 'busy']);
});

test('a claim that was given back is free at once, and is no repeat', async () => {
  await claimLetter(table, 'released', now);
  await releaseLetter(table, 'released', now);
  expect(await claimLetter(table, 'released', now)).toBe('claimed');
});

test('the record of a letter is forgotten, but not before a year', async () => {
  await claimLetter(table, 'old', now);
  const record = await table.get(keyOf.letter('old'));
  const days = (Number(record?.expiresAt) - Date.parse(now) / 1000) / (24 * 60 * 60);
  expect(days).toBeGreaterThan(366);
});
