import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { flag, listOf, maybe, named, said, text } from '#api/schema.ts';
import { letters } from '#api/shapes.ts';
import type { RoutesOf } from '#routes.ts';
import { threadSchema, threadSummarySchema } from '#store/threads.ts';
import { assignmentFields, publicationFields, replyFields, turnFields } from './forms.ts';

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
} satisfies Record<RoutesOf<'threads'>, Operation>;
