import { type Instant, plusHours } from '#domain/base/time.ts';
import { errorFacts } from '#http/error-facts.ts';
import type { Letter, LetterKind } from '#letters/letter.ts';
import { letterId } from '#mail/letter-id.ts';
import type { Posted } from '#mail/ses.ts';
import {
  claimLetter,
  claimSeconds,
  claimWaiting,
  dueKeys,
  keepWaiting,
  type LetterClaim,
  recordLetter,
  recordRefusal,
  type WaitingLetter,
} from '#store/sent-letters.ts';
import type { Parts } from './dependencies.ts';
import { noteUndelivered } from './undelivered.ts';

/** Log lines for letters that don't need to be sent again. */
const seenTo: Readonly<Partial<Record<LetterClaim, string>>> = {
  sent: 'letter was sent before',
  waiting: 'letter waits already',
  refused: 'letter was refused before',
};

/**
 * Sends a letter once, however often it is requested: claim, send, record. A letter that the mail service rejects temporarily
 * waits and goes out later. One that it refuses is shown to staff. A letter can go out twice only if an earlier sender stopped
 * between sending and recording, and then the log tells. Throws if another sender doesn't finish.
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

/** Waits until another sender finishes or its claim lapses. Only then is it known whether the letter is still to be sent. */
async function claimPatiently({ store, now, pause }: Parts, key: string): Promise<LetterClaim> {
  for (let waitedMs = 0; waitedMs <= claimSeconds * 1000 + pauseMs; waitedMs += pauseMs) {
    const claim = await claimLetter(store.table, key, now());
    if (claim !== 'busy') return claim;
    await pause(pauseMs);
  }
  return 'busy';
}

/** Sends a claimed letter and records the outcome. */
async function sendClaimed(
  parts: Parts,
  letter: Letter,
  { since, mayHaveGoneOut }: Pick<WaitingLetter, 'since' | 'mayHaveGoneOut'>,
): Promise<void> {
  const { store, retries, log, now } = parts;
  const ids = idsOf(letter);
  const posted = await sendPatiently(parts, letter);
  if (mayHaveGoneOut && ('sent' in posted || 'unclear' in posted))
    log.error({ what: 'letter may go out twice', ...ids });
  if ('sent' in posted || 'held' in posted) {
    // A held letter counts as sent, so it is kept only once.
    const message = 'held' in posted ? 'held' : posted.sent;
    await recordLetter(store.table, letter.key, message, now(), letter.tells);
    return log.info({ what: 'held' in posted ? 'letter held' : 'letter sent', ...ids, message });
  }
  if ('refused' in posted) return giveUp(parts, letter, posted.refused);
  const reason = 'unsent' in posted ? posted.unsent : posted.unclear;
  const isTooLate = reason !== resting && plusHours(since, waitsHours[letter.kind]) <= now();
  if (isTooLate) return giveUp(parts, letter, reason);
  const triesAgainAt = plusHours(now(), minutesUntilRetry(posted) / 60);
  await keepWaiting(
    store.table,
    { letter, since, triesAgainAt, reason, mayHaveGoneOut: mayHaveGoneOut || 'unclear' in posted },
    now(),
  );
  await retries.callAfter(triesAgainAt);
  log.error({ what: 'letter waits', ...ids, reason });
}

/** If all letters fail alike, they are retried soon, in order and before later ones. */
function minutesUntilRetry(posted: Posted): number {
  if (isForAll(posted)) return 1;
  // Only a new release can make it into a message. Whatever else SES rejects goes out once its account is in order.
  return 'unsent' in posted && posted.unsent === notMade ? 60 : 3;
}

const news = 72;

/** How long a letter may wait before staff see it instead. A letter about a day is useless after that day. */
const waitsHours: Readonly<Record<LetterKind, number>> = {
  'link-to-start': news,
  'link-to-return': news,
  'link-taken': news,
  'link-unknown': news,
  receipt: news,
  'information-request': news,
  'question-reminder': 24,
  'question-withdrawn': news,
  'answer-receipt': news,
  'closing-reminder': 48,
  extension: news,
  decision: news,
  'decision-correction': news,
  'place-reminder': 48,
  'place-extension': news,
  'invited-again': news,
  withdrawal: news,
  reinstatement: news,
  'contact-corrected': news,
  proposal: news,
  partnership: news,
  'partnership-change': news,
  'paired-withdrawal': news,
  'new-facilitator': news,
  'visits-planned': news,
  'visit-booked': news,
  'visit-moved': news,
  'visit-changed': news,
  'visit-cancelled': news,
  'visit-without-you': news,
  'date-proposed': news,
  'date-declined': news,
  'visit-reminder': 24,
  'reflection-request': news,
  coaching: news,
  'reading-digest': 8,
  'decision-digest': 8,
  'visit-digest': 24,
  'question-copy': 24,
  'question-reply': news,
  'invitation-to-apply': news,
};

