import type { Instant } from '../domain/time.ts';
import { plusDays, plusHours } from '../domain/time.ts';
import { epochSeconds, keyOf } from './records.ts';
import type { Table } from './table.ts';

/**
 * `claimed`: this letter is yours to send. `again`: its earlier sender fell silent between sending and recording, so it
 * may have gone out once already. `sent`: it has been sent. `busy`: somebody is sending it right now.
 */
export type LetterClaim = 'claimed' | 'again' | 'sent' | 'busy';

/** Longer than any function that sends letters may run: after it, a claim's sender is certainly gone. */
const leaseHours = 2 / 60;
const keptDays = 400;

/** Claims a letter by its key before it is sent, so that a repeated event sends it once. */
export async function claimLetter(table: Table, key: string, now: Instant): Promise<LetterClaim> {
  const expiresAt = epochSeconds(plusDays(now.slice(0, 10), keptDays));
  const put = await table.put(
    { ...keyOf.letter(key), type: 'letter', state: 'claimed', claimedAt: now, expiresAt },
    {
      expression: 'attribute_not_exists(pk) OR (#state = :claimed AND claimedAt < :silentSince)',
      names: { '#state': 'state' },
      values: { ':claimed': 'claimed', ':silentSince': plusHours(now, -leaseHours) },
    },
  );
  if (put.written) return put.replaced ? 'again' : 'claimed';
  return put.found?.state === 'sent' ? 'sent' : 'busy';
}

/** Records that a claimed letter was sent, under the id that the mail service gave it. */
export async function recordLetter(
  table: Table,
  key: string,
  messageId: string,
  now: Instant,
): Promise<void> {
  const expiresAt = epochSeconds(plusDays(now.slice(0, 10), keptDays));
  await table.put({ ...keyOf.letter(key), type: 'letter', state: 'sent', sentAt: now, messageId, expiresAt });
}
