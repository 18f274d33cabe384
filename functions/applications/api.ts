import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { count, email, instant, listOf, maybe, named, oneOf, said, text, texts } from '#api/schema.ts';
import {
  answers,
  directoryEntry,
  everyTopic,
  findings,
  knownSchool,
  outcomeAndReason,
  reference,
  role,
  staffMember,
  submittedAt,
} from '#api/shapes.ts';
import type { RoutesOf } from '#routes.ts';
import { summarySchema, topicSchema } from '#store/applications.ts';
import { programSchema } from '#store/cycle-schema.ts';
import { publishedAnswerSchema } from '#store/faqs.ts';
import { applicantSchema } from '#store/parse-record.ts';
import {
  askAboutOwnFields,
  askFields,
  contactsFields,
  informationFields,
  linkFields,
  requestFields,
  roleFields,
  submissionFields,
} from './forms.ts';
import { questionSchema } from './questions/forms.ts';

const program = named(
  'Program',
  v.pick(programSchema, [
    'name',
    'district',
    'hostCriteria',
    'partnerMarks',
    'focusAreas',
    'contactEmail',
    'guide',
  ]),
);

const { state } = summarySchema.entries;

const topic = said(v.picklist(everyTopic), 'The topic');
const missing = listOf(v.picklist(everyTopic), 'Topics without an answer');

const veryShort = listOf(v.picklist(everyTopic), 'Topics with a very short text');

const topicAnswer = said(
  v.nullable(v.union(everyTopic.map((one) => topicSchema(one)))),
  'The saved answer, or null',
);

const partnership = v.object({
  host: v.object({ id: v.string(), name: v.string() }),
  partners: v.array(v.object({ id: v.string(), name: v.string(), why: text('Why it was matched') })),
  facilitator: staffMember,
});

const optedOut = v.object({
  email: text('The address'),
  optedOut: said(v.boolean(), 'Whether it was opted out just now'),
});

const place = v.object({
  confirmBy: text('The last day to confirm it'),
  confirmedAt: maybe(instant('When the school confirmed it, in UTC')),
});

const own = { reference, role, school: knownSchool, answers };
/** A draft with its missing topics, or a submitted or withdrawn application with its status. */
const application = v.variant('state', [
  v.object({ ...own, state: v.literal('draft'), missing }),
  v.object({
    ...own,
    state: v.picklist(['submitted', 'decided', 'withdrawn']),
    decision: maybe(said(outcomeAndReason, 'Once decided')),
    question: maybe(text('The open question, if there is one')),
    place: maybe(said(place, 'An accepted school’s place')),
    mayChangeAnswers: said(v.boolean(), 'Whether the school can still change its answers'),
    partnership: maybe(said(partnership, 'Once the pairings are published')),
  }),
]);

const contact = named('Contact', applicantSchema);
const contacts = {
  applicant: said(contact, 'Who applied: name, job title, and email address'),
  principal: maybe(said(contact, 'The principal, if someone else applied')),
};

const seen = text(
  'Identifies what was shown; a form that sends it back is refused if someone else changed that',
);

const eitherRole = '`host` or `partner`';
const sent = said(
  v.literal('link'),
  'Accepted: an email with a link is on its way, if there is anything to send',
);
const asked = v.object({ asked: v.literal(true) });
const tooManyQuestions = 'Too many questions from this network or email address within an hour';
const notYours = 'No session for this application: open its link first';
const accepted = { 202: 'Accepted; unknown addresses get no email' };
const noCycle = 'No application cycle';
const notOpen = 'Applications aren’t open';
const noTopic = 'This topic doesn’t apply to the application’s role';
const noLongerDraft =
  'The application can no longer be changed: it was submitted or withdrawn, or the deadline passed';
const notEditable =
  'The answers can no longer be changed: staff reviewed the application, it was withdrawn, or the deadline passed';
const linkNotGood = 'The link expired, was altered, or has another purpose';

// Each program has its own focus areas and host capacities; the document is the same for all.
const limits = { focusAreas: [], capacity: { smallest: 1, usual: 2, largest: 20 }, pairing: {} };
const forms = Object.fromEntries(everyTopic.map((one) => [one, questionSchema(one, limits)]));

