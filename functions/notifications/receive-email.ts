import { createHash } from 'node:crypto';
import { type Change, isRefusal } from '#domain/base/change.ts';
import type { Instant } from '#domain/base/time.ts';
import type { ThreadEvent } from '#domain/threads/events.ts';
import { askQuestion, continueThread, idLength, type Message, type Thread } from '#domain/threads/thread.ts';
import { threadIdIn } from '#letters/thread-letters.ts';
import { type ReceivedEmail, readEmail, whyNotAPerson } from '#mail/read-email.ts';
import type { RawEmail } from '#mail/received-mail.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { aboutOf, applicationNamedIn, applicationOf } from '#store/find-application.ts';
import { openRequests } from '#store/requests.ts';
import { reviseThread } from '#store/revise.ts';
import { openThreads } from '#store/threads.ts';
import type { Log } from './log.ts';

export const openReceivingStore = (table: Table) => ({
  ...openCycles(table),
  ...openApplications(table),
  ...openThreads(table),
  ...openRequests(table),
});

type Parts = {
  readonly store: ReturnType<typeof openReceivingStore>;
  readonly log: Log;
  readonly now: () => Instant;
  /** The start of the raw email, and its size. */
  readonly read: (key: string, mostBytes: number) => Promise<RawEmail>;
  /** The addresses from which we send and at which we receive, in lower case. */
  readonly ours: readonly string[];
};

/** What SES found out about an email. */
export type Arrived = {
  /** SES's ID of the message, which is also its key in the bucket. */
  readonly id: string;
  readonly isSpam: boolean;
  readonly hasVirus: boolean;
  /** Whether the sender's domain vouches for the address in From. */
  readonly isVouchedFor: boolean;
};

/** Emails up to this size are read to the end. Of a larger one, only the start is read, where the text is. */
const mostBytes = 10_000_000;
const startBytes = 256_000;

/** A person sends a few an hour; a loop or a bot sends hundreds. */
const perHour = 20;

/**
 * Adds an email to its thread, or begins one. Spam, viruses, and what programs sent are ignored. It never opens or changes
 * an application. A repetition changes nothing.
 */
export async function receiveEmail(parts: Parts, arrived: Arrived): Promise<void> {
  const { log, ours } = parts;
  const { id } = arrived;
  if (arrived.hasVirus || arrived.isSpam)
    return log.info({ what: 'email ignored', email: id, why: arrived.hasVirus ? 'virus' : 'spam' });
  const { email, tooLargeBytes } = await readBounded(parts, id);
  const why = whyNotAPerson(email, ours);
  if (why || !email.from) return log.info({ what: 'email ignored', email: id, why: why ?? 'no-sender' });
  const { from } = email;
  if (await cameTooOften(parts, from.email, id))
    return log.error({ what: 'email ignored', email: id, why: 'too-many' });
  const message: Message = {
    id: shortHash(id),
    at: parts.now(),
    from: 'asker',
    by: from.name || from.email,
    text: email.text,
    mail: {
      attachments: email.attachments,
      ...(email.messageId && { messageId: email.messageId }),
      ...(tooLargeBytes !== undefined && { tooLargeBytes }),
    },
  };
  if (await continued(parts, email, from.email, message))
    return log.info({ what: 'email added to a question', email: id });
  await begun(parts, arrived, email, message);
}

async function readBounded({ read }: Parts, id: string) {
  const start = await read(id, startBytes);
  const isTooLarge = start.bytes > mostBytes;
  const { raw } = start.bytes <= startBytes || isTooLarge ? start : await read(id, mostBytes);
  return { email: await readEmail(raw), ...(isTooLarge && { tooLargeBytes: start.bytes }) };
}

/** Counts the emails of one sender in this hour. The address is stored only as a hash, for two hours. */
async function cameTooOften({ store, now }: Parts, email: string, id: string): Promise<boolean> {
  // A repetition of the same call is not another email.
  if (await store.thread(shortHash(id))) return false;
  const hour = now().slice(0, 13);
  const endsAt = Math.floor(Date.parse(now()) / 1000) + 2 * 60 * 60;
  const key = `email-in#${hour}#${createHash('sha256').update(`${hour} ${email}`).digest('base64url')}`;
  return (await store.countAttempt(key, endsAt)) > perHour;
}

/** Adds a message to the thread that it answers. Only the asker can: anyone could invent a reference to it. */
async function continued(
  { store }: Parts,
  { references }: ReceivedEmail,
  sender: string,
  message: Message,
): Promise<boolean> {
  const ids = [...new Set(references.flatMap((reference) => threadIdIn(reference) ?? []))];
  for (const id of ids.slice(-3)) {
    const thread = await store.thread(id);
    if (thread?.asker.email !== sender) continue;
    const outcome = await reviseThread(store, id, (current: Thread) => continueThread(current, message));
    if (outcome && !isRefusal(outcome)) return true;
  }
  return false;
}

async function begun(
  { store, log }: Parts,
  { id, isVouchedFor }: Arrived,
  { from, subject, text }: ReceivedEmail,
  message: Message,
): Promise<void> {
  const cycle = await store.currentCycle();
  if (!cycle || !from) return log.info({ what: 'email ignored', email: id, why: 'no-cycle' });
  const own = await applicationOf(store, cycle.id, from.email);
  const named = own ?? (await applicationNamedIn(store, cycle.id, `${subject}\n${text}`));
  const asked: Change<Thread, ThreadEvent> = askQuestion({
    ...{ id: message.id, cycleId: cycle.id, asker: from, subject, message },
    about: named && aboutOf(named, isVouchedFor && own !== undefined),
  });
  // A conflict means that the same email was delivered twice.
  const outcome = await store.commitThread(asked);
  log.info({ what: 'email began a question', email: id, outcome });
}

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, idLength);
