import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { count, flag, instant, listOf, maybe, named, oneOf, said, text } from '#api/schema.ts';
import { directoryEntry, letters } from '#api/shapes.ts';
import { mailingKinds, skipReasons } from '#domain/admission/mailing.ts';
import type { RoutesOf } from '#routes.ts';
import { threadSchema, threadSummarySchema } from '#store/threads.ts';
import {
  assignmentFields,
  contactsFields,
  publicationFields,
  replyFields,
  sendingFields,
  turnFields,
} from './forms.ts';

const summary = named('QuestionSummary', threadSummarySchema);
const { id, asker, about, assignee, messages, state } = threadSchema.entries;

const thread = {
  id: said(id, 'The question’s ID'),
  title: text('Its subject, or how it starts'),
  state: said(state, 'Open if someone is waiting for an answer'),
  asker: said(asker, 'Who asked'),
  messages: said(messages, 'The messages, oldest first'),
  about,
  assignee,
  seen: text('A hash of the messages, to send back with a reply'),
};

const publication = {
  thread: text('The question’s ID'),
  question: text('The question, as published or to be edited'),
  answer: text('The answer, as published or to be edited'),
  isPublished: flag('Whether an answer is published'),
  seen: text('A hash of what is published, to send back'),
};

const mailingId = text('The ID of the invitations');
const mailingKind = oneOf(
  mailingKinds,
  'An invitation asks a school to apply. An announcement says that schools can',
);
const mailingState = oneOf(['draft', 'sent'], 'A draft isn’t sent yet');
const ofMailing = {
  mailing: mailingId,
  kind: mailingKind,
  recipients: count('How many contacts get an email'),
};
const draft = v.object({
  ...ofMailing,
  state: v.literal('draft'),
  skipped: listOf(
    v.object({
      schoolId: text('The school’s ID'),
      given: text('The address as it was given'),
      why: oneOf(skipReasons, 'Why'),
    }),
    'Contacts that get no email',
  ),
  letters: said(letters, 'The first email'),
  seen: text('A hash of the recipients, to send back'),
});
const mailing = v.variant('state', [
  draft,
  v.object({
    ...ofMailing,
    state: v.literal('sent'),
    sent: count('How many emails went out'),
    waiting: count('How many wait to be sent'),
    bounced: count('How many were not delivered'),
  }),
]);

const changedByOthers = 'Someone changed the question after the page was loaded';
const changedThread = v.object({ thread: text('The question’s ID') });
export const operations = {
  threads: {
    summary: 'List the questions that people asked',
    answer: v.object({
      open: listOf(summary, 'The open ones, oldest first'),
      closed: listOf(summary, 'The last 50 closed ones, newest first'),
    }),
  },
  thread: {
    summary: 'Get one question with its messages',
    answer: v.object(thread),
  },
  assignThread: {
    summary: 'Assign a question to someone, or to no one',
    forms: { assignment: assignmentFields },
    answer: changedThread,
    sendsTo: 'the question',
    problems: { 409: changedByOthers },
    problemsTell: { 409: v.object(thread) },
  },
  replyToThread: {
    summary: 'Preview a reply, then send it by email, which closes the question',
    forms: { reply: replyFields },
    answer: v.union([changedThread, v.object({ ...thread, letters: maybe(letters) })]),
    sendsTo: 'the question',
    problems: { 409: changedByOthers },
    problemsTell: { 409: v.object(thread) },
  },
  publishAnswerPage: {
    summary: 'Get the form that publishes an answer on the program page',
    answer: v.object(publication),
  },
  publishAnswer: {
    summary: 'Publish an answer on the program page, or replace it',
    forms: { publication: publicationFields },
    answer: changedThread,
    sendsTo: 'the question',
    problems: { 409: 'Someone changed the published answer after the page was loaded' },
    problemsTell: { 409: v.object(publication) },
  },
  removeAnswer: {
    summary: 'Remove an answer from the program page',
    answer: changedThread,
    sendsTo: 'the question',
  },
  closeThread: {
    summary: 'Close a question without a reply',
    forms: { closing: turnFields },
    answer: changedThread,
    sendsTo: 'the question',
    problems: { 409: changedByOthers },
    problemsTell: { 409: v.object(thread) },
  },
  reopenThread: {
    summary: 'Reopen a question',
    forms: { reopening: turnFields },
    answer: changedThread,
    sendsTo: 'the question',
    problems: { 409: changedByOthers },
    problemsTell: { 409: v.object(thread) },
  },
  mailings: {
    summary: 'List the schools without an application, and the invitations so far',
    query: {
      region: 'Only schools of this region',
      level: 'Only schools of this grade level',
      gaps: '`yes`: only schools that a quota without enough applicants needs',
    },
    answer: v.object({
      schools: listOf(directoryEntry, 'The schools, by name'),
      gaps: listOf(
        v.object({ name: text('The quota'), missing: count('How many applicants it still needs') }),
        'Quotas without enough applicants',
      ),
      mailings: listOf(
        v.object({
          mailing: mailingId,
          kind: mailingKind,
          state: mailingState,
          contacts: count('How many contacts it has'),
          createdAt: instant('When it was created, in UTC'),
        }),
        'The newest first',
      ),
    }),
  },
  addContacts: {
    summary: 'Check a list of contacts and keep it for a preview',
    forms: { contacts: contactsFields },
    answer: v.object({ mailing: mailingId }),
    sendsTo: 'the preview',
    problems: { 409: 'Applications aren’t open' },
  },
  mailing: {
    summary: 'Preview invitations, or see how many went out',
    answer: mailing,
  },
  sendMailing: {
    summary: 'Send invitations as they were shown',
    forms: { sending: sendingFields },
    answer: v.object({ mailing: mailingId }),
    sendsTo: 'the invitations',
    problems: { 409: 'Who gets an email changed after the page was loaded, or applications aren’t open' },
    problemsTell: { 409: v.partial(draft) },
  },
} satisfies Record<RoutesOf<'threads'>, Operation>;
