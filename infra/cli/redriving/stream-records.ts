import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { type StreamEvent, streamEventOf } from '../../local/stream-event.ts';
import type { Pointer } from './work.ts';

// Trimmed after 24 hours, or with its whole shard.
const trimmed = ['TrimmedDataAccessException', 'ResourceNotFoundException', 'ExpiredIteratorException'];

/** The records that a pointer names, as Lambda hands them over; `gone` where the stream holds them no more. */
export async function readRecords(
  streams: DynamoDBStreamsClient,
  { streamArn, shardId, first, last }: Pointer,
): Promise<readonly StreamEvent[] | 'gone'> {
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
    while (iterator !== undefined) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator: iterator }),
      );
      const events = Records.map((record) => streamEventOf(record, streamArn));
      found.push(...events.filter((event) => isUpTo(event, last)));
      const isEnd =
        events.length === 0 || events.some(({ dynamodb }) => BigInt(dynamodb.SequenceNumber) >= BigInt(last));
      iterator = isEnd ? undefined : NextShardIterator;
    }
    return found.length > 0 ? found : 'gone';
  } catch (error) {
    if (error instanceof Error && trimmed.includes(error.name)) return 'gone';
    throw error;
  }
}

const isUpTo = ({ dynamodb }: StreamEvent, last: string): boolean =>
  BigInt(dynamodb.SequenceNumber) <= BigInt(last);
