import { sayMoment } from '#domain/base/time.ts';
import type { Program } from '#domain/program/program.ts';
import type { ThreadEvent } from '#domain/threads/events.ts';
import type { Message, Thread } from '#domain/threads/thread.ts';
import {
  type Letter,
  type LetterContext,
  type LetterKind,
  letterKey,
  letterOf,
  paragraph,
  quotation,
  type Threading,
} from './letter.ts';
import type { LettersOf } from './letters-of.ts';

/** The start of the keys of a thread's letters. */
export const threadName = ({ cycleId, id }: Pick<Thread, 'cycleId' | 'id'>): string =>
  `${cycleId}-THREAD-${id}`;

/** The ID of our own letter about the message at this place, for the headers that thread an email. */
const ownId = (thread: Thread, place: number): string => `question.${thread.id}.${place}`;

/** The thread that an ID of our own letters belongs to, from the start of a Message-ID. */
export const threadIdIn = (messageId: string): string | undefined =>
  /^<?question\.([0-9a-f]{16,40})\.\d{1,4}@/.exec(messageId)?.[1];

/** More would only make long headers. */
const mostReferences = 10;

/** The messages before the one at this place, as email headers name them. An asker who used a form got a copy from us. */
const referencesTo = (thread: Thread, place: number): readonly string[] =>
  thread.messages
    .slice(0, place)
    .flatMap(({ mail }, before) => (mail ? (mail.messageId ?? []) : ownId(thread, before)))
    .slice(-mostReferences);

/** Mail programs show emails as one conversation only if their subjects are the same without “Re:”. */
const subjectOf = ({ subject }: Thread, { name }: Program): string =>
  subject?.replace(/^(\s*re:)+\s*/i, '') ?? `Your question about ${name}`;

type Words = Pick<Letter, 'subject' | 'body' | 'signer' | 'why'> & {
  readonly kind: LetterKind;
  readonly threading: Threading;
};

const letterTo = (thread: Thread, words: Words, context: LetterContext): Letter => {
  const { email } = thread.asker;
  return letterOf(context, {
    key: letterKey(threadName(thread), thread.version, words.kind, email),
    to: email,
    ...words,
  });
};

/** Whether a mail program would make a link out of some of the text. */
const hasLink = (text: string): boolean => /:\/\/|www\.|@|[\p{L}\p{N}]\.\p{L}{2,}/u.test(text);

/**
 * Confirms a question that came through a form. Anyone can type any address there, so the copy to an address that isn't
 * proven has nothing in it that leads anywhere: neither a link nor an address from the text.
 */
function copyOf(thread: Thread, context: LetterContext): readonly Letter[] {
  const [message] = thread.messages;
  if (!message || message.mail) return [];
  const { program } = context.cycle;
  const isProven = thread.about?.isProven === true;
  const isQuoted = isProven || !hasLink(message.text);
  const letter = letterTo(
    thread,
    {
      kind: 'question-copy',
      subject: subjectOf(thread, program),
      body: [
        paragraph(isProven ? `Dear ${thread.asker.name},` : 'Hello,'),
        paragraph('Thank you for your question. We’ll reply to this address.'),
        ...(isQuoted
          ? [paragraph('You asked:'), quotation(message.text)]
          : [
              paragraph(
                'Your question has a web or email address in it. To protect people from spam, we don’t repeat it here. Our staff can see all of it.',
              ),
            ]),
        paragraph('To add something, reply to this email.'),
      ],
      signer: { name: `The ${program.name} team` },
      why: isProven
        ? `You’re receiving this email because you asked a question on ${thread.about.schoolName}’s application page.`
        : `You’re receiving this email because someone entered this address on the ${program.name} website. If it wasn’t you, you can ignore this email.`,
      threading: { id: ownId(thread, 0), references: [] },
    },
    context,
  );
  return [letter];
}

/** The last reply of our staff, with the message that it answers. */
function replyOf(thread: Thread, context: LetterContext): readonly Letter[] | undefined {
  const place = thread.messages.findLastIndex(({ from }) => from === 'staff');
  const reply = thread.messages[place];
  if (!reply) return undefined;
  const { program } = context.cycle;
  const { name } = thread.asker;
  const answered = thread.messages.slice(0, place).findLast(({ from }) => from === 'asker');
  const letter = letterTo(
    thread,
    {
      kind: 'question-reply',
      subject: `Re: ${subjectOf(thread, program)}`,
      body: [
        paragraph(name === '' ? 'Hello,' : `Hello ${name},`),
        ...reply.text.split(/\n{2,}/).map(paragraph),
        ...(answered
          ? [paragraph(sayWhen(answered, program.timeZone)), quotation(quoted(answered.text))]
          : []),
      ],
      signer: { name: reply.by, title: program.name },
      why: `You’re receiving this email because you asked ${program.name} a question. To write back, reply to this email.`,
      threading: { id: ownId(thread, place), references: referencesTo(thread, place) },
    },
    context,
  );
  return [letter];
}

const sayWhen = ({ at }: Message, timeZone: string): string => `On ${sayMoment(timeZone, at)}, you wrote:`;

const longestQuote = 1000;

/** The start of a long message. The asker has the rest. */
const quoted = (text: string): string =>
  text.length <= longestQuote ? text : `${text.slice(0, longestQuote).toWellFormed()}…`;

/** What follows from each event of a thread. */
export const ofThread: LettersOf<Thread, ThreadEvent> = {
  'question-asked': { kind: 'varies', write: copyOf },
  'question-continued': 'none',
  'question-assigned': 'none',
  'question-answered': { kind: 'question-reply', write: replyOf },
  'question-closed': 'none',
  'question-reopened': 'none',
};
