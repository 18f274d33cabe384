import { type Change, type HistoryEntry, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { ThreadEvent } from './events.ts';

/** Someone who asked. `email` is lower case; `name` is empty if an email gave none. */
export type Asker = { readonly name: string; readonly email: string };

/** A file that came with an email. It is only listed, never opened. */
export type Attachment = { readonly name: string; readonly bytes: number };

/** What an email adds to its text. */
export type MailFacts = {
  /** Its Message-ID with angle brackets, to which a reply refers. */
  readonly messageId?: string;
  readonly attachments: readonly Attachment[];
  /** Its size, if it was too large to read to the end. */
  readonly tooLargeBytes?: number;
};

/** `id` is unique in its thread, and the same if the same message comes again. */
export type Message = {
  readonly id: string;
  readonly at: Instant;
  readonly from: 'asker' | 'staff';
  /** The writer's name. */
  readonly by: string;
  readonly text: string;
  /** Absent for a message that came through a form. */
  readonly mail?: MailFacts;
};

/**
 * The application that a thread is about. `isProven`: the asker is its contact, by their link or by an email that their
 * mail server vouches for. Otherwise someone only typed its number or its contact's address.
 */
export type AboutApplication = {
  readonly reference: string;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly isProven: boolean;
};

/** A question from someone outside, and the messages about it, oldest first. It is open while someone waits for an answer. */
export type Thread = {
  readonly version: number;
  readonly id: string;
  readonly cycleId: string;
  /** Of the email that began it. */
  readonly subject?: string;
  readonly asker: Asker;
  readonly about?: AboutApplication;
  readonly state: 'open' | 'closed';
  readonly assignee?: NamedStaff;
  readonly messages: readonly Message[];
  readonly history: readonly HistoryEntry<ThreadEvent['type']>[];
};

/** What a list shows of a thread. */
export type ThreadSummary = Pick<Thread, 'id' | 'asker' | 'about' | 'state' | 'assignee'> & {
  /** The subject, or the start of the question. */
  readonly title: string;
  /** When the first message without an answer came, or the last one if all have one. */
  readonly since: Instant;
};

/** Characters of an ID, in hexadecimal. */
export const idLength = 20;

/** Characters of one message. Longer emails are cut. */
export const longestMessage = 4000;

/** A record has room for 400 kB, and one message of emoji and accents can have 50 kB. */
const roomBytes = 250_000;

/** Whether a thread has room for no more messages of the asker. */
const isFull = ({ messages }: Thread): boolean =>
  new TextEncoder().encode(JSON.stringify(messages)).length > roomBytes;

type Asked = Pick<Thread, 'id' | 'cycleId' | 'asker'> & {
  readonly subject?: string | undefined;
  readonly about?: AboutApplication | undefined;
  readonly message: Message;
};

export function askQuestion({ subject, about, message, ...asked }: Asked): Change<Thread, ThreadEvent> {
  const event = { type: 'question-asked' } as const;
  const thread: Thread = {
    version: 0,
    ...asked,
    ...(subject && { subject }),
    ...(about && { about }),
    state: 'open',
    messages: [message],
    history: [],
  };
  return { after: noted(thread, message.at, message.by, event), events: [event] };
}

/** The asker writes again, which opens a closed thread. The same message changes nothing. */
export function continueThread(
  thread: Thread,
  message: Message,
): Change<Thread, ThreadEvent> | Refusal<'full'> {
  if (thread.messages.some(({ id }) => id === message.id)) return { after: thread, events: [] };
  if (isFull(thread)) return refuse('full');
  const event = { type: 'question-continued' } as const;
  const after: Thread = { ...thread, state: 'open', messages: [...thread.messages, message] };
  return { after: noted(after, message.at, message.by, event), events: [event] };
}

/** Undefined takes the thread from its assignee. */
export function assignThread(
  thread: Thread,
  assignee: NamedStaff | undefined,
  staff: NamedStaff,
  now: Instant,
): Change<Thread, ThreadEvent> {
  if (assignee?.email === thread.assignee?.email) return { after: thread, events: [] };
  const event = { type: 'question-assigned' } as const;
  const { assignee: _, ...rest } = thread;
  return {
    after: noted({ ...rest, ...(assignee && { assignee }) }, now, staff.name, event),
    events: [event],
  };
}

/** Staff reply, which closes the thread until the asker writes again. */
export function answerThread(
  thread: Thread,
  text: string,
  staff: NamedStaff,
  now: Instant,
): Change<Thread, ThreadEvent> {
  const event = { type: 'question-answered' } as const;
  const message: Message = { id: `reply-${thread.version}`, at: now, from: 'staff', by: staff.name, text };
  const after: Thread = { ...thread, state: 'closed', messages: [...thread.messages, message] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** Whether exactly this is the last message, so that a form sent twice answers once. */
export function hasAnswered({ messages }: Thread, text: string, staff: NamedStaff): boolean {
  const last = messages.at(-1);
  return last?.from === 'staff' && last.text === text && last.by === staff.name;
}

const turn =
  (state: Thread['state'], event: Extract<ThreadEvent, { type: 'question-closed' | 'question-reopened' }>) =>
  (thread: Thread, staff: NamedStaff, now: Instant): Change<Thread, ThreadEvent> =>
    thread.state === state
      ? { after: thread, events: [] }
      : { after: noted({ ...thread, state }, now, staff.name, event), events: [event] };

/** Closes a thread that needs no reply. */
export const closeThread = turn('closed', { type: 'question-closed' });
export const reopenThread = turn('open', { type: 'question-reopened' });

/** See `ThreadSummary`. */
function waitingSince({ messages }: Thread): Instant {
  const answered = messages.findLastIndex(({ from }) => from === 'staff');
  return (messages[answered + 1] ?? messages.at(-1))?.at ?? '';
}

const longestTitle = 80;

export const titleOf = ({ subject, messages }: Thread): string => {
  const title = subject ?? messages[0]?.text.replace(/\s+/g, ' ') ?? '';
  return title.length <= longestTitle
    ? title
    : `${title
        .slice(0, longestTitle)
        .toWellFormed()
        .replace(/\s\S*$/, '')}…`;
};

export const threadSummary = (thread: Thread): ThreadSummary => {
  const { id, asker, about, state, assignee } = thread;
  return {
    ...{ id, title: titleOf(thread), asker, state, since: waitingSince(thread) },
    ...(about && { about }),
    ...(assignee && { assignee }),
  };
};

/** The open threads, oldest first, and the closed ones, newest first. */
export function byState(
  threads: readonly ThreadSummary[],
): Readonly<Record<Thread['state'], ThreadSummary[]>> {
  const oldestFirst = threads.toSorted((one, other) => (one.since < other.since ? -1 : 1));
  return {
    open: oldestFirst.filter(({ state }) => state === 'open'),
    closed: oldestFirst.filter(({ state }) => state === 'closed').reverse(),
  };
}
