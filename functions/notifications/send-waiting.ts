import type { Instant } from '../../shared/domain/base/time.ts';
import { letterId } from '../../shared/mail/letter-id.ts';
import { claimWaiting, dueKeys } from '../../shared/store/sent-letters.ts';
import { errorFacts } from '../http/error-facts.ts';
import type { Parts } from './parts.ts';
import { sendClaimed } from './post-letter.ts';

/**
 * Retries the waiting letters until `until`, or until the mail service rejects them again. It logs failures and never throws,
 * because its callers have other work to do.
 */
export async function sendWaitingLetters(parts: Parts, until: Instant): Promise<void> {
  const { store, rest, log, now } = parts;
  const failed = (what: string, ids: { letter?: string }) => (error: unknown) =>
    void log.error({ what, ...ids, ...errorFacts(error) });
  const keys = await dueKeys(store.table, now()).catch(failed('waiting letters not looked for', {}));
  for (const key of keys ?? []) {
    if (rest.isOn(now()) || now() >= until) return;
    await tryAgain(parts, key).catch(failed('waiting letter not tried', { letter: letterId(key) }));
  }
}

async function tryAgain(parts: Parts, key: string): Promise<void> {
  const waiting = await claimWaiting(parts.store.table, key, parts.now());
  if (waiting) await sendClaimed(parts, waiting.letter, waiting);
}
