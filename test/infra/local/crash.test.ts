import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

const survivor = new URL('./survivor.ts', import.meta.url);

test('after kill -9 every acknowledged write exists and reaches its function at least once', async () => {
  const folder = temporaryFolder();
  const accepted = join(folder, 'accepted');
  const follower = `import { appendFileSync } from 'node:fs';
    export const handler = async ({ Records }) => {
      for (const { dynamodb } of Records) appendFileSync(${JSON.stringify(accepted)}, dynamodb.NewImage.pk.S + '\\n');
    };`;
  const acknowledged = await killAfter(150, folder, follower);

  const service = await startLocal({ data: folder, port: 0, synthesize: smallApp({ stream: follower }) });
  await service.settled();
  const { tables } = service;
  const client = new DynamoDBClient({
    endpoint: tables.endpoint,
    region: tables.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const kept = new Set<string | undefined>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.names[0] })) {
    for (const { pk } of Items) kept.add(pk?.S);
  }
  const delivered = new Set(readFileSync(accepted, 'utf8').split('\n'));
  await service.stop();
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  expect(acknowledged.filter((key) => !delivered.has(key))).toEqual([]);
});

/** Starts a service that writes, kills it after this many acknowledged writes, and returns their keys. */
async function killAfter(count: number, folder: string, follower: string): Promise<readonly string[]> {
  const victim = spawn(process.execPath, [fileURLToPath(survivor), folder, follower], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  victim.stdout.on('data', (chunk) => {
    said += String(chunk);
    if (said.split('\n').length > count) victim.kill('SIGKILL');
  });
  await new Promise((done) => victim.once('exit', done));
  // The last line may be cut off. It only counts as a number if the line is complete.
  return said.split('\n').slice(0, -1);
}
