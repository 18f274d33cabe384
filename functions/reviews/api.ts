import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { seenFields } from './chosen.ts';
import {
  decisionFields,
  judgementFields,
  questionFields,
  recusalFields,
  removalFields,
  reviewerFields,
  schoolFields,
  stepFields,
} from './forms.ts';

const reference = 'The application: its cycle and its school';
const application = 'the page of the application';
const unknown = 'There is no such application';
const keptFrom = 'A conflict of interest keeps the application from whoever is signed in';
const overtaken = 'Somebody else was faster: what stands now is told';

export const operations = {
  overview: {
    summary: 'Applications a day against the targets, and by region and level against the quotas',
    session: 'staff',
    answer: {
      cycle: 'The id of the cycle',
      closesAt: 'Until when schools can apply, in UTC',
      toRead: 'How many wait for whoever is signed in to read them',
      toDecide: 'How many wait for a decision',
      standings: 'How many applications stand where',
      withoutReader: 'How many have no reviewer yet',
      undelivered: 'For directors: how many letters did not arrive and wait for somebody',
      daysToDeadline: 'Days left; negative once it has passed',
      received: 'Applications by day and role',
      coverage: 'Applications by region and level',
      shortfalls: 'What quotas still lack',
    },
  },
  queue: {
    summary: 'What waits for whoever is signed in, oldest first',
    session: 'staff',
    answer: { toRead: 'Applications to read', toDecide: 'For directors: applications to decide on' },
  },
  applicationList: {
    summary: 'All applications of the cycle',
    session: 'staff',
    answer: {
      found: 'How many there are',
      page: 'The page',
      pages: 'How many pages there are',
      applications: 'One line for each application on the page',
    },
  },
  staffApplication: {
    summary: 'An application with its findings, reviews and decision',
    session: 'staff',
    answer: {
      reference,
      version: 'Raised with every change',
      role: '`host` or `partner`',
      school: 'The school as the directory knew it',
      state: '`draft`, `submitted`, `decided` or `withdrawn`',
      standing: 'Where it stands, for staff',
      submittedAt: 'When it was sent, in UTC',
      answers: 'Its answers, by topic',
      findings: 'Each criterion or mark: met, not met, or cannot verify, and why',
      inquiries: 'What staff asked and the school answered',
      reviews: 'The reviews that whoever is signed in may see',
      history: 'What was done, by whom and when',
      decision: 'Outcome and reason, once decided',
    },
    problems: { 403: keptFrom, 404: unknown },
  },
  reviewPage: {
    summary: 'The form for a review',
    session: 'staff',
    answer: { review: 'What was recorded before, or null' },
    problems: { 403: keptFrom, 404: unknown },
  },
  recordReview: {
    summary:
      'Record a review: `score-` and its id for each criterion or mark, a recommendation and a comment',
    session: 'staff',
    forms: { judgement: judgementFields },
    answer: { reference },
    sendsTo: application,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  recusePage: {
    summary: 'What stepping back from an application means',
    session: 'staff',
    answer: { reference },
    problems: { 403: keptFrom, 404: unknown },
  },
  recuse: {
    summary: 'Step back from an application, so that a colleague reads it',
    session: 'staff',
    forms: { recusal: recusalFields },
    answer: { reference },
    sendsTo: 'the queue',
    problems: { 404: unknown, 409: overtaken },
  },
  requestInformationPage: {
    summary: 'The form for asking a school for more information',
    session: 'staff',
    answer: { reference },
    problems: { 403: keptFrom, 404: unknown },
  },
  requestInformation: {
    summary: 'Ask a school for more information',
    session: 'staff',
    forms: { question: questionFields },
    answer: { reference, question: 'The question', letters: 'The letters as they would be sent' },
    previews: 'the letter',
    sendsTo: application,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  decide: {
    summary: 'Decide on one application; the letter is shown before it is sent',
    session: 'staff',
    forms: { decision: v.object({ ...decisionFields.entries, ...stepFields.entries }) },
    answer: {
      reference,
      letters: 'The letters as they would be sent, while this is a preview',
      decision: 'What was decided, once it is sent',
    },
    previews: 'the letter',
    sendsTo: application,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  decideTogetherPage: {
    summary: 'The applications that were chosen, to be decided together',
    session: 'staff',
    query: { reference: 'An application; repeated, up to 50' },
    answer: { seen: 'Each application and its version, to be sent back', applications: 'One line for each' },
    problems: { 422: 'None, or too many, are chosen' },
  },
  decideTogether: {
    summary: 'Decide on several applications at once; every letter is shown before it is sent',
    session: 'staff',
    forms: { decisions: v.object({ ...decisionFields.entries, ...seenFields.entries }) },
    answer: {
      letters: 'The letters as they would be sent, while this is a preview',
      decided: 'The applications that were decided',
      refused: 'The others, and why',
    },
    previews: 'every letter',
    sendsTo: 'the list of applications',
    problems: { 409: overtaken },
  },
  reviewers: {
    summary: 'Who reads applications, and with which conflicts of interest',
    session: 'staff',
    answer: { reviewers: 'Each reviewer', conflicts: 'The conflicts of interest' },
  },
  addReviewer: {
    summary: 'Add a reviewer',
    session: 'staff',
    forms: { reviewer: reviewerFields },
    answer: { name: 'The name', email: 'The address' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  removeReviewer: {
    summary: 'Remove a reviewer; what they were to read goes to colleagues',
    session: 'staff',
    forms: { reviewer: removalFields },
    answer: {
      email: 'The address',
      toHandOn: 'How many applications would go to colleagues, while this is a preview',
      handedOn: 'How many applications went to colleagues, once it is done',
    },
    previews: 'what it means',
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  declareConflict: {
    summary: 'Declare that a reviewer has a conflict of interest with a school',
    session: 'staff',
    forms: { conflict: schoolFields },
    answer: { school: 'The id of the school' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  withdrawConflict: {
    summary: 'Withdraw a conflict of interest',
    session: 'staff',
    forms: { conflict: schoolFields },
    answer: { school: 'The id of the school' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
} satisfies Record<RoutesOf<'reviews'>, Operation>;
