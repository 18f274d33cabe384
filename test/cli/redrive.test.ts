import { createServer } from 'node:http';
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTable } from '#store/dynamo-table.ts';
import { redriveCommand } from '../../infra/cli/redrive.ts';
import { type LostWork, type Message, whyNotDone } from '../../infra/cli/redriving/cloud.ts';
import { type Pointer, readRecords, readWork } from '../../infra/cli/redriving/work.ts';
import { listen } from '../http/listen.ts';
import { startTable, type TestTable } from '../store/table.ts';

/** Lambda's message in the failure queue of a stream mapping. */
const pointing = (over: object = {}) =>
  JSON.stringify({
    requestContext: {
      requestId: '316aa6d0',
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:letters',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 9,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2014-04-22T14:00:00.000Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-1',
      startSequenceNumber: '100',
      endSequenceNumber: '102',
      approximateArrivalOfFirstRecord: '2014-04-22T13:00:00.000Z',
      approximateArrivalOfLastRecord: '2014-04-22T13:01:00.000Z',
      batchSize: 2,
      streamArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/1',
      ...over,
    },
  });

/** A queue with these bodies, and a function with an answer. `record` keeps the calls. */
function aQueue(bodies: readonly string[], answers: Partial<LostWork> = {}) {
  const waiting = new Map<string, Message>(
    bodies.map((body, index) => [`m${index}`, { id: `m${index}`, body, receipt: `r${index}` }]),
  );
  const invoked: unknown[] = [];
  const work: LostWork = {
    receive: async () => [...waiting.values()],
    remove: async ({ id }) => void waiting.delete(id),
    read: async () => 'gone',
    invoke: async (payload) => {
      invoked.push(payload);
      return undefined;
    },
    ...answers,
  };
  return { work, invoked, left: () => [...waiting.keys()] };
}

async function run(work: LostWork, ...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const exit = await redriveCommand(
    args,
    { say: (line) => said.push(line), warn: (line) => warned.push(line), environment: {} },
    async () => work,
  );
  return { exit, said, warned };
}

describe('lost work', () => {
  test('with a call repeats it and leaves the queue', async () => {
    const queue = aQueue(['{"kind":"morning","at":"2014-04-22T12:00:00Z"}']);
    expect(await run(queue.work, 'dev', 'calls')).toEqual({
      exit: 0,
      said: ['m0  done', '1 message; 0 left in calls'],
      warned: [],
    });
    expect(queue.invoked).toEqual([{ kind: 'morning', at: '2014-04-22T12:00:00Z' }]);
    expect(queue.left()).toEqual([]);
  });

  test('with a pointer reads the stream first', async () => {
    const records = [{ eventID: '1' }];
    const queue = aQueue([pointing()], { read: async () => JSON.parse(JSON.stringify(records)) });
    expect((await run(queue.work, 'prod', 'letters')).exit).toBe(0);
    expect(queue.invoked).toEqual([{ Records: records }]);
  });

  test('that expired from the stream stays and says where to look', async () => {
    const queue = aQueue([pointing()]);
    const { exit, warned } = await run(queue.work, 'prod', 'letters');
    expect({ exit, warned }).toEqual({
      exit: 1,
      warned: ['m0  expired from the stream after 24 hours; run npm run reconcile'],
    });
    expect(queue.left()).toEqual(['m0']);
  });

  test('that the stream only returned in part stays, and none of it is retried', async () => {
    const queue = aQueue([pointing()], { read: async () => 'not-all' });
    const { exit, warned } = await run(queue.work, 'prod', 'letters');
    expect({ exit, warned, invoked: queue.invoked, left: queue.left() }).toEqual({
      exit: 1,
      warned: ['m0  the stream didn’t return all of its changes; retry it'],
      invoked: [],
      left: ['m0'],
    });
  });

  test('that fails again stays, and is tried once', async () => {
    const queue = aQueue(['{}', '{"kind":"night"}'], {
      invoke: async (payload) => (JSON.stringify(payload) === '{}' ? 'the function failed again' : undefined),
    });
    const { exit, warned } = await run(queue.work, 'dev', 'nights');
    expect({ exit, warned }).toEqual({ exit: 1, warned: ['m0  the function failed again'] });
    expect(queue.left()).toEqual(['m0']);
  });

  test('is only listed by a dry run', async () => {
    const queue = aQueue(['{"kind":"night"}', 'no JSON']);
    const { said, warned } = await run(queue.work, 'dev', 'nights', '--dry-run');
    expect(said.slice(0, 2)).toEqual(['m0  one call', '2 messages in nights']);
    expect(warned).toEqual(['m1  this message isn’t from the service; look at it in the SQS console']);
    expect({ invoked: queue.invoked, left: queue.left() }).toEqual({ invoked: [], left: ['m0', 'm1'] });
  });
});

