import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

const running: LocalService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

/** Records each accepted record. Fails at "poison", and at everything while the file `down` exists. */
const follower = (folder: string) => `
import { appendFileSync, existsSync } from 'node:fs';
export const handler = async ({ Records }) => {
  if (existsSync(${JSON.stringify(join(folder, 'down'))})) throw new Error('down');
  for (const { dynamodb } of Records) {
    const key = dynamodb.NewImage.pk.S;
    if (key === 'poison') return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    appendFileSync(${JSON.stringify(join(folder, 'accepted'))}, key + '\\n');
  }
};`;

async function start(folder: string): Promise<LocalService> {
  const service = await startLocal({
    data: folder,
    port: 0,
    synthesize: smallApp({ stream: follower(folder) }),
  });
  running.push(service);
  return service;
}

const clientOf = ({ tables }: LocalService) =>
  new DynamoDBClient({
    endpoint: tables.endpoint,
    region: tables.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

async function put(
  service: LocalService,
  pk: string,
  more: Record<string, { S: string } | { N: string }> = {},
) {
  const [TableName = ''] = service.tables.names;
  await clientOf(service).send(
    new PutItemCommand({ TableName, Item: { pk: { S: pk }, type: { S: 'told' }, ...more } }),
  );
}

const linesOf = (folder: string, name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : [];

test('changes reach their function in order, except those the filter drops', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  await put(service, 'first');
  await put(service, 'unheard', { type: { S: 'silent' } });
  await put(service, 'second');
  await service.settled();
  expect(linesOf(folder, 'accepted')).toEqual(['first', 'second']);
});

test('a poisoned change is written to the dead letters and blocks nothing else', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  for (const key of ['before', 'poison', 'after']) await put(service, key);
  await service.settled();
  expect(new Set(linesOf(folder, 'accepted'))).toEqual(new Set(['before', 'after']));
  const letters = linesOf(folder, 'dead-letters.jsonl').map((line) => JSON.parse(line));
  expect(letters).toMatchObject([
    {
      destination: expect.stringContaining(':sqs:'),
      content: [{ dynamodb: { NewImage: { pk: { S: 'poison' } } } }],
    },
  ]);
});

test('a change that wasn’t delivered before the stop is delivered after the restart, and no other twice', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await put(first, 'early');
  await first.settled();
  writeFileSync(join(folder, 'down'), '');
  await put(first, 'late');
  await first.stop();
  writeFileSync(join(folder, 'accepted'), `${linesOf(folder, 'accepted').join('\n')}\nrestart\n`);
  unlinkSync(join(folder, 'down'));
  const second = await start(folder);
  await second.settled();
  expect(linesOf(folder, 'accepted')).toEqual(['early', 'restart', 'late']);
});

test('items that expired by the service’s clock are deleted', async () => {
  const service = await start(temporaryFolder());
  const inAnHour = String(Math.floor(service.clock.now() / 1000) + 3600);
  await put(service, 'short-lived', { expiresAt: { N: inAnHour } });
  await put(service, 'lasting');
  const [TableName = ''] = service.tables.names;
  const keys = async () => {
    const { Items = [] } = await clientOf(service).send(new ScanCommand({ TableName }));
    return Items.map(({ pk }) => pk?.S).sort();
  };
  await service.clock.advance(60_000);
  expect(await keys()).toEqual(['lasting', 'short-lived']);
  await service.clock.advance(2 * 3_600_000);
  expect(await keys()).toEqual(['lasting']);
});
