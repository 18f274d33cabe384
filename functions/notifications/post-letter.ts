import type { Letter } from '../../shared/letters/letter.ts';
import { letterId } from '../../shared/mail/letter-id.ts';
import type { Posted } from '../../shared/mail/mail.ts';
import {
  claimLetter,
  claimSeconds,
  type LetterClaim,
  recordLetter,
  releaseLetter,
} from '../../shared/store/letters.ts';
import type { Parts } from './parts.ts';

/**
 * Sends a letter once, however often it is asked for: claim, send, record. Only if an earlier sender fell silent between
 * sending and recording can it go out a second time, and then the log says so. Throws where it could not be sent.
 */
export async function postLetter(parts: Parts, letter: Letter): Promise<void> {
  const { store, log, now } = parts;
  const ids = { letter: letterId(letter.key), kind: letter.kind };
  const claim = await claimPatiently(parts, letter.key);
  if (claim === 'sent') return log.info({ what: 'letter was sent before', ...ids });
  if (claim === 'busy') throw failure('LetterBusy');
  if (claim === 'again') log.error({ what: 'letter may go out twice', ...ids });
  const posted = await sendPatiently(parts, letter);
  // A held letter counts as sent: it is told of once, too.
  const message = 'held' in posted ? 'held' : posted.sent;
  await recordLetter(store.table, letter.key, message, now());
  log.info({ what: 'held' in posted ? 'letter held' : 'letter sent', ...ids, message });
}

/** The error of a letter that did not go out; its name says why and is all that it says. */
const failure = (name: string): Error => Object.assign(new Error(name), { name });

const pauseMs = 500;

/** Waits for another sender to finish, or for its claim to lapse: only then is it known whether there is work left. */
async function claimPatiently({ store, now, pause }: Parts, key: string): Promise<LetterClaim> {
  for (let waitedMs = 0; waitedMs <= claimSeconds * 1000 + pauseMs; waitedMs += pauseMs) {
    const claim = await claimLetter(store.table, key, now());
    if (claim !== 'busy') return claim;
    await pause(pauseMs);
  }
  return 'busy';
}

// SES lets an account send only so many a second; together shorter than a claim lasts.
const attempts = 5;
const throttlePauseMs = 1000;

async function sendPatiently(
  { store, mail, now, pause }: Parts,
  letter: Letter,
): Promise<Exclude<Posted, { unsent: string }>> {
  for (let attempt = 1; ; attempt++) {
    const posted = await mail.send(letter);
    if (!('unsent' in posted)) return posted;
    if (attempt < attempts && posted.unsent.startsWith('Throttling')) await pause(throttlePauseMs);
    else {
      await releaseLetter(store.table, letter.key, now());
      throw failure(posted.unsent);
    }
  }
}
