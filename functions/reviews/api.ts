import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import {
  count,
  day,
  email,
  flag,
  instant,
  listOf,
  maybe,
  named,
  oneOf,
  said,
  text,
  texts,
  whole,
} from '#api/schema.ts';
import {
  answers,
  directoryEntry,
  findings,
  history,
  knownSchool,
  letters,
  outcomeAndReason,
  reference,
  role,
  submittedAt,
  version,
} from '#api/shapes.ts';
import { recommendations } from '#domain/admission/application.ts';
import { standings } from '#domain/admission/queue.ts';
import { levels } from '#domain/program/school.ts';
import type { RoutesOf } from '#routes.ts';
import { decisionSchema, inquirySchema, reviewSchema, summarySchema } from '#store/applications.ts';
import {
  assignmentFields,
  conflictFields,
  decisionFields,
  extensionFields,
  judgementFields,
  leaveFields,
  noteFields,
  questionFields,
  recusalFields,
  reinstatementFields,
  removalFields,
  reversalFields,
  reviewerFields,
  stepFields,
  withdrawalFields,
} from './forms.ts';
import { seenFields } from './together/chosen.ts';

const standing = said(v.picklist(standings), 'The status shown to staff');
const level = v.picklist(levels);

const row = named(
  'ApplicationRow',
  v.object({
    ...v.pick(summarySchema, ['reference', 'role', 'schoolName', 'region', 'levels']).entries,
    findings: v.object(
      v.entriesFromList(['met', 'not-met', 'cannot-verify'], count('Number with this result')),
    ),
    submittedAt: maybe(submittedAt),
    standing,
    waitingDays: count('Days since it was submitted, or started if it’s a draft'),
    readers: count('Number of reviewers'),
    reviews: count('Number of submitted reviews'),
    meanScore: maybe(said(v.number(), 'Directors only: the mean of all scores')),
    recommendations: maybe(said(v.array(v.picklist(recommendations)), 'Directors only: one per review')),
  }),
);

const review = named('Review', reviewSchema);
const decision = named('Decision', decisionSchema);

const next = maybe(
  said(
    v.object({ reference, schoolName: text('The school’s name') }),
    'The next application in your queue, after a review or decision',
  ),
);
const unsent = { next, reference, version, role, school: knownSchool, standing };
const received = {
  ...unsent,
  submittedAt,
  answers,
  findings,
  inquiries: listOf(named('Inquiry', inquirySchema), 'Staff questions and the school’s answers'),
  notes: listOf(
    v.object({ by: text('The author'), at: instant('When it was added'), text: text('The note') }),
    'Notes for staff that are visible to the signed-in user',
  ),
  reviews: listOf(review, 'The reviews visible to the signed-in user'),
  history,
};
const application = v.variant('state', [
  v.object({ ...unsent, state: v.picklist(['draft', 'withdrawn']) }),
  v.object({ ...received, state: v.literal('submitted') }),
  v.object({ ...received, state: v.literal('decided'), decision }),
]);

const tally = named(
  'Tally',
  v.object({
    inRunning: count('Number of applicants, without declined and withdrawn'),
    accepted: count('Number of accepted schools'),
    atLeast: maybe(count('The quota, at least')),
  }),
);
const coverage = v.object({
  all: tally,
  levels: v.array(v.object({ level, total: tally })),
  regions: v.array(
    v.object({
      region: v.string(),
      total: tally,
      cells: listOf(v.object({ level, tally }), 'By level; schools with more than one level count in each'),
    }),
  ),
});
const shortfall = v.object({
  name: text('The quota’s name, as shown to people'),
  region: maybe(v.string()),
  level: maybe(level),
  missing: count('Number of applicants still needed'),
});

const unusualKinds = {
  kind: text(
    'What is unusual: `no-reviews`, `reviews-missing`, `open-question`, `against-reviews`, `short-reason`, or `placeholder`',
  ),
  submitted: maybe(count('Number of submitted reviews')),
  assigned: maybe(count('Number of assigned reviewers')),
  askedBy: maybe(text('Who asked the open question')),
  recommendations: maybe(v.array(v.picklist(recommendations))),
  text: maybe(text('The text in braces that stands for nothing')),
};
const unusual = v.object(unusualKinds);
const effects = listOf(
  v.object({ name: text('The target or quota'), before: tally, after: tally }),
  'What the decision does to targets and quotas',
);

const previewed = v.object({
  reference,
  version,
  ...outcomeAndReason.entries,
  changed: flag('Whether it changed after the version you sent'),
  letters,
  unusual: listOf(unusual, 'What is unusual about the decision'),
  effects,
});
const seen = texts('Each application and its version, to send back');
const refused = listOf(
  v.object({ reference, why: text('Why it wasn’t decided') }),
  'The applications that weren’t decided, and why',
);
const decidedTogether = v.object({ decided: texts('The applications that were decided'), refused });
const reader = v.object({
  name: text('The reviewer’s name'),
  email: email('The reviewer’s email address'),
  assigned: count('Number of assigned applications'),
  toRead: count('Number of applications still to review'),
  conflicts: count('Number of schools with a conflict of interest'),
  leave: maybe(v.object({ from: day('The first day of leave'), to: day('The last day of leave') })),
});

