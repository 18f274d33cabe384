import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { type DeadLetters, type Report, silentReport } from '../ground/report.ts';
import type { State } from '../ground/state.ts';
import { addresses } from '../template/addresses.ts';
import type { Plan } from '../template/plan.ts';
import { deliver, readFilter } from './delivery.ts';
import type { Functions } from './functions.ts';
import { streamEventOf } from './stream-event.ts';

type Streams = {
  /** Resolves when every earlier change, and every change that its delivery caused, is delivered or given up. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly database: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly functions: Functions;
  readonly state: State;
  readonly deadLetters: DeadLetters;
  readonly report: Report;
};

/** Follows the table streams of all event source mappings in the plan, from where the last run stopped. */
export function followStreams(plan: Plan, parts: Parts): Streams {
  const tableOfStream = new Map(
    plan.tables.map(({ reference }) => [addresses.streamArn(reference), reference]),
  );
  const followers = plan.mappings
    .filter(({ properties }) => properties.Enabled)
    .map((mapping) => {
      const table = tableOfStream.get(mapping.properties.EventSourceArn);
      if (table === undefined) {
        throw new Error(
          `The local runner can’t read ${mapping.properties.EventSourceArn}, because it isn’t a table’s stream.`,
        );
      }
      return follow(mapping, table, parts);
    });
  return {
    settled: async () => {
      // Changes by one mapping's function are news to the others.
      const deliveries = () => followers.reduce((sum, follower) => sum + follower.deliveries(), 0);
      for (let before = -1; before !== deliveries(); ) {
        before = deliveries();
        await Promise.all(followers.map((follower) => follower.settled()));
      }
    },
    stop: async () => void (await Promise.all(followers.map((follower) => follower.stop()))),
  };
}

const pauseMs = 200;

/** One mapping's follower, and how often it delivered something. */
type Follower = Streams & { readonly deliveries: () => number };

function follow(mapping: Plan['mappings'][number], table: string, parts: Parts): Follower {
  const stopping = new AbortController();
  let waiting: (() => void)[] = [];
  let wake = () => {};
  let deliveries = 0;
  const pause = () =>
    new Promise<void>((done) => {
      if (stopping.signal.aborted) return done();
      const timer = setTimeout(done, pauseMs);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  // One problem is reported once, however often the stream is read while it lasts.
  let isFailing = false;
  const run = async () => {
    const shards = openShards(mapping, table, parts, stopping.signal);
    while (!stopping.signal.aborted) {
      // Only callers from before the read may take an empty result as "all delivered".
      const asked = waiting;
      waiting = [];
      const delivered = await round(shards, isFailing ? silentReport : parts.report, stopping.signal);
      isFailing = delivered === 'failed';
      if (delivered === 'nothing new') for (const resolve of asked) resolve();
      else waiting = [...asked, ...waiting];
      if (delivered === 'some') deliveries += 1;
      if (delivered === 'failed' || (delivered === 'nothing new' && waiting.length === 0)) await pause();
    }
    for (const resolve of waiting) resolve();
  };
  const running = run();
  return {
    deliveries: () => deliveries,
    settled: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        waiting.push(resolve);
        wake();
      }),
    stop: async () => {
      stopping.abort();
      wake();
      await running;
    },
  };
}

async function round(
  shards: () => Promise<boolean>,
  report: Report,
  signal: AbortSignal,
): Promise<'some' | 'nothing new' | 'failed'> {
  try {
    return (await shards()) ? 'some' : 'nothing new';
  } catch (error) {
    // The position didn't move, so the next round delivers the same records again.
    if (!signal.aborted) report.problem(`Can’t read the table stream: ${String(error)}`);
    return 'failed';
  }
}

/** A function that reads each shard once and delivers what is new. It returns whether there was anything. */
function openShards(
  { resource, properties }: Plan['mappings'][number],
  table: string,
  { database, streams, functions, state, deadLetters }: Parts,
  signal: AbortSignal,
): () => Promise<boolean> {
  const iterators = new Map<string, string>();
  const filters = properties.FilterCriteria.Filters.map(({ Pattern }) => readFilter(Pattern));
  const positionOf = (shard: string) => `${resource.logicalId} ${shard}`;
  const eventSourceArn = properties.EventSourceArn;
  let streamArn: string | undefined;

  const invoke = (records: readonly unknown[]) =>
    functions.invoke(properties.FunctionName, { Records: records });
  const delivery = {
    rules: {
      bisects: properties.BisectBatchOnFunctionError,
      reportsFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      maximumRetries: properties.MaximumRetryAttempts,
      maximumAgeMs:
        properties.MaximumRecordAgeInSeconds < 0 ? -1 : properties.MaximumRecordAgeInSeconds * 1000,
    },
    invoke,
    giveUp: (records: readonly unknown[], cause: string) =>
      deadLetters({
        destination: properties.DestinationConfig?.OnFailure.Destination ?? 'none',
        cause,
        content: records,
      }),
    // The record's time is the engine's, which never moves.
    now: Date.now,
    // Short at first, so that eight attempts take seconds on your own machine, not minutes.
    pause: (attempt: number) => wait(Math.min(50 * 2 ** attempt, 5000), undefined, { signal }),
    signal,
  };

  const openIterator = async (shard: string) => {
    const position = state.read('stream positions', positionOf(shard));
    const start =
      position === undefined
        ? { ShardIteratorType: properties.StartingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position };
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shard, ...start }),
    );
    return ShardIterator;
  };

  const deliverBatch = async (shard: string, records: readonly StreamRecord[]) => {
    const events = records.map((record) => streamEventOf(record, eventSourceArn));
    const wanted = events.filter((event) => filters.length === 0 || filters.some((filter) => filter(event)));
    await deliver(wanted, delivery);
    const last = events.at(-1);
    if (last) state.write('stream positions', positionOf(shard), last.dynamodb.SequenceNumber);
  };

  const readShard = async (shard: string): Promise<boolean> => {
    const iterator = iterators.get(shard) ?? (await openIterator(shard));
    iterators.delete(shard);
    if (iterator === undefined) return false;
    const { Records = [], NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: properties.BatchSize }),
    );
    if (Records.length > 0) await deliverBatch(shard, Records);
    if (NextShardIterator !== undefined) iterators.set(shard, NextShardIterator);
    return Records.length > 0;
  };

  return async () => {
    streamArn ??= await streamArnOf(database, table);
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    let some = false;
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      if (ShardId !== undefined && (await readShard(ShardId))) some = true;
    }
    return some;
  };
}

async function streamArnOf(database: DynamoDBClient, table: string): Promise<string> {
  const { Table } = await database.send(new DescribeTableCommand({ TableName: table }));
  if (Table?.LatestStreamArn === undefined) throw new Error(`The table ${table} has no stream.`);
  return Table.LatestStreamArn;
}
