import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

// Echoes its input, and responds as `x-answer` asks.
const web = `import { existsSync, writeFileSync } from 'node:fs';
export const handler = async (event) => {
  const answer = event.headers['x-answer'];
  if (answer === 'throw') throw new Error('planned');
  const { 'x-file': file } = event.headers;
  if (answer === 'wait') while (!existsSync(file)) await new Promise((done) => setTimeout(done, 20));
  if (answer === 'go') writeFileSync(file, '');
  if (answer && answer.startsWith('{')) return JSON.parse(answer);
  if (answer === 'text') return 'plain';
  return event;
};`;

let service: LocalService;
beforeAll(async () => {
  service = await startLocal({ data: temporaryFolder(), port: 0, synthesize: smallApp({ web }) });
});
afterAll(() => service.stop());

const ask = (path: string, init?: RequestInit) => fetch(service.origin + path, init);
const eventOf = async (path: string, init?: RequestInit) => (await ask(path, init)).json();
const answering = (answer: unknown) =>
  ask('/things/a', { headers: { 'x-answer': typeof answer === 'string' ? answer : JSON.stringify(answer) } });

test('a request arrives in payload format 2.0', async () => {
  const event = await eventOf('/things/a%20b%2Fc%C3%A9?x=1&y=%20&x=2', {
    headers: { Cookie: 'one=1; two=2', 'X-Mixed-Case': 'kept' },
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'GET /things/{name}',
    rawPath: '/things/a b/cé',
    rawQueryString: 'x=1&y=%20&x=2',
    cookies: ['one=1', 'two=2'],
    headers: { 'x-mixed-case': 'kept' },
    queryStringParameters: { x: '1,2', y: ' ' },
    pathParameters: { name: 'a b/cé' },
    requestContext: {
      http: { method: 'GET', path: '/things/a b/cé', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' },
      routeKey: 'GET /things/{name}',
      stage: '$default',
    },
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
});

test('the most specific route answers, and a greedy one everything below it', async () => {
  expect((await eventOf('/things/special')).routeKey).toBe('GET /things/special');
  expect((await eventOf('/things/other')).routeKey).toBe('GET /things/{name}');
  expect(await eventOf('/all/a/b%2Fc', { method: 'DELETE' })).toMatchObject({
    routeKey: 'ANY /all/{rest+}',
    pathParameters: { rest: 'a/b/c' },
  });
});

test.each(['/nowhere', '/things', '/things/', '/things/a/b', '/all', '//things/a'])(
  'an unknown address is not found: %s',
  async (path) => {
    const response = await ask(path);
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  },
);

test('HEAD is its own method, which no GET route answers', async () => {
  expect((await ask('/things/a', { method: 'HEAD' })).status).toBe(404);
  const head = await ask('/all/a', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test.each([
  ['text/plain; charset=utf-8', false],
  ['application/json', false],
  ['application/x-www-form-urlencoded', true],
  ['multipart/form-data; boundary=x', true],
  ['image/png', true],
])('a body of %s arrives as text or in base64, and whole', async (type, isBase64Encoded) => {
  const sent = Buffer.from(isBase64Encoded ? [0, 255, 128, 10, 13] : 'é {}');
  const event = await eventOf('/things/a', { method: 'POST', body: sent, headers: { 'content-type': type } });
  expect(event.isBase64Encoded).toBe(isBase64Encoded);
  expect(Buffer.from(event.body, isBase64Encoded ? 'base64' : 'utf8')).toEqual(sent);
});

test('a response has its status, headers, and one set-cookie per cookie', async () => {
  const response = await answering({
    statusCode: 201,
    headers: { 'X-A': 'b' },
    cookies: ['a=1', 'b=2; Path=/'],
    body: 'é',
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-a')).toBe('b');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Path=/']);
  expect(await response.text()).toBe('é');
});

test('a binary answer is decoded', async () => {
  const bytes = Buffer.from([0, 255, 137, 80]);
  const response = await answering({
    statusCode: 200,
    headers: { 'content-type': 'image/png' },
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  });
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
});

test('an answer without a status code is JSON with 200', async () => {
  const response = await answering('text');
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'application/json',
    'plain',
  ]);
});

test.each([['throw'], [{ statusCode: 'odd' }], [{ statusCode: 200, body: { no: 'text' } }]])(
  'a function that fails or returns nonsense is an internal error: %j',
  async (answer) => {
    const response = await answering(answer);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  },
);

test('requests run in parallel: one is only answered because another arrives', async () => {
  const file = join(temporaryFolder(), 'gone');
  const [waiting, going] = ['wait', 'go'].map((answer) =>
    ask('/things/a', { headers: { 'x-answer': answer, 'x-file': file } }),
  );
  expect([(await waiting)?.status, (await going)?.status]).toEqual([200, 200]);
});

test('a body above the gateway’s limit is refused with 413, with or without its length', async () => {
  const tooLarge = Buffer.alloc(10 * 1024 * 1024 + 1);
  expect((await ask('/things/a', { method: 'POST', body: tooLarge })).status).toBe(413);
  let megabytes = 0;
  const unsaid = new ReadableStream({
    pull: (controller) => {
      megabytes += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
      if (megabytes === 12) controller.close();
    },
  });
  const streaming = { method: 'POST', body: unsaid, duplex: 'half' } as const;
  expect(
    await ask('/things/a', streaming).then(
      ({ status }) => status,
      () => 'closed',
    ),
  ).toBe(413);
});

test('a body above Lambda’s limit is refused with 413 too', async () => {
  expect((await ask('/things/a', { method: 'POST', body: '\0'.repeat(2 * 1024 * 1024) })).status).toBe(413);
  expect((await ask('/things/a', { method: 'POST', body: 'a'.repeat(2 * 1024 * 1024) })).status).toBe(200);
});

test('a foreign host name that points here is refused', async () => {
  const { port } = new URL(service.origin);
  const said = await new Promise<string>((done) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.once('data', (chunk) => {
      done(String(chunk));
      socket.destroy();
    });
    socket.write('GET /things/a HTTP/1.1\r\nHost: evil.example.org\r\n\r\n');
  });
  expect(said).toMatch(/^HTTP\/1\.1 403/);
});