const meanScore = said(v.number(), 'The mean of the scores');
const calibration = v.object({
  role,
  reviewers: listOf(
    v.object({
      email: email('The reviewer’s email address'),
      name: text('The reviewer’s name'),
      reviews: count('Number of reviews written before reading others'),
      mean: meanScore,
      aboveOthers: maybe(
        said(v.number(), 'How much higher the reviewer scores than others, on the same applications'),
      ),
    }),
    'Reviewers, by name',
  ),
  applications: listOf(
    v.object({
      reference,
      schoolName: text('The school’s name'),
      reviews: listOf(v.object({ name: text('The reviewer’s name'), mean: meanScore }), 'One per reviewer'),
      gap: v.object({
        part: text('The ID of the part with the largest difference'),
        points: count('The difference in points'),
      }),
    }),
    'Applications with two reviews or more, largest difference first',
  ),
});

const conflict = v.object({
  id: text('The school’s ID'),
  school: text('The school’s name'),
  email: email('The email address of the person with the conflict of interest'),
  name: text('The person’s name; the email address if they’re no longer on staff'),
  declaredBy: oneOf(['self', 'director'], 'Who declared it'),
});
const concerned = v.object({
  email: email('The person’s email address'),
  name: text('The person’s name'),
  costs: oneOf(
    ['review', 'reading', 'nothing'],
    'What the application loses: a submitted review, a reviewer, or nothing',
  ),
});

const itsPage = 'the application’s page';
const keptFrom = 'Hidden because of a conflict of interest, or not in this facilitator’s partnerships';
const overtaken = 'Someone else changed it first; returns the current state';

