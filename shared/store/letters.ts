import { type Instant, plusDays, plusHours } from '../domain/base/time.ts';
import { epochSeconds, keyOf } from './records.ts';
import type { Table } from './table.ts';

/**
 * `claimed`: this caller must send the letter. `again`: an earlier sender stopped between sending and recording, so
 * it may already have been sent. `sent`: it was sent. `waiting`: it is stored and will be retried. `refused`: it will
 * never be sent, and staff know. `busy`: someone else is sending it now.
 */
export type LetterClaim = 'claimed' | 'again' | 'sent' | 'waiting' | 'refused' | 'busy';

/**
 * Longer than a letter needs from claim to record (sending gives up after 8 s), so after it the claim's sender has
 * certainly stopped. Short enough to wait for within one function call.
 */
export const claimSeconds = 15;
const keptDays = 400;
/** Older events send nothing: no one can tell anymore if their letters were sent. */
export const toldWithinDays = 390;

export const letterRecord = (key: string, now: Instant) => ({
  ...keyOf.letter(key),
  type: 'letter',
  expiresAt: epochSeconds(plusDays(now.slice(0, 10), keptDays)),
});

/** Claims a letter by its key before it is sent, so that a repeated event sends it once. */
export async function claimLetter(table: Table, key: string, now: Instant): Promise<LetterClaim> {
  const put = await table.put(
    { ...letterRecord(key, now), state: 'claimed', claimedAt: now },
    {
      expression:
        'attribute_not_exists(pk) OR #state = :released OR (#state = :claimed AND claimedAt < :silentSince)',
      names: { '#state': 'state' },
      values: {
        ':claimed': 'claimed',
        ':released': 'released',
        ':silentSince': plusHours(now, -claimSeconds / 3600),
      },
    },
  );
  if (put.written) return put.replaced?.state === 'claimed' ? 'again' : 'claimed';
  return standing.find((state) => state === put.found?.state) ?? 'busy';
}

const standing = ['sent', 'waiting', 'refused'] as const;

/** Records that a claimed letter was sent, with the mail service's ID for it. */
export async function recordLetter(
  table: Table,
  key: string,
  messageId: string,
  now: Instant,
): Promise<void> {
  await table.put({ ...letterRecord(key, now), state: 'sent', sentAt: now, messageId });
}

/** Records that a claimed letter will never be sent. Staff see it instead. */
export async function recordRefusal(table: Table, key: string, now: Instant): Promise<void> {
  await table.put({ ...letterRecord(key, now), state: 'refused', refusedAt: now });
}
