import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { coldStartPlugins } from '../../infra/bundle/plugins.ts';
import { listen } from '../http/listen.ts';
import { startTable, type TestTable } from '../store/table.ts';

/** The table's client as deployed, with smaller replacements for parts of the SDK. */
const folder = mkdtempSync(join(tmpdir(), 'client-'));
const bundled = v.object({
  openTable: v.custom<typeof openTable>((value) => typeof value === 'function'),
});
let openBundledTable: typeof openTable;
beforeAll(async () => {
  const outfile = join(folder, 'table.mjs');
  await build({
    entryPoints: ['shared/store/dynamo-table.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [...coldStartPlugins],
  });
  ({ openTable: openBundledTable } = v.parse(bundled, await import(pathToFileURL(outfile).href)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});

describe('the bundled client, against the table engine,', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  const record = {
    ...{ pk: 'KEY', sk: 'שלום "\n😀', text: '', count: 0.1, yes: true, none: null, left: undefined },
    list: [1, 'two', { three: [3] }],
    map: { a: 1, deep: { b: false } },
    overviewKey: '2014',
    overviewSort: '1',
    summary: { n: 1 },
  };
  const unwritten = { expression: 'attribute_not_exists(pk)' };
  const walk = async (client: Table, pk: string) => {
    const key = { pk, sk: record.sk };
    const sayPk = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: pk } } };
    return [
      await client.get(key),
      await client.put({ ...record, pk }, unwritten),
      await client.put({ ...record, pk }, unwritten),
      await client.put({ ...record, pk, version: 2 }),
      await client.get(key),
      await client.first(1, { ...sayPk, ScanIndexForward: false }),
      await client.query(sayPk),
      await client.howMany(sayPk),
      await Promise.all([client.get(key), client.get({ pk, sk: 'NONE' }), client.get(key)]),
      await client.count({ pk, sk: 'COUNT' }, 1000),
      await client.count({ pk, sk: 'COUNT' }, 2000),
    ].map((result) => JSON.parse(JSON.stringify({ result }).replaceAll(pk, 'KEY')));
  };

  test('asks, writes, counts, and is refused like the SDK', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.endpoint);
    const said = await walk(openBundledTable(table.tableName), 'BUNDLED');
    expect(said).toEqual(await walk(table, 'WHOLE'));
    expect(said[2]).toMatchObject({ result: { written: false, found: { pk: 'KEY', map: record.map } } });
  });
});

describe('the bundled client', () => {
  type Sent = { readonly headers: IncomingHttpHeaders; readonly body: unknown };
  const sent: Sent[] = [];
  const answers: { readonly status: number; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    sent.push({ headers: request.headers, body: JSON.parse(body) });
    const answer = answers.shift() ?? { status: 200, body: '{}' };
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  });
  let endpoint = '';
  beforeAll(async () => {
    endpoint = await listen(server);
  });
  beforeEach(() => {
    sent.length = 0;
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
  });
  afterAll(() => server.close());

  const refusal = (status: number, type: string) => ({
    status,
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'No.' }),
  });
  const key = { pk: 'A', sk: 'B' };

  test('retries after throttling or a service failure, like the SDK', async () => {
    for (const open of [openBundledTable, openTable]) {
      answers.push(refusal(400, 'ProvisionedThroughputExceededException'), { status: 503, body: '{}' });
      expect(await open('programs').get(key)).toBeUndefined();
    }
    const attempts = sent.map(({ headers }) => headers['amz-sdk-request']);
    expect(attempts).toHaveLength(6);
    expect(attempts.slice(0, 3)).toEqual(attempts.slice(3));
  });

  test('doesn’t retry a bad request, and reports its name and status', async () => {
    answers.push(refusal(400, 'ValidationException'));
    await expect(openBundledTable('programs').get(key)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'No.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(sent).toHaveLength(1);
  });

  test('reads everything needed at one moment in one call, and again the keys a response left out', async () => {
    const record = (sk: string) => ({ pk: { S: 'A' }, sk: { S: sk } });
    answers.push(
      {
        status: 200,
        body: JSON.stringify({
          Responses: { programs: [record('B')] },
          UnprocessedKeys: { programs: { Keys: [record('C')] } },
        }),
      },
      { status: 200, body: JSON.stringify({ Item: record('C') }) },
    );
    const client = openBundledTable('programs');
    const keys = ['B', 'C', 'D'].map((sk) => ({ pk: 'A', sk }));
    expect(await Promise.all(keys.map((one) => client.get(one)))).toEqual([keys[0], keys[1], undefined]);
    expect(sent.map(({ headers }) => headers['x-amz-target'])).toEqual([
      'DynamoDB_20120810.BatchGetItem',
      'DynamoDB_20120810.GetItem',
    ]);
    expect(sent[0]?.body).toEqual({
      RequestItems: {
        programs: { Keys: ['B', 'C', 'D'].map((sk) => record(sk)), ConsistentRead: true },
      },
    });
  });

  test('sends the same signed request as the SDK', async () => {
    await openBundledTable('programs').get(key);
    await openTable('programs').get(key);
    const [one, other] = sent;
    expect(one?.body).toEqual(other?.body);
    for (const name of ['content-type', 'x-amz-target', 'content-length', 'host'])
      expect(one?.headers[name]).toBe(other?.headers[name]);
    expect(one?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/dynamodb\/aws4_request, SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*x-amz-target, Signature=[0-9a-f]{64}$/,
    );
  });

  test.each(['us-east-1', 'eu-central-1', 'us-gov-west-1', 'cn-north-1'])(
    'without another endpoint finds the same one for %s as the SDK',
    (Region) => {
      const addressIn = (open: typeof openTable) => {
        const { endpointProvider } = open('programs').client.config;
        return endpointProvider({ Region, UseFIPS: false, UseDualStack: false }).url.href;
      };
      expect(addressIn(openBundledTable)).toBe(addressIn(openTable));
    },
  );
});
