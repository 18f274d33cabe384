import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '#store/dynamo-table.ts';

const binary = path.resolve('node_modules/@dynoxide/linux-x64/dynoxide');

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

async function untilReady(client: DynamoDBClient): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch {
      await pause(10);
    }
  }
  throw new Error('The table engine did not start');
}

export type TestTable = Table & { readonly endpoint: string; readonly stop: () => Promise<void> };

/** The address at which functions find a table with this endpoint: the same, or a proxy in front of it. */
export type Through = (endpoint: string) => Promise<string>;

export const directly: Through = async (endpoint) => endpoint;

/**
 * A table in the real engine, with the keys and the index of the deployed one, for one test file. Call `stop` at the
 * end.
 */
export async function startTable(): Promise<TestTable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'table-'));
  const port = await freePort();
  const engine = spawn(
    binary,
    ['serve', '--port', String(port), '--db-path', path.join(folder, 'table.db')],
    {
      stdio: 'ignore',
    },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  await untilReady(client);
  await client.send(
    new CreateTableCommand({
      TableName: 'programs',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk', 'overviewKey', 'overviewSort'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'overview',
          KeySchema: [
            { AttributeName: 'overviewKey', KeyType: 'HASH' },
            { AttributeName: 'overviewSort', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary'] },
        },
      ],
    }),
  );
  const stop = async () => {
    engine.kill();
    client.destroy();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...openTable('programs', client), endpoint, stop };
}
