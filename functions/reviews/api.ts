import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { count, day, flag, instant, listOf, maybe, named, said, text, texts, whole } from '#api/schema.ts';
import {
  answers,
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
import { overtaken, people } from './api-people.ts';
import { finalAnswerFields } from './final-answers/fields.ts';
import {
  assignmentFields,
  decisionFields,
  extensionFields,
  judgementFields,
  noteFields,
  placeExtensionFields,
  placeFields,
  questionFields,
  recusalFields,
  reinstatementFields,
  reversalFields,
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
const withdrawn = v.object({ role, withdrawnAt: instant('When the school withdrew it, in UTC'), answers });
const unsent = {
  ...{ next, reference, version, role, school: knownSchool, standing },
  earlier: maybe(listOf(withdrawn, 'For directors: what the school withdrew before it applied again')),
};
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
const choice = texts('Each application, its version, and its answer, to send back');
const unanswered = v.object({
  until: text('The last day of the waitlist'),
  left: count('Number of applications that follow after these'),
  hidden: count('Number of applications hidden because of a conflict of interest'),
  choice,
  applications: listOf(row, 'One row per application without a final answer'),
});
const itsPage = 'the application’s page';
const keptFrom = 'Hidden because of a conflict of interest, or not in this facilitator’s partnerships';

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
      withoutAnswer: said(
        v.nullable(v.number()),
        'Number of applications without a final answer; null before the pairings are published',
      ),
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
    summary: 'Give one school more time to submit its draft, or reopen its submitted answers',
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
  confirmPlaceFor: {
    summary: 'Confirm a place for an accepted school that told staff',
    forms: { place: placeFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  extendPlace: {
    summary: 'Give an accepted school more time to confirm its place',
    forms: { place: placeExtensionFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 409: overtaken },
  },
  finalAnswersPage: {
    summary: 'Get the applications without a final answer, after the pairings are published',
    answer: unanswered,
    problems: { 409: 'The pairings aren’t published yet' },
  },
  giveFinalAnswers: {
    summary: 'Give applications their final answers; previews every email first',
    forms: { answers: finalAnswerFields },
    answer: v.union([
      unanswered,
      v.object({
        choice,
        letters,
        unusual: listOf(v.object({ reference, ...unusualKinds }), 'What is unusual about each answer'),
        refused,
      }),
      decidedTogether,
    ]),
    problemsTell: { 409: decidedTogether },
    previews: 'every email',
    sendsTo: 'the applications without a final answer',
    problems: { 409: overtaken },
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
  ...people,
} satisfies Record<RoutesOf<'reviews'>, Operation>;
