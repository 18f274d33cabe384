import * as v from 'valibot';
import { plusDays } from '#domain/base/time.ts';
import type { ThreadEvent } from '#domain/threads/events.ts';
import { type Thread, type ThreadSummary, threadSummary } from '#domain/threads/thread.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { epochSeconds, keyOf } from './keys.ts';
import {
  type Exactly,
  entryOf,
  growing,
  list,
  maybe,
  number,
  type Parser,
  parseRecord,
  staffSchema,
  text,
} from './parse-record.ts';

export const threadEvents = [
  v.object({ type: v.literal('question-asked') }),
  v.object({ type: v.literal('question-continued') }),
  v.object({ type: v.literal('question-assigned') }),
  v.object({ type: v.literal('question-answered') }),
  v.object({ type: v.literal('question-closed') }),
  v.object({ type: v.literal('question-reopened') }),
] as const;

const askerSchema = v.object({ name: text, email: text });
const aboutSchema = v.object({ reference: text, schoolId: text, schoolName: text, isProven: v.boolean() });

const messageSchema = growing({
  ...{ id: text, at: text, by: text, text },
  from: v.picklist(['asker', 'staff']),
  mail: maybe(
    v.object({
      messageId: maybe(text),
      attachments: list(v.object({ name: text, bytes: number })),
      tooLargeBytes: maybe(number),
    }),
  ),
});

const state = v.picklist(['open', 'closed']);

export const threadSchema = growing({
  version: number,
  ...{ id: text, cycleId: text, state },
  subject: maybe(text),
  asker: askerSchema,
  about: maybe(aboutSchema),
  assignee: maybe(staffSchema),
  messages: list(messageSchema),
  history: list(entryOf(threadEvents)),
});

export const threadSummarySchema = v.object({
  ...{ id: text, title: text, state, since: text },
  asker: askerSchema,
  about: maybe(aboutSchema),
  assignee: maybe(staffSchema),
}) satisfies Parser<ThreadSummary>;

/** The overview's key for all threads. No cycle has such an ID. */
const everyThread = 'THREADS';

/** After its last message, a thread is kept as long as the record of a sent letter. */
export const keptDays = 400;

export const threadRecords = aggregateRecord<Thread, ThreadEvent>(
  'thread',
  ({ id }) => keyOf.thread(id),
  threadSchema satisfies Exactly<Thread, typeof threadSchema>,
  (thread) => {
    const lastAt = thread.messages.at(-1)?.at ?? '';
    return {
      overviewKey: everyThread,
      overviewSort: `${lastAt}#${thread.id}`,
      summary: threadSummary(thread),
      expiresAt: epochSeconds(plusDays(lastAt.slice(0, 10), keptDays)),
    };
  },
);

/** The threads in a table, of all cycles. */
export function openThreads(table: Table) {
  const threads = openAggregates(table, threadRecords);
  return {
    thread: (id: string) => threads.one(keyOf.thread(id)),

    /** A summary of every thread. May be a moment behind the last commit. */
    threadSummaries: async (): Promise<readonly ThreadSummary[]> => {
      const records = await table.query({
        IndexName: 'overview',
        KeyConditionExpression: 'overviewKey = :threads',
        ExpressionAttributeValues: { ':threads': { S: everyThread } },
      });
      return records.map((record) => parseRecord(v.object({ summary: threadSummarySchema }), record).summary);
    },

    commitThread: threads.commit,
  };
}