/** Shows staff a letter that will never go out, so that they can reach its recipient another way. */
async function giveUp({ store, log, now }: Parts, letter: Letter, reason: string): Promise<void> {
  const { key, kind, to } = letter;
  const about = key.split('#')[0] ?? '';
  const facts = { letter: letterId(key), kind, about, to, detail: reason, at: now() };
  await noteUndelivered({ store, log }, { ...facts, reason: 'refused' });
  await recordRefusal(store.table, key, now());
  log.error({ what: 'letter refused', ...idsOf(letter), reason });
}

// SES limits how many letters an account sends each second. All attempts together are shorter than a claim.
const attempts = 5;
const throttlePauseMs = 1000;

async function sendPatiently(parts: Parts, letter: Letter): Promise<Posted> {
  const { mail, rest, now, pause } = parts;
  for (let attempt = 1; ; attempt++) {
    if (rest.isOn(now())) return { unsent: resting };
    const posted = await mail.send(letter).catch(unmade(parts, letter));
    if ('sent' in posted) rest.ended();
    if (!isForAll(posted)) return posted;
    if (attempt === attempts || !isTooFast(posted)) {
      rest.failed(now(), attempt);
      return posted;
    }
    await pause(throttlePauseMs);
  }
}

/** A letter that can't be made into a message holds up no other. The log has the error. */
const unmade =
  ({ log }: Parts, letter: Letter) =>
  (error: unknown): Posted => {
    log.error({ what: 'letter could not be made', ...idsOf(letter), ...errorFacts(error) });
    return { unsent: notMade };
  };

const resting = 'Resting';
const notMade = 'NotMade';
// These concern one letter: its recipient isn't confirmed in the sandbox, or its text looks like a virus.
const ofOneLetter = [notMade, 'MessageRejected'];

const isTooFast = (posted: Posted): boolean => 'unsent' in posted && posted.unsent.startsWith('Throttling');

/** Whether the next letter would fail the same way. */
const isForAll = (posted: Posted): boolean =>
  'unclear' in posted || ('unsent' in posted && !ofOneLetter.includes(posted.unsent));

/** The waiting letters that were due: those not tried for lack of time or a mail service, and those whose records failed. */
type Tried = { readonly left: number; readonly failed: number };

/**
 * Retries the waiting letters until `until`, or until the mail service rejects them again. It logs failures and never throws,
 * because its callers have other work to do.
 */
export async function sendWaitingLetters(parts: Parts, until: Instant): Promise<Tried> {
  const { store, rest, log, now } = parts;
  const failures: unknown[] = [];
  const fail = (what: string, ids: { letter?: string }) => (error: unknown) => {
    failures.push(error);
    log.error({ what, ...ids, ...errorFacts(error) });
    return [];
  };
  const tried = new Set<string>();
  for (;;) {
    const due = await dueKeys(store.table, now()).catch(fail('waiting letters not looked for', {}));
    const keys = due.filter((key) => !tried.has(key));
    if (keys.length === 0) return { left: 0, failed: failures.length };
    for (const [index, key] of keys.entries()) {
      if (rest.isOn(now()) || now() >= until) return { left: keys.length - index, failed: failures.length };
      tried.add(key);
      await tryAgain(parts, key).catch(fail('waiting letter not tried', { letter: letterId(key) }));
    }
  }
}

async function tryAgain(parts: Parts, key: string): Promise<void> {
  const waiting = await claimWaiting(parts.store.table, key, parts.now());
  if (waiting) await sendClaimed(parts, waiting.letter, waiting);
}

// Leaves the function most of its five minutes for the next letters that must wait.
const retryMinutes = 2;

/**
 * Retries the waiting letters when their time has come, and has those that it doesn't reach retried by another call. Throws at
 * the end if a record failed, so that the call is repeated.
 */
export async function retryWaitingLetters(parts: Parts): Promise<void> {
  const { left, failed } = await sendWaitingLetters(parts, plusHours(parts.now(), retryMinutes / 60));
  parts.log.info({ what: 'waiting letters retried', left, failed });
  if (left > 0) await parts.retries.callAfter(parts.now());
  if (failed > 0) throw new Error(`${failed} waiting letters could not be tried`);
}
