import { setTimeout as wait } from 'node:timers/promises';
import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { type StreamEvent, streamEventOf } from '../../local/stream-event.ts';
import type { Pointer } from './work.ts';

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
