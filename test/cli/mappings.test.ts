import { createServer } from 'node:http';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { mappingsOf } from '../../infra/cli/restore/mappings.ts';
import { startTable, type TestTable } from '../store/table.ts';

/** Lambda's answers about a stream's mappings, in its REST API. A change takes two looks to arrive. */
function startLambda(states: Record<string, string>) {
  const calls: string[] = [];
  const coming = new Map<string, { state: string; looks: number }>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const id = (request.url ?? '').split('/event-source-mappings/')[1]?.split('?')[0] ?? '';
      if (request.method === 'PUT') {
        const { Enabled } = JSON.parse(body);
        calls.push(`${id} ${Enabled ? 'on' : 'off'}`);
        coming.set(id, { state: Enabled ? 'Enabled' : 'Disabled', looks: 2 });
      }
      const change = coming.get(id);
      if (request.method === 'GET' && change) {
        change.looks -= 1;
        if (change.looks === 0) states[id] = change.state;
      }
      const EventSourceMappings = Object.entries(states).map(([UUID, State]) => ({ UUID, State }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(id === '' ? { EventSourceMappings } : { UUID: id, State: states[id] }));
    });
  });
  return new Promise<{ client: LambdaClient; calls: string[]; stop: () => void }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const client = new LambdaClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        credentials,
      });
      resolve({ client, calls, stop: () => server.close() });
    });
  });
}

let engine: TestTable;
let table: Table;
beforeAll(async () => {
  engine = await startTable();
  await engine.client.send(
    new CreateTableCommand({
      TableName: 'with-stream',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  table = openTable('with-stream', engine.client);
});
afterAll(() => engine.stop());

test('running ones are paused and started again, and one that was already paused stays paused', async () => {
  const states = { letters: 'Enabled', solver: 'Enabled', old: 'Disabled' };
  const lambda = await startLambda(states);
  const mappings = mappingsOf(table, lambda.client, async () => undefined);
  expect(await mappings.pause()).toBe(2);
  expect(states).toEqual({ letters: 'Disabled', solver: 'Disabled', old: 'Disabled' });
  expect(await mappings.resume()).toEqual(['old']);
  expect(states).toEqual({ letters: 'Enabled', solver: 'Enabled', old: 'Disabled' });
  expect(lambda.calls).toEqual(['letters off', 'solver off', 'letters on', 'solver on']);
  lambda.stop();
});

test('the next run restarts what an interrupted run paused', async () => {
  const states = { letters: 'Enabled', solver: 'Enabled' };
  const lambda = await startLambda(states);
  await mappingsOf(table, lambda.client, async () => undefined).pause();
  // Interrupted here. The next run may be on another machine.
  const again = mappingsOf(table, lambda.client, async () => undefined);
  expect(await again.pause()).toBe(2);
  expect(await again.resume()).toEqual([]);
  expect(states).toEqual({ letters: 'Enabled', solver: 'Enabled' });
  // The memory is empty once everything runs.
  expect(await table.get({ pk: 'RESTORE', sk: 'PAUSED-MAPPINGS' })).toBeUndefined();
  lambda.stop();
});

test('one that stopped while it was being paused is started again, too', async () => {
  const states = { letters: 'Enabled', solver: 'Enabled' };
  const lambda = await startLambda(states);
  const failing = mappingsOf(table, lambda.client, () => Promise.reject(new Error('interrupted')));
  await expect(failing.pause()).rejects.toThrow('interrupted');
  const again = mappingsOf(table, lambda.client, async () => undefined);
  await again.pause();
  await again.resume();
  expect(states).toEqual({ letters: 'Enabled', solver: 'Enabled' });
  lambda.stop();
});
