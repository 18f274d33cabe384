import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { addresses } from '../template/addresses.ts';

/** One record as Lambda delivers it: the stream's record, with the time in seconds. */
export type StreamEvent = {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly SequenceNumber: string;
    readonly [image: string]: unknown;
  };
};

/** Lambda's form of a record from the stream `eventSourceARN`. */
export function streamEventOf(record: StreamRecord, eventSourceARN: string): StreamEvent {
  const { ApproximateCreationDateTime, SequenceNumber, ...images } = record.dynamodb ?? {};
  if (SequenceNumber === undefined) throw new Error('A stream record has no sequence number.');
  return {
    eventID: record.eventID ?? SequenceNumber,
    eventName: record.eventName ?? '',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: addresses.region,
    eventSourceARN,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      SequenceNumber,
      ...withBinaryAsText(images),
    },
  };
}

// Events are JSON, so bytes travel in base64.
function withBinaryAsText(images: object): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(images, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
}
