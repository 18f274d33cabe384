import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import {
  answers,
  directoryEntry,
  findings,
  knownSchool,
  program,
  reference,
  role,
  applicationState as state,
  submittedAt,
} from '../../shared/api/shapes.ts';
import { count, instant, listOf, oneOf, said, text, texts } from '../../shared/api/words.ts';
import type { RoutesOf } from '../routes.ts';
import { application, missing, topic, topicAnswer } from './api-shapes.ts';
import { informationFields, linkFields, requestFields } from './forms.ts';
import { questionSchemas } from './questions.ts';

const eitherRole = '`host` or `partner`';
const sent = said(
  v.literal('link'),
  'That a letter with a link is on its way, where there is anything to send',
);
const notYours = 'The link to the application was not followed in this session';
const accepted = { 202: 'Taken on: who is not known gets no letter' };
const noCycle = 'There is no cycle to apply to';
const notOpen = 'Applications are not open';
const noTopic = 'The role of the application is not asked about this topic';
const noLongerDraft =
  'The application can no longer be changed: it was sent or withdrawn, or the time is over';
const linkNotGood = 'The link is too old, was changed, or is for something else';

// Which focus areas there are, and how many partners a host may take, is for the program to say.
const forms = questionSchemas({ focusAreas: [], capacity: { smallest: 1, usual: 2, largest: 20 } });

export const operations = {
  program: {
    summary: 'What the program is, who it is for, until when, and what a host must meet',
    answer: v.object({
      cycle: text('The id of the cycle'),
      name: text('The name of the cycle'),
      state: oneOf(['not-yet-open', 'open', 'closed'], 'Whether schools can apply'),
      opensAt: instant('From when schools can apply, in UTC'),
      closesAt: instant('Until when schools can apply, in UTC'),
      program,
    }),
    problems: { 404: noCycle },
  },
  chooseRole: {
    summary: 'The roles a school can apply for',
    answer: v.object({ roles: listOf(role, 'Each role') }),
    problems: { 404: noCycle, 409: notOpen },
  },
  findSchool: {
    summary: 'Find a school by a part of its name or id',
    query: { role: eitherRole, school: 'A part of a name or an id' },
    answer: v.object({
      role,
      query: text('What was looked for'),
      found: count('How many schools there are'),
      schools: listOf(directoryEntry, 'The first of them'),
    }),
    problems: { 404: noCycle, 409: notOpen, 422: 'The role is unknown, or nothing was looked for' },
  },
  nameApplicant: {
    summary: 'The form for who applies',
    query: { role: eitherRole, school: 'The id of the school' },
    answer: v.object({ role, school: knownSchool }),
    problems: { 404: 'There is no such school, or no cycle', 409: notOpen },
  },
  requestApplication: {
    summary: 'Ask to apply: a link goes to the address, and following it starts the application',
    forms: { request: requestFields },
    answer: v.object({ sent }),
    statuses: accepted,
    sendsTo: 'a page that says to look for the letter',
    problems: {
      404: 'There is no such school, or no cycle',
      409: notOpen,
      429: 'Too many letters were asked for',
    },
  },
  linkSent: {
    summary: 'Says that a letter with a link was sent',
    answer: v.object({ sent }),
    problems: { 404: noCycle },
  },
  askForLink: {
    summary: 'The form that sends a new link',
    answer: v.object({ fields: texts('The names of its fields') }),
    problems: { 404: noCycle },
  },
  requestLink: {
    summary:
      'Send a new link, to an application or to start the one that was asked for; `school` is its reference, or the name or id of its school',
    forms: { link: linkFields },
    answer: v.object({ sent }),
    statuses: accepted,
    sendsTo: 'a page that says to look for the letter',
    problems: { 404: noCycle, 429: 'Too many letters were asked for' },
  },
  openLink: {
    summary: 'What a mailed link leads to; reading it changes nothing',
    query: { to: '`visits` or `visits/` and a number, where the link leads on to these' },
    answer: v.object({ school: text('The name of the school'), next: text('How to go on') }),
    problems: {
      403: linkNotGood,
      409: 'Applications are closed, or the school has an application of somebody else',
    },
  },
  followLink: {
    summary: 'Follow a mailed link: starts the application where it was asked for, and begins a session',
    query: { to: 'As where the link was opened' },
    answer: v.object({ reference }),
    statuses: { 200: 'A session of an application that was there', 201: 'The application was started' },
    sendsTo: 'the application',
    problems: {
      403: linkNotGood,
      404: 'The school is not in the directory any more',
      409: 'Applications are closed, or the school has an application of somebody else',
    },
  },
  application: {
    summary: 'An application: the tasks of a draft, and later where it stands',
    session: 'applicant',
    answer: application,
    problems: { 403: notYours },
  },
  question: {
    summary: 'One topic of an application, with what was answered',
    session: 'applicant',
    query: { from: '`check` where the page was opened from the check of all answers' },
    answer: v.object({ reference, topic, answer: topicAnswer }),
    problems: { 403: notYours, 404: noTopic, 409: noLongerDraft },
  },
  answerQuestion: {
    summary: 'Answer one topic of an application',
    session: 'applicant',
    forms,
    answer: v.object({ reference, topic, missing }),
    sendsTo: 'the next topic that is missing',
    problems: { 403: notYours, 404: noTopic, 409: noLongerDraft },
  },
  checkAnswers: {
    summary: 'All answers with what the criteria make of them',
    session: 'applicant',
    answer: v.object({ reference, role, answers, missing, findings }),
    problems: { 403: notYours, 409: noLongerDraft },
  },
  submitApplication: {
    summary: 'Send an application; sending it twice changes nothing',
    session: 'applicant',
    answer: v.object({ reference, state, submittedAt }),
    sendsTo: 'the receipt',
    problems: {
      403: notYours,
      409: 'The application was withdrawn, or the time is over',
      422: 'Answers are missing',
    },
  },
  submitted: {
    summary: 'The receipt of an application, and what happens next',
    session: 'applicant',
    answer: v.object({ reference, state, submittedAt }),
    problems: { 403: notYours, 409: 'It was not sent' },
  },
  supplyInformationPage: {
    summary: 'What staff want to know about an application',
    session: 'applicant',
    answer: v.object({ reference, question: text('The question') }),
    problems: { 403: notYours, 409: 'Nothing is asked' },
  },
  supplyInformation: {
    summary: 'Answer what staff want to know',
    session: 'applicant',
    forms: { information: informationFields },
    answer: v.object({ reference }),
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'Nothing is asked' },
  },
  withdrawPage: {
    summary: 'What withdrawing an application means',
    session: 'applicant',
    answer: v.object({ reference, state }),
    problems: { 403: notYours },
  },
  withdraw: {
    summary: 'Withdraw an application; withdrawing it twice changes nothing',
    session: 'applicant',
    answer: v.object({ reference, state }),
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'The application was declined' },
  },
} satisfies Record<RoutesOf<'applications'>, Operation>;
