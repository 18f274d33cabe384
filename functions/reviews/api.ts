import * as v from 'valibot';
import { letters } from '../../shared/api/letter-shapes.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { directoryEntry, outcomeAndReason, reference } from '../../shared/api/shapes.ts';
import { count, day, email, instant, listOf, maybe, said, text, whole } from '../../shared/api/words.ts';
import { standings } from '../../shared/domain/standing.ts';
import type { RoutesOf } from '../routes.ts';
import {
  application,
  concerned,
  conflict,
  coverage,
  decidedTogether,
  decision,
  previewed,
  reader,
  refused,
  review,
  row,
  seen,
  shortfall,
} from './api-shapes.ts';
import { seenFields } from './chosen.ts';
import {
  conflictFields,
  decisionFields,
  judgementFields,
  questionFields,
  recusalFields,
  removalFields,
  reviewerFields,
  stepFields,
} from './forms.ts';

const itsPage = 'the page of the application';
const unknown = 'There is no such application';
const keptFrom = 'A conflict of interest keeps the application from whoever is signed in';
const overtaken = 'Somebody else was faster: what stands now is told';

export const operations = {
  overview: {
    summary: 'Applications a day against the targets, and by region and level against the quotas',
    session: 'staff',
    answer: v.object({
      cycle: text('The id of the cycle'),
      closesAt: instant('Until when schools can apply, in UTC'),
      toRead: count('How many wait for whoever is signed in to read them'),
      toDecide: count('How many wait for a decision'),
      standings: v.object(v.entriesFromList(standings, count('How many applications stand there'))),
      withoutReader: count('How many have no reviewer yet'),
      undelivered: count('For directors: how many letters did not arrive and wait for somebody'),
      daysToDeadline: whole('Days left; negative once it has passed'),
      visitsToSeeTo: said(v.nullable(v.number()), 'For facilitators: how many visits are to be seen to'),
      received: listOf(
        v.object({ date: day('The day'), host: count('As host'), partner: count('As partner') }),
        'Applications by day and role',
      ),
      coverage: said(coverage, 'Applications by region and level'),
      shortfalls: listOf(shortfall, 'What quotas still lack'),
    }),
  },
  queue: {
    summary: 'What waits for whoever is signed in, oldest first',
    session: 'staff',
    answer: v.object({
      toRead: listOf(row, 'Applications to read'),
      toDecide: maybe(listOf(row, 'For directors: applications to decide on')),
    }),
  },
  applicationList: {
    summary: 'All applications of the cycle',
    session: 'staff',
    answer: v.object({
      found: count('How many there are'),
      page: count('The page'),
      pages: count('How many pages there are'),
      applications: listOf(row, 'One line for each application on the page'),
    }),
  },
  staffApplication: {
    summary: 'An application with its findings, reviews and decision',
    session: 'staff',
    answer: application,
    problems: { 403: keptFrom, 404: unknown },
  },
  reviewPage: {
    summary: 'The form for a review',
    session: 'staff',
    answer: v.object({ review: said(v.nullable(review), 'What was recorded before, or null') }),
    problems: { 403: keptFrom, 404: unknown },
  },
  recordReview: {
    summary:
      'Record a review: `score-` and its id for each criterion or mark, a recommendation and a comment',
    session: 'staff',
    forms: { judgement: judgementFields },
    answer: v.object({ reference }),
    sendsTo: itsPage,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  recusePage: {
    summary: 'What stepping back from an application means',
    session: 'staff',
    answer: v.object({ reference }),
    problems: { 403: keptFrom, 404: unknown },
  },
  recuse: {
    summary: 'Step back from an application, so that a colleague reads it',
    session: 'staff',
    forms: { recusal: recusalFields },
    answer: v.object({ reference }),
    sendsTo: 'the queue',
    problems: { 404: unknown, 409: overtaken },
  },
  requestInformationPage: {
    summary: 'The form for asking a school for more information',
    session: 'staff',
    answer: v.object({ reference }),
    problems: { 403: keptFrom, 404: unknown, 409: 'Nothing can be asked of the school now' },
  },
  requestInformation: {
    summary: 'Ask a school for more information',
    session: 'staff',
    forms: { question: questionFields },
    answer: v.object({
      reference,
      question: text('The question'),
      letters: maybe(said(letters, 'As they would be sent, while this is a preview')),
    }),
    previews: 'the letter',
    sendsTo: itsPage,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  decide: {
    summary: 'Decide on one application; the letter is shown before it is sent',
    session: 'staff',
    forms: { decision: v.object({ ...decisionFields.entries, ...stepFields.entries }) },
    answer: v.union([previewed, v.object({ reference, decision })]),
    problemsTell: { 409: v.partial(previewed) },
    previews: 'the letter',
    sendsTo: itsPage,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  decideTogetherPage: {
    summary: 'The applications that were chosen, to be decided together',
    session: 'staff',
    query: {
      reference: 'An application; repeated, up to 50',
      list: 'The query of the list in which they were chosen, for the way back',
    },
    answer: v.object({ seen, applications: listOf(row, 'One line for each') }),
    problems: { 422: 'None, or too many, are chosen' },
  },
  decideTogether: {
    summary: 'Decide on several applications at once; every letter is shown before it is sent',
    session: 'staff',
    forms: { decisions: v.object({ ...decisionFields.entries, ...seenFields.entries }) },
    answer: v.union([
      v.object({ ...outcomeAndReason.entries, seen, letters, refused }),
      v.object({ ...outcomeAndReason.entries, seen, applications: listOf(row, 'One line for each') }),
      decidedTogether,
    ]),
    problemsTell: { 409: decidedTogether },
    previews: 'every letter',
    sendsTo: 'the list of applications',
    problems: { 409: overtaken },
  },
  reviewers: {
    summary: 'Who reads applications',
    session: 'staff',
    answer: v.object({ reviewers: listOf(reader, 'Each reviewer') }),
  },
  addReviewer: {
    summary: 'Add a reviewer',
    session: 'staff',
    forms: { reviewer: reviewerFields },
    answer: v.object({ name: text('The name'), email: email('The address') }),
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  removeReviewer: {
    summary: 'Remove a reviewer; what they were to read goes to colleagues',
    session: 'staff',
    forms: { reviewer: removalFields },
    answer: v.object({
      email: email('The address'),
      toHandOn: maybe(count('How many applications would go to colleagues, while this is a preview')),
      handedOn: maybe(count('How many applications went to colleagues, once it is done')),
    }),
    previews: 'what it means',
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  conflicts: {
    summary: 'Conflicts of interest: one’s own, and for directors those of all staff',
    session: 'staff',
    query: { school: 'A part of the name or id of a school to look for' },
    answer: v.object({
      conflicts: listOf(conflict, 'Those of whoever is signed in'),
      others: maybe(listOf(conflict, 'For directors: those of everybody else')),
      found: maybe(listOf(directoryEntry, 'The first schools that were looked for')),
    }),
  },
  declareConflict: {
    summary: 'Declare a conflict of interest with a school; directors also for somebody on the roster',
    session: 'staff',
    forms: { conflict: conflictFields },
    answer: v.object({
      school: text('The id of the school'),
      concerned: maybe(listOf(concerned, 'Whose it may be and what it costs, while this is a preview')),
    }),
    previews: 'what it costs',
    sendsTo: 'the list of conflicts',
    problems: { 409: overtaken },
  },
  withdrawConflict: {
    summary: 'Withdraw a conflict of interest; only directors one that a director declared',
    session: 'staff',
    forms: { conflict: conflictFields },
    answer: v.object({ school: text('The id of the school') }),
    sendsTo: 'the list of conflicts',
    problems: { 409: overtaken },
  },
} satisfies Record<RoutesOf<'reviews'>, Operation>;