test('an undelivered notification reaches its function in the topic’s form', () => {
  const notification = { Type: 'Notification', MessageId: '1', Message: '{"eventType":"Bounce"}' };
  expect(readWork(JSON.stringify(notification))).toEqual({
    payload: { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: notification }] },
  });
});

test.each([
  [undefined, 'null', undefined],
  [undefined, '{"batchItemFailures":[]}', undefined],
  [undefined, '{"batchItemFailures":[{"itemIdentifier":"1"}]}', '1 of its changes failed again'],
  ['Unhandled', '{"errorType":"Error"}', 'the function failed again'],
])('a function that returns %s and %s', (functionError, answer, why) => {
  expect(whyNotDone(functionError, answer)).toBe(why);
});

test.each([
  [['dev'], 'ENV and QUEUE are required. See --help.'],
  [
    ['dev', 'all'],
    'Queue “all” not found (expected one of letters, calls, questions, feedback, nights, proposals). See --help.',
  ],
  [['live', 'letters'], /^Environment “live” not found/],
])('an invalid order does nothing: %j', async (args, problem) => {
  const { exit, warned } = await run(aQueue([]).work, ...args);
  expect(exit).toBe(2);
  expect(warned[0]).toMatch(problem);
});

describe('the stream of a real table', () => {
  let engine: TestTable;
  let streams: DynamoDBStreamsClient;
  let pointer: Pointer;
  beforeAll(async () => {
    engine = await startTable();
    await engine.client.send(
      new CreateTableCommand({
        TableName: 'followed',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    const table = openTable('followed', engine.client);
    for (const name of ['a', 'b', 'c', 'd']) await table.put({ pk: name, sk: name });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    streams = new DynamoDBStreamsClient({ endpoint: engine.endpoint, region: 'us-east-1', credentials });
    const { Table } = await engine.client.send(new DescribeTableCommand({ TableName: 'followed' }));
    const streamArn = Table?.LatestStreamArn ?? '';
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    const shardId = StreamDescription?.Shards?.[0]?.ShardId ?? '';
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    const [, first = '', last = ''] = Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    pointer = { streamArn, shardId, count: 2, first, last };
  });
  afterAll(() => engine.stop());

  test('returns exactly a pointer’s changes, in order', async () => {
    const records = await readRecords(streams, pointer);
    if (typeof records === 'string') throw new Error(`They are ${records}`);
    expect(records.map(({ dynamodb }) => dynamodb.Keys)).toEqual([
      { pk: { S: 'b' }, sk: { S: 'b' } },
      { pk: { S: 'c' }, sk: { S: 'c' } },
    ]);
  });
});

describe('a stream with pages', () => {
  const pointer: Pointer = { streamArn: 'stream', shardId: 'shard', first: '100', last: '102', count: 3 };

  /** The records read from a stream with these sequence numbers. An open shard always has another page. */
  async function read(pages: readonly (readonly string[])[], shard: 'open' | 'closed' | 'trimmed') {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const say = (status: number, answer: object) =>
          response
            .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
            .end(JSON.stringify(answer));
        if (shard === 'trimmed') return say(400, { __type: 'TrimmedDataAccessException' });
        const { ShardIterator } = JSON.parse(body);
        if (ShardIterator === undefined) return say(200, { ShardIterator: '0' });
        const page = Number(ShardIterator);
        const Records = (pages[page] ?? []).map((SequenceNumber) => ({
          eventID: SequenceNumber,
          eventName: 'MODIFY',
          dynamodb: { SequenceNumber, Keys: { pk: { S: SequenceNumber } } },
        }));
        const hasMore = shard === 'open' || page + 1 < pages.length;
        return say(200, { Records, ...(hasMore && { NextShardIterator: String(page + 1) }) });
      });
    });
    const endpoint = await listen(server);
    const streams = new DynamoDBStreamsClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const found = await readRecords(streams, pointer, async () => undefined);
    streams.destroy();
    server.closeAllConnections();
    server.close();
    return typeof found === 'string' ? found : found.map(({ dynamodb }) => dynamodb.SequenceNumber);
  }

  test('is read past empty pages, up to the last change', async () => {
    expect(await read([[], ['100', '101'], [], [], ['102', '103']], 'open')).toEqual(['100', '101', '102']);
  });

  test('that never returns the last change counts as incomplete', async () => {
    expect(await read([['100', '101']], 'open')).toBe('not-all');
    expect(await read([['100', '101']], 'closed')).toBe('not-all');
  });

  test('that ends without the changes no longer has them', async () => {
    expect(await read([[]], 'closed')).toBe('gone');
    expect(await read([], 'trimmed')).toBe('gone');
  });
});
