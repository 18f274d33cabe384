import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import {
  decisionFields,
  judgementFields,
  questionFields,
  recusalFields,
  reviewerFields,
  schoolFields,
  whoFields,
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
    answer: { cycle: 'The cycle', received: 'Applications by day', quotas: 'Region by level' },
  },
  queue: {
    summary: 'What waits for whoever is signed in, oldest first',
    session: 'staff',
    answer: { applications: 'The applications to read' },
  },
  applicationList: {
    summary: 'All applications of the cycle',
    session: 'staff',
    answer: { applications: 'One line for each application' },
  },
  staffApplication: {
    summary: 'An application with its findings, reviews and decision',
    session: 'staff',
    answer: { application: 'The application', findings: 'What the criteria make of it' },
    problems: { 403: keptFrom, 404: unknown },
  },
  reviewPage: {
    summary: 'The form for a review',
    session: 'staff',
    answer: { reference, review: 'What was recorded before, if anything' },
    problems: { 403: keptFrom, 404: unknown },
  },
  recordReview: {
    summary: 'Record a review: a score for each criterion, a recommendation and a comment',
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
    answer: { reference },
    sendsTo: application,
    problems: { 403: keptFrom, 404: unknown, 409: overtaken },
  },
  decide: {
    summary: 'Decide on one application; the letter is shown before it is sent',
    session: 'staff',
    forms: { decision: decisionFields },
    answer: { reference },
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
    forms: { decision: decisionFields },
    answer: { outcomes: 'What came of each application' },
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
    answer: { reviewers: 'Each reviewer' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  removeReviewer: {
    summary: 'Remove a reviewer; what they were to read goes to colleagues',
    session: 'staff',
    forms: { reviewer: whoFields },
    answer: { reviewers: 'Each reviewer' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  declareConflict: {
    summary: 'Declare that a reviewer has a conflict of interest with a school',
    session: 'staff',
    forms: { conflict: schoolFields },
    answer: { conflicts: 'The conflicts of interest' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
  withdrawConflict: {
    summary: 'Withdraw a conflict of interest',
    session: 'staff',
    forms: { conflict: schoolFields },
    answer: { conflicts: 'The conflicts of interest' },
    sendsTo: 'the list of reviewers',
    problems: { 409: overtaken },
  },
} satisfies Record<RoutesOf<'reviews'>, Operation>;
