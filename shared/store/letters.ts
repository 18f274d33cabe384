import { type Instant, plusDays, plusHours } from '../domain/time.ts';
import { epochSeconds, keyOf } from './records.ts';
import type { Table } from './table.ts';

/**
 * `claimed`: this letter is yours to send. `again`: its earlier sender fell silent between sending and recording, so it
 * may have gone out once already. `sent`: it has been sent. `waiting`: it is kept and goes out by itself. `refused`: it never goes
 * out, and staff know. `busy`: somebody is sending it right now.
 */
export type LetterClaim = 'claimed' | 'again' | 'sent' | 'waiting' | 'refused' | 'busy';

/**
 * Longer than one letter takes from claim to record (sending gives up after 8 s): after it, a claim's sender is certainly
 * gone. Short enough to be waited for within one run of a function.
 */
export const claimSeconds = 15;
const keptDays = 400;
/** What happened longer ago is told of no more: nobody could say by then whether its letters went out before. */
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

/** Records that a claimed letter was sent, under the id that the mail service gave it. */
export async function recordLetter(
  table: Table,
  key: string,
  messageId: string,
  now: Instant,
): Promise<void> {
  await table.put({ ...letterRecord(key, now), state: 'sent', sentAt: now, messageId });
}

/** Records that a claimed letter never goes out: it stands before the staff instead. */
export async function recordRefusal(table: Table, key: string, now: Instant): Promise<void> {
  await table.put({ ...letterRecord(key, now), state: 'refused', refusedAt: now });
}
