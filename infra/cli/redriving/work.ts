import { setTimeout as wait } from 'node:timers/promises';
import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import * as v from 'valibot';
import { type StreamEvent, streamEventOf } from '../../local/lambda/stream-event.ts';

/** Changes that a function gave up on. The stream keeps them for 24 hours; the queue only points to them. */
export type Pointer = {
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
};

/** The work in a message of a failure queue. */
export type Work = { readonly pointer: Pointer } | { readonly payload: unknown } | 'unreadable';

const pointing = v.object({
  DDBStreamBatchInfo: v.object({
    streamArn: v.string(),
    shardId: v.string(),
    startSequenceNumber: v.string(),
    endSequenceNumber: v.string(),
    batchSize: v.number(),
  }),
});
const notification = v.looseObject({ Type: v.literal('Notification'), Message: v.string() });

/** Reads what Lambda, EventBridge Scheduler, or a topic put in the queue. */
export function readWork(body: string): Work {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), body);
  if (!parsed.success) return 'unreadable';
  const { output } = parsed;
  if (v.is(pointing, output)) {
    const { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize } =
      output.DDBStreamBatchInfo;
    return {
      pointer: { streamArn, shardId, first: startSequenceNumber, last: endSequenceNumber, count: batchSize },
    };
  }
  // A failed subscription leaves only the notification. The function expects it as the topic delivers it.
  if (v.is(notification, output))
    return { payload: { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: output }] } };
  return { payload: output };
}

/**
 * The failure queues by the names that operators type: the queue in the service's stack and the function that
 * retries the work, each by the start of its logical ID.
 */
export const lostWork = {
  letters: { queue: 'NotificationsChangesLostQueue', function: 'NotificationsFromStreamFunction' },
  calls: { queue: 'NotificationsLostCallsQueue', function: 'NotificationsFromScheduleFunction' },
  questions: { queue: 'InboxLostQueue', function: 'InboxFunction' },
  feedback: { queue: 'MailFeedbackLostQueue', function: 'MailFeedbackFunction' },
  nights: { queue: 'NightLostQueue', function: 'NightFunction' },
  proposals: { queue: 'SolverAskedLostQueue', function: 'SolverFunction' },
} as const;

export type QueueName = keyof typeof lostWork;

export const isQueueName = (name: string): name is QueueName => Object.hasOwn(lostWork, name);

// Trimmed after 24 hours, or with its whole shard.
const trimmed = ['TrimmedDataAccessException', 'ResourceNotFoundException', 'ExpiredIteratorException'];

// The stream also returns empty pages before it ends.
const mostEmptyPages = 100;
const pauseMs = 200;

type Pause = (ms: number) => Promise<unknown>;

/**
 * The records of a pointer, as Lambda delivers them, all or none. `gone`: the stream no longer has them.
 * `not-all`: it didn't return the last one this time.
 */
export async function readRecords(
  streams: DynamoDBStreamsClient,
  { streamArn, shardId, first, last }: Pointer,
  pause: Pause = wait,
): Promise<readonly StreamEvent[] | 'gone' | 'not-all'> {
  try {
    let { ShardIterator: iterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber: first,
      }),
    );
    const found: StreamEvent[] = [];
    for (let emptyPages = 0; iterator !== undefined && emptyPages < mostEmptyPages; ) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator: iterator }),
      );
      const events = Records.map((record) => streamEventOf(record, streamArn));
      found.push(...events.filter((event) => isUpTo(event, last)));
      if (events.some(({ dynamodb }) => BigInt(dynamodb.SequenceNumber) >= BigInt(last))) return found;
      iterator = NextShardIterator;
      if (events.length > 0) continue;
      emptyPages += 1;
      await pause(pauseMs);
    }
    return iterator === undefined && found.length === 0 ? 'gone' : 'not-all';
  } catch (error) {
    if (error instanceof Error && trimmed.includes(error.name)) return 'gone';
    throw error;
  }
}

const isUpTo = ({ dynamodb }: StreamEvent, last: string): boolean =>
  BigInt(dynamodb.SequenceNumber) <= BigInt(last);
