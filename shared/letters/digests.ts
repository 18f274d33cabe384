import { decisionQueue, readingQueue } from '#domain/admission/queue.ts';
import type { Reviewer } from '#domain/admission/roster.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { dateIn, daysBetween, type Instant, sayDate } from '#domain/base/time.ts';
import { capitalized, countOf, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { byState, type ThreadSummary } from '#domain/threads/thread.ts';
import { type Week, weekAhead } from '#domain/visits/attention.ts';
import { ofFacilitator, type Setting } from '#domain/visits/schedule.ts';
import type { CoachingSession } from '#domain/visits/visit-year.ts';
import { namesIn, sayDebt, sayFaults, sayWho } from '#text/visits.ts';
import {
  action,
  type Block,
  type Entry,
  heading,
  type Letter,
  type LetterContext,
  type LetterKind,
  letterOf,
  paragraph,
  whyToStaff,
} from './letter.ts';
import { sayMeeting, sayWhen } from './visit-rows.ts';

/** A reviewer's queue this morning, oldest first, without applications that wait for their school. No letter if it is empty. */
export function readingDigest(
  summaries: readonly ApplicationSummary[],
  reviewer: Reviewer,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  // An application that waits for its school can wait for the reviewer too.
  const queue = readingQueue(summaries, reviewer.email).filter(({ awaitsSchool }) => !awaitsSchool);
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

/**
 * Applications to decide this morning and open questions, both oldest first, sent to the program's own address. No letter
 * if there are none.
 */
export function decisionDigest(
  summaries: readonly ApplicationSummary[],
  questions: readonly ThreadSummary[],
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const queue = decisionQueue(summaries);
  const { open } = byState(questions);
  if (queue.length === 0 && open.length === 0) return [];
  const { cycle, addresses } = context;
  const { contactEmail, name } = cycle.program;
  const toDecide = `${count(queue.length)} to decide`;
  const toAnswer = `${countOf(open.length, 'question')} to answer`;
  const letter = digest(context, now, 'decision-digest', contactEmail, {
    subject: [...(queue.length > 0 ? [toDecide] : []), ...(open.length > 0 ? [toAnswer] : [])].join(', '),
    greeting: 'Hello,',
    opening: `${count(queue.length)} ${queue.length === 1 ? 'is' : 'are'} ready for your decision${sayOrder(queue.length)}. All reviews are in:`,
    queue,
    all: { label: 'Open your queue', href: addresses.decisionList },
    more: [
      ...questionBlocks(open, context, now),
      // An email has one button.
      ...(queue.length === 0 ? [action('Open all questions', addresses.threads)] : []),
    ],
    why: `${whyToStaff(`${contactEmail} is the address for ${name} directors`)} We send it on school days when there are applications to decide or questions to answer.`,
  });
  return [letter];
}

type Words = {
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  readonly queue: readonly ApplicationSummary[];
  readonly all: { readonly label: string; readonly href: string };
  readonly more?: readonly Block[];
  readonly why: string;
};

function digest(
  context: LetterContext,
  now: Instant,
  kind: LetterKind,
  to: string,
  { subject, greeting, opening, queue, all, more = [], why }: Words,
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
      ...(queue.length === 0
        ? []
        : [
            paragraph(opening),
            { kind: 'entries' as const, entries: queue.map((summary) => entryOf(summary, context, now)) },
            action(all.label, all.href),
          ]),
      ...more,
    ],
    why,
  });
}

/** The list stays short. The page has all of them. */
const fewQuestions = 5;

/** How many questions are open, and how long the first ones have waited. */
function questionBlocks(
  open: readonly ThreadSummary[],
  { cycle, addresses }: LetterContext,
  now: Instant,
): readonly Block[] {
  if (open.length === 0) return [];
  const { timeZone } = cycle.program;
  const entries = open.slice(0, fewQuestions).map(({ id, title, asker, assignee, since }) => ({
    label: title || 'No subject',
    href: addresses.thread(id),
    note: [
      `from ${asker.name || asker.email}`,
      sayWaiting(daysBetween(dateIn(timeZone, since), todayOf(cycle, now))),
      ...(assignee ? [`assigned to ${assignee.name}`] : []),
    ].join(', '),
  }));
  return [
    heading('Questions'),
    paragraph(
      `${countOf(open.length, 'question is', 'questions are')} waiting for a reply${sayOrder(open.length)}:`,
    ),
    { kind: 'entries', entries },
  ];
}

function sayWaiting(days: number): string {
  if (days <= 0) return 'asked today';
  return days === 1 ? 'waiting since yesterday' : `waiting ${days} days`;
}

