import { decisionQueue, readingQueue } from '#domain/admission/queue.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { type LateThing, waitingLimit } from '#domain/admission/waiting.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import {
  type CalendarDate,
  dateIn,
  daysBetween,
  type Instant,
  plusDays,
  sayDate,
} from '#domain/base/time.ts';
import { capitalized, countOf, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
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

/** What the morning emails of a cycle are about. */
export type MorningFacts = {
  readonly summaries: readonly ApplicationSummary[];
  readonly questions: readonly ThreadSummary[];
  readonly reviewers: readonly NamedStaff[];
  /** Whether the pairings are published. Then reviews are over, and nothing but a question is news. */
  readonly isPublished: boolean;
  /** How many schools lack a final answer; 0 before the publication. */
  readonly withoutAnswer: number;
};

/** Everyone who may have something to review or a question to answer. */
export function readersOf({ reviewers, questions }: MorningFacts): readonly NamedStaff[] {
  const assignees = byState(questions).open.flatMap(({ assignee }) => assignee ?? []);
  return [...new Map([...assignees, ...reviewers].map((one) => [one.email, one])).values()];
}

/**
 * What waits for one person this morning, oldest first: their queue, without applications that wait for their school, and the
 * questions assigned to them. No letter if nothing waits.
 */
export function readingDigest(
  { summaries, questions, reviewers, isPublished }: MorningFacts,
  reader: NamedStaff,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  // An application that waits for its school can wait for the reviewer too.
  const queue = isPublished
    ? []
    : readingQueue(summaries, reader.email).filter(({ awaitsSchool }) => !awaitsSchool);
  const assigned = byState(questions).open.filter(({ assignee }) => assignee?.email === reader.email);
  if (queue.length === 0 && assigned.length === 0) return [];
  const { cycle, addresses } = context;
  const { name } = cycle.program;
  const isReviewer = reviewers.some(({ email }) => email === reader.email);
  const letter = digest(context, now, 'reading-digest', reader.email, {
    subject: [
      ...(queue.length > 0 ? [`${count(queue.length)} to review`] : []),
      ...(assigned.length > 0 ? [toAnswer(assigned.length)] : []),
    ].join(', '),
    greeting: `Hello ${reader.name},`,
    opening: `${count(queue.length)} ${queue.length === 1 ? 'is' : 'are'} waiting for your review${sayOrder(queue.length)}:`,
    queue,
    all: { label: 'Open your queue', href: addresses.readingList },
    hasTask: queue.length > 0,
    more: questionBlocks(
      assigned.map(({ assignee: _, ...question }) => question),
      'your reply',
      context,
      now,
    ),
    tells: [...queue.map(({ reference }) => reference), ...assigned.map(toldAs)],
    why: `${whyToStaff(isReviewer ? `you’re a reviewer in ${name}` : `a question in ${name} is assigned to you`)} ${whenSent}`,
  });
  return [letter];
}

/**
 * What waits for a director this morning, oldest first, sent to the program's own address: what has waited too long, the
 * applications to decide, and open questions. `late` is only what directors weren't told before. Once the pairings are
 * published, it counts the schools without a final answer instead of applications to decide. No letter if nothing waits.
 */
export function decisionDigest(
  { summaries, questions, reviewers, isPublished, withoutAnswer }: MorningFacts,
  late: readonly LateThing[],
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const queue = isPublished ? [] : decisionQueue(summaries);
  const { open } = byState(questions);
  if (queue.length + withoutAnswer + open.length + late.length === 0) return [];
  const { cycle, addresses } = context;
  const { contactEmail, name } = cycle.program;
  const unanswered = countOf(withoutAnswer, 'school doesn’t', 'schools don’t');
  const letter = digest(context, now, 'decision-digest', contactEmail, {
    subject: [
      ...(late.length > 0 ? [`${late.length} waiting too long`] : []),
      ...(queue.length > 0 ? [`${count(queue.length)} to decide`] : []),
      ...(withoutAnswer > 0 ? [`${countOf(withoutAnswer, 'school')} without a final answer`] : []),
      ...(open.length > 0 ? [toAnswer(open.length)] : []),
    ].join(', '),
    greeting: 'Hello,',
    before: [
      ...lateBlocks(late, reviewers, context, now),
      ...(late.length > 0 && queue.length + withoutAnswer > 0 ? [heading('To decide')] : []),
    ],
    opening:
      withoutAnswer > 0
        ? `The pairings are published, but ${unanswered} have a final answer yet.`
        : `${count(queue.length)} ${queue.length === 1 ? 'is' : 'are'} ready for your decision${sayOrder(queue.length)}. All reviews are in:`,
    queue,
    all:
      withoutAnswer > 0
        ? { label: 'Close the cycle', href: addresses.finalAnswers }
        : { label: 'Open your queue', href: addresses.decisionList },
    hasTask: queue.length + withoutAnswer > 0,
    more: questionBlocks(open, 'a reply', context, now),
    tells: [
      ...queue.map(({ reference }) => reference),
      ...open.map(toldAs),
      ...late.map(({ id }) => `late ${id}`),
    ],
    why: `${whyToStaff(`${contactEmail} is the address for ${name} directors`)} ${whenSent}`,
  });
  return [letter];
}

const whenSent =
  'We send it on school days when something new is waiting, and otherwise once a week while something waits.';

const toAnswer = (questions: number) => `${countOf(questions, 'question')} to answer`;

/** A question is news again when its asker writes again. */
const toldAs = ({ id, since }: ThreadSummary) => `question ${id} ${since}`;

/** The key has the day in it, so each person gets at most one a day. */
const digestKey = (cycleId: string, kind: LetterKind, day: CalendarDate, to: string) =>
  [cycleId, kind, day, to].join('#');

/** The keys of a person's morning emails in the six days before today's, the latest first. */
export const keysOfPastWeek = ({ kind, to }: Letter, cycle: Cycle, now: Instant): readonly string[] =>
  [1, 2, 3, 4, 5, 6].map((days) => digestKey(cycle.id, kind, plusDays(todayOf(cycle, now), -days), to));

/** Whether a morning email tells something that the last one didn't. `last` is undefined if there was none in the past week. */
export const isDue = ({ tells = [] }: Letter, last: readonly string[] | undefined): boolean =>
  last === undefined || tells.some((one) => !last.includes(one));

/** The key of the record that directors know of something late. */
export const lateKey = ({ id: cycleId }: Cycle, { id }: LateThing): string => `${cycleId}#late#${id}#`;

type Words = {
  readonly subject: string;
  readonly greeting: string;
  readonly before?: readonly Block[];
  readonly opening: string;
  readonly queue: readonly ApplicationSummary[];
  readonly all: { readonly label: string; readonly href: string };
  /** Whether the opening, the queue, and its button belong in the email. */
  readonly hasTask: boolean;
  readonly more: readonly Block[];
  readonly tells: readonly string[];
  readonly why: string;
};

function digest(
  context: LetterContext,
  now: Instant,
  kind: LetterKind,
  to: string,
  { subject, greeting, before = [], opening, queue, all, hasTask, more, tells, why }: Words,
): Letter {
  const { cycle, addresses } = context;
  return letterOf(context, {
    key: digestKey(cycle.id, kind, todayOf(cycle, now), to),
    ...{ kind, to, subject, tells },
    body: [
      paragraph(greeting),
      ...before,
      ...(hasTask ? [paragraph(opening)] : []),
      ...(queue.length > 0
        ? [{ kind: 'entries' as const, entries: queue.map((summary) => entryOf(summary, context, now)) }]
        : []),
      ...(hasTask ? [action(all.label, all.href)] : []),
      ...more,
      // An email has one button.
      ...(!hasTask && more.length > 0 ? [action('Open all questions', addresses.threads)] : []),
    ],
    why,
  });
}

/** What has waited longer than the program's limit, and who has it. */
function lateBlocks(
  late: readonly LateThing[],
  reviewers: readonly NamedStaff[],
  context: LetterContext,
  now: Instant,
): readonly Block[] {
  if (late.length === 0) return [];
  const limit = countOf(waitingLimit(context.cycle), 'school day');
  return [
    heading('Waiting too long'),
    paragraph(
      `${late.length === 1 ? 'This has' : 'These have'} waited for more than ${limit}. This is the only reminder:`,
    ),
    {
      kind: 'entries',
      entries: late.map((thing) =>
        thing.kind === 'question'
          ? questionEntry(thing.question, context, now)
          : lateEntry(thing.application, reviewers, context, now),
      ),
    },
  ];
}

function lateEntry(
  application: ApplicationSummary,
  reviewers: readonly NamedStaff[],
  context: LetterContext,
  now: Instant,
): Entry {
  const entry = entryOf(application, context, now);
  const missing = application.reviewers
    .filter((email) => !application.reviewedBy.includes(email))
    .map((email) => reviewers.find((one) => one.email === email)?.name ?? email);
  const [waitsFor] = [
    ...(application.reviewers.length === 0 ? ['no reviewers yet'] : []),
    ...(missing.length > 0 ? [`to be reviewed by ${sayList(missing)}`] : []),
    'ready for your decision',
  ];
  return { ...entry, note: `${entry.note}, ${waitsFor}` };
}

/** The list stays short. The page has all of them. */
const fewQuestions = 5;

/** How many questions are open, and how long the first ones have waited. */
function questionBlocks(
  open: readonly ThreadSummary[],
  waitFor: string,
  context: LetterContext,
  now: Instant,
): readonly Block[] {
  if (open.length === 0) return [];
  return [
    heading('Questions'),
    paragraph(
      `${countOf(open.length, 'question is', 'questions are')} waiting for ${waitFor}${sayOrder(open.length)}:`,
    ),
    {
      kind: 'entries',
      entries: open.slice(0, fewQuestions).map((one) => questionEntry(one, context, now)),
    },
  ];
}

const questionEntry = (
  { id, title, asker, assignee, since }: ThreadSummary,
  { cycle, addresses }: LetterContext,
  now: Instant,
): Entry => ({
  label: title || 'No subject',
  href: addresses.thread(id),
  note: [
    `from ${asker.name || asker.email}`,
    sayWaiting(daysBetween(dateIn(cycle.program.timeZone, since), todayOf(cycle, now))),
    ...(assignee ? [`assigned to ${assignee.name}`] : []),
  ].join(', '),
});

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
