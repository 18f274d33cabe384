import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionName } from '../../infra/entries.ts';
import { listen } from '../http/listen.ts';
import { frontDoorKey, getEvent } from './fresh-process.ts';

const withoutTables = createServer((_, response) => {
  response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException', message: 'No table' }));
});
let endpoint = '';
beforeAll(async () => {
  endpoint = await listen(withoutTables);
});
afterAll(() => {
  withoutTables.closeAllConnections();
  withoutTables.close();
});

/** A deployed function's log if its table doesn't exist. The line after that is the test's own. */
async function logOf(name: FunctionName, event: object): Promise<readonly unknown[]> {
  const file = path.resolve('dist/functions', name, 'index.mjs');
  const invokeOnce = path.join(import.meta.dirname, 'invoke-once.mjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [invokeOnce, pathToFileURL(file).href, JSON.stringify(event)],
    {
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
        TABLE_NAME: 'programs',
        ORIGIN: 'http://localhost',
        FRONT_DOOR_KEYS: JSON.stringify({ k1: frontDoorKey }),
        LINK_KEYS: JSON.stringify({ k1: 'a-key-of-the-tests-and-of-nothing-else' }),
        SENDER: 'program@example.org',
        CONFIGURATION_SET: 'letters',
        KEEPS_PEOPLE_MONTHS: '36',
        LETTERS: 'sent',
        LETTERS_REACH: 'nobody',
        INBOX: 'none',
        SCHEDULE_GROUP: 'visits',
        SCHEDULE_ROLE_ARN: 'role',
        SCHEDULE_TARGET_ARN: 'function',
        SCHEDULE_DEAD_LETTERS_ARN: 'queue',
      },
    },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test('an outage is logged with the lines of our source, not of the bundle', async () => {
  const [entry] = await logOf('applications', getEvent('/'));
  const { error, at } = v.parse(v.object({ error: v.string(), at: v.string() }), entry);
  expect(error).toBe('ResourceNotFoundException');
  expect(at).toMatch(/shared\/store\/dynamo-table\.ts:\d+:\d+/);
  expect(at).toMatch(/functions\/applications\/access\.ts:\d+:\d+/);
  expect(at).not.toContain('index.mjs');
});

test('a commit that can’t be processed is logged with its record and the failing line', async () => {
  const NewImage = { pk: { S: 'CYCLE#2014' }, sk: { S: 'ROSTER' }, type: { S: 'roster' } };
  const record = { eventName: 'INSERT', dynamodb: { Keys: {}, SequenceNumber: '1', NewImage } };
  const entries = await logOf('notifications/from-stream', { Records: [record] });
  expect(entries.at(-1)).toMatchObject({
    what: 'commit not followed',
    error: 'UnreadableRecord',
    unreadable: 'CYCLE#2014 ROSTER can’t be read at version, body',
    at: expect.stringMatching(/\(shared\/store\/parse-record\.ts:\d+:\d+\) < /),
  });
});