export const operations = {
  program: {
    summary: 'The program: its description, deadline, and host requirements',
    answer: v.object({
      cycle: text('The cycle’s ID'),
      name: text('The cycle’s name'),
      state: oneOf(['not-yet-open', 'open', 'closed'], 'Whether schools can apply'),
      opensAt: instant('When applications open, in UTC'),
      closesAt: instant('When applications close, in UTC'),
      program,
      answers: listOf(
        v.pick(publishedAnswerSchema, ['question', 'answer']),
        'The questions that staff answered for everyone',
      ),
    }),
    problems: { 404: noCycle },
  },
  allQuestions: {
    summary: 'List every question on the application for a role',
    query: { role: eitherRole },
    answer: v.object({
      role,
      sections: listOf(
        v.object({
          title: v.string(),
          questions: v.array(
            v.object({ question: v.string(), hint: maybe(v.string()), options: v.array(v.string()) }),
          ),
        }),
        'The sections with their questions, in order',
      ),
    }),
    problems: { 404: 'No application cycle, or unknown role' },
  },
  chooseRole: {
    summary: 'The roles a school can apply for',
    answer: v.object({ roles: listOf(role, 'Each role') }),
    problems: { 404: noCycle, 409: notOpen },
  },
  findSchool: {
    summary: 'Find a school by part of its name or ID',
    query: { role: eitherRole, school: 'Part of a name or an ID' },
    answer: v.object({
      role,
      query: text('The query'),
      found: count('Number of matches'),
      schools: listOf(directoryEntry, 'The first matches'),
    }),
    problems: { 404: noCycle, 409: notOpen, 422: 'The role is unknown, or the query is empty' },
  },
  nameApplicant: {
    summary: 'The form for the applicant',
    query: { role: eitherRole, school: 'The school’s ID' },
    answer: v.object({ role, school: knownSchool }),
    problems: { 404: 'School or cycle not found', 409: notOpen },
  },
  requestApplication: {
    summary: 'Request to apply: emails a link that starts the application',
    forms: { request: requestFields },
    answer: v.object({ sent }),
    statuses: accepted,
    sendsTo: 'the “Check your email” page',
    problems: {
      404: 'School or cycle not found',
      409: notOpen,
      429: 'Too many link requests',
    },
  },
  linkSent: {
    summary: 'The “Check your email” page',
    answer: v.object({ sent }),
    problems: { 404: noCycle },
  },
  askForLink: {
    summary: 'The form to request a new link',
    answer: v.object({ fields: texts('The names of the form’s fields') }),
    problems: { 404: noCycle },
  },
  requestLink: {
    summary:
      'Request a new link to an application, or to start one already requested; `school` is its application number, or its school’s name or ID',
    forms: { link: linkFields },
    answer: v.object({ sent }),
    statuses: accepted,
    sendsTo: 'the “Check your email” page',
    problems: { 404: noCycle, 429: 'Too many link requests' },
  },
  openLink: {
    summary: 'Open an emailed link; changes nothing',
    query: { to: '`visits` or `visits/` and a number, if the link leads to visits' },
    answer: v.object({ school: text('The school’s name'), next: text('The next step') }),
    problems: {
      403: linkNotGood,
      409: 'Applications are closed, or someone else started the school’s application',
    },
  },
  followLink: {
    summary: 'Follow an emailed link: starts a session, and the application if it doesn’t exist yet',
    query: { to: 'The same as when the link was opened' },
    answer: v.object({ reference }),
    statuses: { 200: 'Session started for an existing application', 201: 'Application and session started' },
    sendsTo: 'the application',
    problems: {
      403: linkNotGood,
      404: 'The school is no longer in the directory',
      409: 'Applications are closed, or someone else started the school’s application',
    },
  },
  application: {
    summary: 'An application: the task list of a draft, later its status',
    answer: application,
    problems: { 403: notYours },
  },
  question: {
    summary: 'One topic of an application, with its saved answer',
    query: { from: '`check` if the page was opened from the check of all answers' },
    answer: v.object({ reference, topic, answer: topicAnswer, seen }),
    problems: { 403: notYours, 404: noTopic, 409: notEditable },
  },
  answerQuestion: {
    summary:
      'Answer one topic of an application, or change the answer; lists areas to improve by choice, first choice first',
    forms,
    answer: v.object({ reference, topic, missing }),
    sendsTo: 'the next missing topic, or the application once it was submitted',
    problems: {
      403: notYours,
      404: noTopic,
      409: `${notEditable}; or someone else saved the topic since \`seen\``,
    },
  },
  contacts: {
    summary: 'Get the form for the contacts of a draft',
    answer: v.object({ reference, ...contacts, seen }),
    problems: { 403: notYours, 409: noLongerDraft },
  },
  changeContacts: {
    summary:
      'Change the contacts of a draft; emails a link to each new address, and ends links to the one before',
    forms: { contacts: contactsFields },
    answer: v.object({ reference, ...contacts }),
    sendsTo: 'the check of all answers',
    problems: {
      403: notYours,
      409: `${noLongerDraft}; or someone changed the contacts since \`seen\``,
      429: 'Too many changes from this network, or to this email address, within an hour',
    },
  },
  rolePage: {
    summary: 'Preview of a change of role',
    answer: v.object({ reference, role, seen }),
    problems: { 403: notYours, 409: noLongerDraft },
  },
  changeRole: {
    summary: 'Change the role of a draft; keeps the answers that both roles give; idempotent',
    forms: { role: roleFields },
    answer: v.object({ reference, role }),
    sendsTo: 'the application',
    problems: { 403: notYours, 409: `${noLongerDraft}; or someone saved other answers since \`seen\`` },
  },
  checkAnswers: {
    summary: 'All answers, checked against the criteria',
    answer: v.object({ reference, role, answers, missing, veryShort, findings, seen }),
    problems: { 403: notYours, 409: noLongerDraft },
  },
  submitApplication: {
    summary: 'Submit an application; idempotent',
    forms: { submission: submissionFields },
    answer: v.object({ reference, state, submittedAt }),
    sendsTo: 'the receipt',
    problems: {
      403: notYours,
      409: 'The application was withdrawn, the deadline passed, or someone changed the application since `seen`',
      422: 'Some answers are missing',
    },
  },
  submitted: {
    summary: 'The receipt of an application, and what happens next',
    answer: v.object({ reference, state, submittedAt }),
    problems: { 403: notYours, 409: 'Not submitted' },
  },
  supplyInformationPage: {
    summary: 'The open question about an application',
    answer: v.object({ reference, question: text('The question'), seen }),
    problems: { 403: notYours, 409: 'No open question' },
  },
  supplyInformation: {
    summary: 'Answer the open question',
    forms: { information: informationFields },
    answer: v.object({ reference }),
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'No open question, or another one than `seen`' },
  },
  withdrawPage: {
    summary: 'Preview of a withdrawal',
    answer: v.object({ reference, state }),
    problems: { 403: notYours },
  },
  confirmPlace: {
    summary: 'Confirm an accepted school’s place; idempotent',
    answer: v.object({ reference, place }),
    sendsTo: 'the application',
    problems: {
      403: notYours,
      409: 'The school has no place to confirm, or the last day to confirm has passed',
    },
  },
  leaveBrowser: {
    summary: 'End the session in this browser; the school’s other browsers stay signed in',
    answer: v.object({ signedOut: said(v.literal(true), 'Always true') }),
  },
  withdraw: {
    summary: 'Withdraw an application; idempotent',
    answer: v.object({ reference, state }),
    sendsTo: 'the application',
    problems: { 403: notYours, 409: 'The application was not selected' },
  },
  askPage: {
    summary: 'Get the form for a question',
    answer: v.object({ fields: texts('The names of the fields') }),
    problems: { 404: noCycle },
  },
  ask: {
    summary: 'Ask the program’s staff a question',
    forms: { question: askFields },
    statuses: { 202: 'Received. The answer is the same for every address' },
    answer: asked,
    sendsTo: 'a page that says the question was sent',
    problems: { 404: noCycle, 429: tooManyQuestions },
  },
  asked: {
    summary: 'Get the confirmation that a question was sent',
    answer: asked,
    problems: { 404: noCycle },
  },
  askAboutOwnPage: {
    summary: 'Get the form for a question about your own application',
    answer: v.object({ reference, repliesTo: email('The address that gets the reply') }),
    problems: { 403: notYours },
  },
  askAboutOwn: {
    summary: 'Ask a question about your own application',
    forms: { question: askAboutOwnFields },
    statuses: { 202: 'Received' },
    answer: asked,
    sendsTo: 'a page that says the question was sent',
    problems: { 403: notYours, 429: tooManyQuestions },
  },
  optOutPage: {
    summary: 'Get the form that opts an address out of invitations',
    answer: optedOut,
    problems: { 404: 'The link is broken' },
  },
  optOut: {
    summary: 'Opt an address out of invitations',
    answer: optedOut,
    problems: { 404: 'The link is broken' },
  },
} satisfies Record<RoutesOf<'applications'>, Operation>;