export const operations = {
  overview: {
    summary: 'Get applications per day compared with targets, and by region and level compared with quotas',
    answer: v.object({
      cycle: text('The cycle’s ID'),
      closesAt: instant('The application deadline, in UTC'),
      toRead: count('Number of applications for you to review'),
      toDecide: count('Number of applications to decide'),
      standings: v.object(v.entriesFromList(standings, count('Number of applications with this status'))),
      withoutReader: count('Number of applications without a reviewer'),
      undelivered: count('Directors only: number of undelivered emails to handle'),
      daysToDeadline: whole('Days until the deadline; negative after it'),
      visitsToSeeTo: said(
        v.nullable(v.number()),
        'Facilitators only: number of visit items that need attention',
      ),
      received: listOf(
        v.object({
          date: day('The date'),
          host: count('Host applications'),
          partner: count('Partner applications'),
        }),
        'Applications per day and role',
      ),
      coverage: said(coverage, 'Applications by region and level'),
      shortfalls: listOf(shortfall, 'Quotas without enough applicants'),
    }),
  },
  queue: {
    summary: 'Get the signed-in user’s queue, oldest first',
    answer: v.object({
      toRead: listOf(row, 'Applications to review'),
      toDecide: maybe(listOf(row, 'Directors only: applications to decide')),
    }),
  },
  applicationList: {
    summary: 'List the cycle’s applications',
    answer: v.object({
      found: count('Number of matching applications'),
      page: count('The page number'),
      pages: count('Number of pages'),
      applications: listOf(row, 'One row per application on this page'),
    }),
  },
  staffApplication: {
    summary: 'Get an application with its findings, reviews, and decision',
    answer: application,
    problems: { 403: keptFrom },
  },
  reviewPage: {
    summary: 'Get the review form',
    answer: v.object({ review: said(v.nullable(review), 'The signed-in user’s earlier review, or null') }),
    problems: { 403: keptFrom },
  },
  recordReview: {
    summary: 'Submit a review: one `score-{id}` field per scored part, a recommendation, and a comment',
    forms: { judgement: judgementFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  recusePage: {
    summary: 'Preview a recusal',
    answer: v.object({ reference }),
    problems: { 403: keptFrom },
  },
  recuse: {
    summary: 'Recuse yourself from an application',
    forms: { recusal: recusalFields },
    answer: v.object({ reference }),
    sendsTo: 'the queue',
    problems: { 409: overtaken },
  },
  requestInformationPage: {
    summary: 'Get the form for asking a school a question',
    answer: v.object({ reference, dueOn: day('The day by which answers are usually due') }),
    problems: { 403: keptFrom, 409: 'The school can’t be asked a question now' },
  },
  requestInformation: {
    summary: 'Ask a school a question',
    forms: { question: questionFields },
    answer: v.object({
      reference,
      question: text('The question'),
      dueOn: day('The day by which the school should answer'),
      letters: maybe(said(letters, 'Emails as they would be sent (preview only)')),
    }),
    previews: 'the email',
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  withdrawQuestion: {
    summary: 'Withdraw the open question to a school',
    forms: { question: withdrawalFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  extendDeadline: {
    summary: 'Give one school more time to submit its draft',
    forms: { extension: extensionFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  addNote: {
    summary: 'Add a note that only staff see',
    forms: { note: noteFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: 'The application isn’t submitted, or it has too many notes' },
  },
  assignReviewer: {
    summary: 'Assign one more reviewer, or replace one who hasn’t submitted a review',
    forms: { assignment: assignmentFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  decide: {
    summary: 'Decide one application; previews the email first',
    forms: { decision: v.object({ ...decisionFields.entries, ...stepFields.entries }) },
    answer: v.union([previewed, v.object({ reference, decision: maybe(decision) })]),
    problemsTell: { 409: v.partial(previewed) },
    previews: 'the email',
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  cancelDecision: {
    summary: 'Cancel a scheduled decision before it goes out',
    forms: { decision: withdrawalFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  reversalPage: {
    summary: 'Get the form for reversing a decision',
    answer: v.object({ reference }),
    problems: { 403: keptFrom, 409: 'The decision can’t be reversed now' },
  },
  reverseDecision: {
    summary: 'Reverse a decision; previews the correction first',
    forms: { reversal: reversalFields },
    answer: v.object({
      reference,
      reason: maybe(text('The reason the school will see')),
      version: maybe(version),
      letters: maybe(said(letters, 'Emails as they would be sent (preview only)')),
    }),
    previews: 'the email',
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  reinstatementPage: {
    summary: 'Preview the reinstatement of a withdrawn application',
    answer: v.object({
      reference,
      version,
      letters: said(letters, 'Emails as they would be sent'),
    }),
    problems: { 403: keptFrom, 409: 'The application can’t be reinstated' },
  },
  reinstate: {
    summary: 'Reinstate a withdrawn application as it was',
    forms: { reinstatement: reinstatementFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  decideTogetherPage: {
    summary: 'Get the selected applications to decide',
    query: {
      reference: 'An application number; repeat it for up to 50',
      list: 'The query of the list where they were selected, for the link back',
    },
    answer: v.object({ seen, applications: listOf(row, 'One row per application') }),
    problems: { 422: 'None or too many selected' },
  },
  decideTogether: {
    summary: 'Decide selected applications; previews every email first',
    forms: { decisions: v.object({ ...decisionFields.entries, ...seenFields.entries }) },
    answer: v.union([
      v.object({
        ...outcomeAndReason.entries,
        seen,
        letters,
        unusual: listOf(v.object({ reference, ...unusualKinds }), 'What is unusual about each decision'),
        effects,
        refused,
      }),
      v.object({ ...outcomeAndReason.entries, seen, applications: listOf(row, 'One row per application') }),
      decidedTogether,
    ]),
    problemsTell: { 409: decidedTogether },
    previews: 'every email',
    sendsTo: 'the list of applications',
    problems: { 409: overtaken },
  },
  reviewers: {
    summary: 'List reviewers',
    answer: v.object({ reviewers: listOf(reader, 'The reviewers') }),
  },
  calibration: {
    summary: 'Compare reviewers by the reviews they wrote before reading others',
    answer: v.object({ roles: listOf(calibration, 'Hosts and partners') }),
  },
  addReviewer: {
    summary: 'Add a reviewer',
    forms: { reviewer: reviewerFields },
    answer: v.object({ name: text('The reviewer’s name'), email: email('The reviewer’s email address') }),
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  planLeave: {
    summary: 'Plan a reviewer’s leave, or end it by leaving out the days',
    forms: { leave: leaveFields },
    answer: v.object({
      email: email('The reviewer’s email address'),
      handedOn: count('Number of applications reassigned'),
    }),
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  removeReviewer: {
    summary: 'Remove a reviewer and reassign their applications',
    forms: { reviewer: removalFields },
    answer: v.object({
      email: email('The reviewer’s email address'),
      toHandOn: maybe(count('Number of applications that would be reassigned (preview only)')),
      handedOn: maybe(count('Number of applications reassigned')),
    }),
    previews: 'what will happen',
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  conflicts: {
    summary: 'List your conflicts of interest; directors also see those of other staff',
    query: { school: 'Part of a school’s name or ID to search for' },
    answer: v.object({
      conflicts: listOf(conflict, 'The signed-in user’s conflicts of interest'),
      others: maybe(listOf(conflict, 'Directors only: other staff’s conflicts of interest')),
      found: maybe(listOf(directoryEntry, 'The first matching schools')),
    }),
  },
  declareConflict: {
    summary: 'Declare a conflict of interest with a school; directors can do it for others',
    forms: { conflict: conflictFields },
    answer: v.object({
      school: text('The school’s ID'),
      concerned: maybe(
        listOf(concerned, 'Who can have the conflict of interest, and what it costs (preview only)'),
      ),
    }),
    previews: 'the cost',
    sendsTo: 'the list of conflicts of interest',
    problems: { 409: overtaken },
  },
  withdrawConflict: {
    summary: 'Withdraw a conflict of interest; if a director declared it, only directors can',
    forms: { conflict: conflictFields },
    answer: v.object({ school: text('The school’s ID') }),
    sendsTo: 'the list of conflicts of interest',
    problems: { 409: overtaken },
  },
} satisfies Record<RoutesOf<'reviews'>, Operation>;
