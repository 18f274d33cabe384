import { todayOf } from '../domain/cycle.ts';
import { roleNames } from '../domain/program.ts';
import { decisionQueue, readingQueue } from '../domain/queue.ts';
import type { Reviewer } from '../domain/roster.ts';
import type { ApplicationSummary } from '../domain/summary.ts';
import { dateIn, daysBetween, type Instant, sayDate } from '../domain/time.ts';
import { type LetterContext, letterOf } from './context.ts';
import { action, type Entry, type Letter, type LetterKind, paragraph } from './letter.ts';

/** What a reviewer has to read this morning, oldest first; none where there is nothing. */
export function readingDigest(
  summaries: readonly ApplicationSummary[],
  reviewer: Reviewer,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const queue = readingQueue(summaries, reviewer.email);
  if (queue.length === 0) return [];
  const { cycle, addresses } = context;
  const letter = digest(context, now, 'reading-digest', reviewer.email, {
    subject: `${count(queue.length)} to read`,
    greeting: `Dear ${reviewer.name},`,
    opening: `${sayWaiting(queue.length)} for your review${sayOrder(queue.length)}:`,
    queue,
    all: { label: 'Open your reading list', href: addresses.readingList },
    why: `You get this letter because you are a reviewer in ${cycle.program.name}. It comes on school days when something waits for you.`,
  });
  return [letter];
}

/** What waits for the director this morning, oldest first, to the program's own address; none where there is nothing. */
export function decisionDigest(
  summaries: readonly ApplicationSummary[],
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const queue = decisionQueue(summaries);
  if (queue.length === 0) return [];
  const { cycle, addresses } = context;
  const { contactEmail, name } = cycle.program;
  const letter = digest(context, now, 'decision-digest', contactEmail, {
    subject: `${count(queue.length)} to decide`,
    greeting: 'Dear director,',
    opening: `${sayWaiting(queue.length)} for your decision${sayOrder(queue.length)}. All reviews are in:`,
    queue,
    all: { label: 'Open the list of decisions', href: addresses.decisionList },
    why: `This letter goes to ${contactEmail}, the address of ${name}, for its directors. It comes on school days when a decision is due.`,
  });
  return [letter];
}

type Words = {
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  readonly queue: readonly ApplicationSummary[];
  readonly all: { readonly label: string; readonly href: string };
  readonly why: string;
};

function digest(
  context: LetterContext,
  now: Instant,
  kind: LetterKind,
  to: string,
  { subject, greeting, opening, queue, all, why }: Words,
): Letter {
  const { cycle } = context;
  const today = todayOf(cycle, now);
  return letterOf(context, {
    // The day is part of the name: at most one a day.
    key: [cycle.id, kind, today, to].join('#'),
    kind,
    to,
    subject: `${subject}: ${sayDate(today)}`,
    body: [
      paragraph(greeting),
      paragraph(opening),
      { kind: 'entries', entries: queue.map((summary) => entryOf(summary, context, now)) },
      action(all.label, all.href),
      paragraph('You are asked to sign in first, and then come straight to the page.'),
    ],
    why,
  });
}

function entryOf(summary: ApplicationSummary, { cycle, addresses }: LetterContext, now: Instant): Entry {
  const notes = [
    roleNames[summary.role],
    summary.region,
    sayAge(summary, cycle.program.timeZone, todayOf(cycle, now)),
    ...(summary.awaitsSchool ? ['the school has been asked a question'] : []),
  ];
  return {
    label: `${summary.schoolName} (${summary.reference})`,
    href: addresses.staffApplication(summary.reference),
    note: notes.join(' · '),
  };
}

function sayAge({ submittedAt, startedAt }: ApplicationSummary, timeZone: string, today: string): string {
  const days = daysBetween(dateIn(timeZone, submittedAt ?? startedAt), today);
  if (days <= 0) return 'sent today';
  return days === 1 ? 'sent yesterday' : `sent ${days} days ago`;
}

const sayWaiting = (length: number) => `${count(length)} ${length === 1 ? 'waits' : 'wait'}`;
const sayOrder = (length: number) => (length === 1 ? '' : ', the oldest first');

const count = (applications: number) =>
  `${applications} ${applications === 1 ? 'application' : 'applications'}`;