function entryOf(summary: ApplicationSummary, { cycle, addresses }: LetterContext, now: Instant): Entry {
  const notes = [
    capitalized(summary.role),
    summary.region,
    sayAge(summary, cycle.program.timeZone, todayOf(cycle, now)),
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

type Dated = { readonly partnership: Partnership; readonly visit: Visit };

/** A facilitator's week: visits and coaching of this week and the next, and items that need attention. No letter if all are empty. */
export function visitDigest(
  setting: Setting,
  facilitator: NamedStaff,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const { cycle, addresses } = context;
  const today = todayOf(cycle, now);
  const { thisWeek, nextWeek, attention } = weekAhead(setting, facilitator.email, today);
  const { withdrawals, clashes, debts, proposals, unnoted } = attention;
  const own = ofFacilitator(setting, facilitator.email);
  const names = namesIn(own.partnerships);
  const entryAbout = ({ partnership, visit }: Dated, label: string, note: string): Entry => ({
    label,
    href: addresses.visit(partnership.host.reference, visit.number),
    note,
  });
  const coming = (dated: Dated): Entry =>
    entryAbout(dated, sayWho(dated.partnership, dated.visit), sayWhen(dated.visit, context));
  const session = (one: CoachingSession): Entry => ({
    label: `Principal coaching: ${one.title}`,
    href: addresses.coaching,
    note: [sayWhen(one, context), one.place].filter((part) => part !== '').join(', '),
  });
  const entriesOf = ({ visits, coaching }: Week): readonly Entry[] =>
    [
      ...visits.map((dated) => ({ date: dated.visit.date, entry: coming(dated) })),
      ...coaching.map((one) => ({ date: one.date, entry: session(one) })),
    ]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ entry }) => entry);
  const unnotedFirst = unnoted.toSorted((a, b) => (a.visit.date < b.visit.date ? -1 : 1));
  const more = unnoted.length - fewUnnoted;
  const blocks = [
    ...section('This week', entriesOf(thisWeek)),
    ...section(
      'Schools that withdrew',
      withdrawals.map(({ partnership: { host }, schools, waiting }) => ({
        label: sayList(schools.map(({ name }) => name)),
        href: addresses.partnership(host.reference),
        note: `A director will decide what happens next with ${host.name}’s partnership. Until then, ${countOf(waiting.length, 'visit is', 'visits are')} on hold.`,
      })),
    ),
    ...section(
      'Visits with conflicts',
      clashes.map((clash) =>
        entryAbout(
          clash,
          `${sayMeeting(clash.partnership, clash.visit)} on ${sayDate(clash.visit.date)}`,
          sayFaults(clash.faults, names).join(' '),
        ),
      ),
    ),
    ...section(
      'Date requests',
      proposals.map(({ proposal, ...dated }) =>
        entryAbout(
          dated,
          `${nameOfSchool(dated.partnership, proposal.school)} asked to move its ${sayDate(dated.visit.date)} visit to ${sayDate(proposal.date)}`,
          `“${proposal.reason}”`,
        ),
      ),
    ),
    ...(debts.length > 0 ? [heading('Visits still to schedule'), ...debts.map(sayDebt).map(paragraph)] : []),
    ...section('Visits that need notes', [
      ...unnotedFirst.slice(0, fewUnnoted).map(coming),
      ...(more > 0
        ? [
            {
              label: `See all ${unnoted.length}`,
              href: addresses.unnotedVisits,
              note: `${more} more ${more === 1 ? 'needs' : 'need'} notes`,
            },
          ]
        : []),
    ]),
    ...section('Next week', entriesOf(nextWeek)),
  ];
  if (blocks.length === 0) return [];
  const open = withdrawals.length + clashes.length + proposals.length + debts.length + unnoted.length;
  const letter = letterOf(context, {
    // The key has the day in it. A week has one first day, so there is at most one a week.
    key: [cycle.id, 'visit-digest', today, facilitator.email].join('#'),
    kind: 'visit-digest',
    to: facilitator.email,
    subject: `Your week: ${subjectOf(thisWeek, nextWeek, open)}`,
    body: [
      paragraph(`Hello ${facilitator.name},`),
      paragraph(`Here’s your week, starting ${sayDate(today)}.`),
      ...blocks,
      action('Open all visits', addresses.visitList),
    ],
    why: `${whyToStaff(`you’re a facilitator in ${cycle.program.name}`)} We send it on the first school day of a week when you have something coming up.`,
  });
  return [letter];
}

/** How many visits that need notes are listed. There may be a year's worth. */
const fewUnnoted = 5;

/** "1 visit, 2 items need attention"; for an empty week, what makes the email worth opening. */
function subjectOf(thisWeek: Week, nextWeek: Week, open: number): string {
  const attention =
    open === 0 ? 'nothing needs attention' : countOf(open, 'item needs attention', 'items need attention');
  const now = countsOf(thisWeek);
  if (now.length > 0) return [...now, attention].join(', ');
  return open > 0 ? `no visits, ${attention}` : `no visits, ${sayList(countsOf(nextWeek))} next week`;
}

const countsOf = ({ visits, coaching }: Week): readonly string[] => [
  ...(visits.length > 0 ? [countOf(visits.length, 'visit')] : []),
  ...(coaching.length > 0 ? [countOf(coaching.length, 'coaching session')] : []),
];

const section = (title: string, entries: readonly Entry[]): readonly Block[] =>
  entries.length === 0 ? [] : [heading(title), { kind: 'entries', entries }];
