import { plusHours } from '../../shared/domain/time.ts';
import type { Letter, LetterKind } from '../../shared/letters/letter.ts';
import { letterId } from '../../shared/mail/letter-id.ts';
import type { Posted } from '../../shared/mail/mail.ts';
import {
  claimLetter,
  claimSeconds,
  type LetterClaim,
  recordLetter,
  recordRefusal,
} from '../../shared/store/letters.ts';
import { keepWaiting, type WaitingLetter } from '../../shared/store/waiting-letters.ts';
import { errorFacts } from '../http/error-facts.ts';
import { noteUndelivered } from './note-undelivered.ts';
import type { Parts } from './parts.ts';

/** What the log says of a letter that nobody has to send any more. */
const seenTo: Readonly<Partial<Record<LetterClaim, string>>> = {
  sent: 'letter was sent before',
  waiting: 'letter waits already',
  refused: 'letter was refused before',
};

/**
 * Sends a letter once, however often it is asked for: claim, send, record. What the mail service does not take waits, and goes out
 * later by itself; what it never takes stands before the staff. Only if an earlier sender fell silent between sending and recording
 * can a letter go out a second time, and then the log says so. Throws where somebody else does not finish sending it.
 */
export async function postLetter(parts: Parts, letter: Letter): Promise<void> {
  const { log, now } = parts;
  const claim = await claimPatiently(parts, letter.key);
  const before = seenTo[claim];
  if (before !== undefined) return log.info({ what: before, ...idsOf(letter) });
  if (claim === 'busy') throw Object.assign(new Error('LetterBusy'), { name: 'LetterBusy' });
  await sendClaimed(parts, letter, { since: now(), mayHaveGoneOut: claim === 'again' });
}

const idsOf = ({ key, kind }: Letter) => ({ letter: letterId(key), kind });

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

/** Sends a letter that was claimed, and records what became of it. */
export async function sendClaimed(
  parts: Parts,
  letter: Letter,
  { since, mayHaveGoneOut }: Pick<WaitingLetter, 'since' | 'mayHaveGoneOut'>,
): Promise<void> {
  const { store, log, now } = parts;
  const ids = idsOf(letter);
  const posted = await sendPatiently(parts, letter);
  if (mayHaveGoneOut && ('sent' in posted || 'unclear' in posted))
    log.error({ what: 'letter may go out twice', ...ids });
  if ('sent' in posted || 'held' in posted) {
    // A held letter counts as sent: it is told of once, too.
    const message = 'held' in posted ? 'held' : posted.sent;
    await recordLetter(store.table, letter.key, message, now());
    return log.info({ what: 'held' in posted ? 'letter held' : 'letter sent', ...ids, message });
  }
  if ('refused' in posted) return giveUp(parts, letter, posted.refused);
  const reason = 'unsent' in posted ? posted.unsent : posted.unclear;
  const isTooLate = reason !== resting && plusHours(since, waitsHours(letter.kind)) <= now();
  if (isTooLate) return giveUp(parts, letter, reason);
  const triesAgainAt = plusHours(now(), (isForAll(posted) ? minutesForAll : minutesForOne) / 60);
  await keepWaiting(
    store.table,
    { ...{ letter, since, triesAgainAt, reason }, mayHaveGoneOut: mayHaveGoneOut || 'unclear' in posted },
    now(),
  );
  log.error({ what: 'letter waits', ...ids, reason });
}

// Letters that all fare the same are tried soon, in their order and before later ones; one that fares alone is tried seldom.
const minutesForAll = 1;
const minutesForOne = 60;

/** A letter that is about a day is worth nothing after it. */
const waitsHoursOf: Readonly<Partial<Record<LetterKind, number>>> = {
  'reading-digest': 8,
  'decision-digest': 8,
  'visit-digest': 24,
  'visit-reminder': 24,
  'closing-reminder': 48,
};

const waitsHours = (kind: LetterKind): number => waitsHoursOf[kind] ?? 72;

/** Puts a letter that never goes out before the staff, who write to its reader by other ways. */
async function giveUp({ store, log, now }: Parts, letter: Letter, reason: string): Promise<void> {
  const { key, kind, to } = letter;
  const about = key.split('#')[0] ?? '';
  const facts = { letter: letterId(key), kind, about, to, detail: reason, at: now() };
  await noteUndelivered({ store, log }, { ...facts, reason: 'refused' });
  await recordRefusal(store.table, key, now());
  log.error({ what: 'letter refused', ...idsOf(letter), reason });
}

// SES lets an account send only so many a second; together shorter than a claim lasts.
const attempts = 5;
const throttlePauseMs = 1000;

async function sendPatiently(parts: Parts, letter: Letter): Promise<Posted> {
  const { mail, rest, now, pause } = parts;
  for (let attempt = 1; ; attempt++) {
    if (rest.isOn(now())) return { unsent: resting };
    const posted = await mail.send(letter).catch(unmade(parts, letter));
    if (!isForAll(posted)) return posted;
    if (attempt === attempts || !isTooFast(posted)) {
      rest.begin(now());
      return posted;
    }
    await pause(throttlePauseMs);
  }
}

/** A letter that cannot be made into a message holds up no other; the log says where that failed. */
const unmade =
  ({ log }: Parts, letter: Letter) =>
  (error: unknown): Posted => {
    log.error({ what: 'letter could not be made', ...idsOf(letter), ...errorFacts(error) });
    return { unsent: notMade };
  };

const resting = 'Resting';
const notMade = 'NotMade';
// Says something of one letter: its reader's address is not confirmed in the sandbox, or its text looks like a virus.
const ofOneLetter = [notMade, 'MessageRejected'];

const isTooFast = (posted: Posted): boolean => 'unsent' in posted && posted.unsent.startsWith('Throttling');

/** Whether the next letter would fare the same. */
const isForAll = (posted: Posted): boolean =>
  'unclear' in posted || ('unsent' in posted && !ofOneLetter.includes(posted.unsent));
