import { decisionQueue, readingQueue } from '../domain/admission/queue.ts';
import type { Reviewer } from '../domain/admission/roster.ts';
import type { ApplicationSummary } from '../domain/admission/summary.ts';
import { dateIn, daysBetween, type Instant } from '../domain/base/time.ts';
import { capitalized, countOf } from '../domain/base/wording.ts';
import { todayOf } from '../domain/program/cycle.ts';
import { type LetterContext, letterOf, whyToStaff } from './context.ts';
import { action, type Entry, type Letter, type LetterKind, paragraph } from './letter.ts';

/** A reviewer's queue this morning, oldest first. No letter if it is empty. */
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
    subject: `${count(queue.length)} to review`,
    greeting: `Hello ${reviewer.name},`,
    opening: `${count(queue.length)} ${queue.length === 1 ? 'is' : 'are'} waiting for your review${sayOrder(queue.length)}:`,
    queue,
    all: { label: 'Open your queue', href: addresses.readingList },
    why: `${whyToStaff(`you’re a reviewer in ${cycle.program.name}`)} We send it on school days when you have applications to review.`,
  });
  return [letter];
}

/** Applications to decide this morning, oldest first, sent to the program's own address. No letter if there are none. */
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
    greeting: 'Hello,',
    opening: `${count(queue.length)} ${queue.length === 1 ? 'is' : 'are'} ready for your decision${sayOrder(queue.length)}. All reviews are in:`,
    queue,
    all: { label: 'Open your queue', href: addresses.decisionList },
    why: `${whyToStaff(`${contactEmail} is the address for ${name} directors`)} We send it on school days when there are applications to decide.`,
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
    // The key has the day in it, so each person gets at most one a day.
    key: [cycle.id, kind, today, to].join('#'),
    kind,
    to,
    subject,
    body: [
      paragraph(greeting),
      paragraph(opening),
      { kind: 'entries', entries: queue.map((summary) => entryOf(summary, context, now)) },
      action(all.label, all.href),
    ],
    why,
  });
}

function entryOf(summary: ApplicationSummary, { cycle, addresses }: LetterContext, now: Instant): Entry {
  const notes = [
    capitalized(summary.role),
    summary.region,
    sayAge(summary, cycle.program.timeZone, todayOf(cycle, now)),
    ...(summary.awaitsSchool ? ['waiting for the school’s answer'] : []),
  ];
  return {
    label: `${summary.schoolName} (${summary.reference})`,
    href: addresses.staffApplication(summary.reference),
    note: notes.join(', '),
  };
}

function sayAge({ submittedAt, startedAt }: ApplicationSummary, timeZone: string, today: string): string {
  const days = daysBetween(dateIn(timeZone, submittedAt ?? startedAt), today);
  if (days <= 0) return 'submitted today';
  return days === 1 ? 'submitted yesterday' : `submitted ${days} days ago`;
}

const sayOrder = (length: number) => (length === 1 ? '' : ', oldest first');

const count = (applications: number) => countOf(applications, 'application');
