import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { informationFields, linkFields, requestFields } from './forms.ts';
import { questionSchemas } from './questions.ts';

const reference = 'The application: its cycle and its school';
const role = '`host` or `partner`';
const state = '`draft`, `submitted`, `decided` or `withdrawn`';
const school = 'The school as the directory knew it';
const answers = 'What was answered so far, by topic';
const missing = 'The topics without an answer';
const sent = 'Always `link`: a letter with a link is on its way, where there is anything to send';
const notYours = 'The link to the application was not followed in this session';
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
    answer: {
      cycle: 'The id of the cycle',
      name: 'The name of the cycle',
      state: '`not-yet-open`, `open` or `closed`',
      opensAt: 'From when schools can apply, in UTC',
      closesAt: 'Until when schools can apply, in UTC',
      program: 'Its name, district, criteria, marks, focus areas and contact address',
    },
    problems: { 404: noCycle },
  },
  chooseRole: {
    summary: 'The roles a school can apply for',
    answer: { roles: 'Each role' },
    problems: { 404: noCycle, 409: notOpen },
  },
  findSchool: {
    summary: 'Find a school by a part of its name or id',
    query: { role, school: 'A part of a name or an id' },
    answer: {
      role,
      query: 'What was looked for',
      found: 'How many schools there are',
      schools: 'The first of them',
    },
    problems: { 404: noCycle, 409: notOpen, 422: 'The role is unknown, or nothing was looked for' },
  },
  nameApplicant: {
    summary: 'The form for who applies',
    query: { role, school: 'The id of the school' },
    answer: { role, school },
    problems: { 404: 'There is no such school, or no cycle', 409: notOpen },
  },
  requestApplication: {
    summary: 'Ask to apply: a link goes to the address, and following it starts the application',
    forms: { request: requestFields },
    answer: { sent },
    sendsTo: 'a page that says to look for the letter',
    problems: {
      404: 'There is no such school, or no cycle',
      409: notOpen,
      429: 'Too many letters were asked for',
    },
  },
  linkSent: {
    summary: 'Says that a letter with a link was sent',
    answer: { sent },
    problems: { 404: noCycle },
  },
  askForLink: {
    summary: 'The form that sends a new link',
    answer: { fields: 'The names of its fields' },
    problems: { 404: noCycle },
  },
  requestLink: {
    summary: 'Send a new link to an application; `school` is its reference, or the id of its school',
    forms: { link: linkFields },
    answer: { sent },
    sendsTo: 'a page that says to look for the letter',
    problems: { 404: noCycle, 429: 'Too many letters were asked for' },
  },
  openLink: {
    summary: 'What a mailed link leads to; reading it changes nothing',
    query: { to: '`visits` or `visits/` and a number, where the link leads on to these' },
    answer: { school: 'The name of the school', next: 'How to go on' },
    problems: {
      403: linkNotGood,
      409: 'Applications are closed, or the school has an application of somebody else',
    },
  },
  followLink: {
    summary: 'Follow a mailed link: starts the application where it was asked for, and begins a session',
    query: { to: 'As where the link was opened' },
    answer: { reference },
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
    answer: {
      reference,
      role,
      state,
      school,
      answers,
      missing,
      decision: 'Outcome and reason, once decided',
      question: 'What staff want to know, while it is open',
    },
    problems: { 403: notYours },
  },
  question: {
    summary: 'One topic of an application, with what was answered',
    session: 'applicant',
    query: { from: '`check` where the page was opened from the check of all answers' },
    answer: { reference, topic: 'The topic', answer: 'What was answered, or null' },
    problems: { 403: notYours, 404: noTopic, 409: noLongerDraft },
  },
  answerQuestion: {
    summary: 'Answer one topic of an application',
    session: 'applicant',
    forms,
    answer: { reference, topic: 'The topic', missing },
    sendsTo: 'the next topic that is missing',
    problems: { 403: notYours, 404: noTopic, 409: noLongerDraft },
  },
  checkAnswers: {
    summary: 'All answers with what the criteria make of them',
    session: 'applicant',
    answer: {
      reference,
      role,
      answers,
      missing,
      findings: 'Each criterion or mark: met, not met, or cannot verify, and why',
    },
    problems: { 403: notYours, 409: noLongerDraft },
  },
  submitApplication: {
    summary: 'Send an application; sending it twice changes nothing',
    session: 'applicant',
    answer: { reference, state, submittedAt: 'When it was sent, in UTC' },
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
    answer: { reference, state, submittedAt: 'When it was sent, in UTC' },
    problems: { 403: notYours },
  },
  supplyInformationPage: {
    summary: 'What staff want to know about an application',
    session: 'applicant',
    answer: { reference, question: 'The question' },
    problems: { 403: notYours, 409: 'Nothing is asked' },
  },
  supplyInformation: {
    summary: 'Answer what staff want to know',
    session: 'applicant',
    forms: { information: informationFields },
    answer: { reference },
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'Nothing is asked' },
  },
  withdrawPage: {
    summary: 'What withdrawing an application means',
    session: 'applicant',
    answer: { reference, state },
    problems: { 403: notYours },
  },
  withdraw: {
    summary: 'Withdraw an application; withdrawing it twice changes nothing',
    session: 'applicant',
    answer: { reference, state },
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'The application was declined' },
  },
} satisfies Record<RoutesOf<'applications'>, Operation>;
