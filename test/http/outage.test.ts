import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { beginApplicantSession } from '#http/sessions.ts';
import { signToken } from '#links/token.ts';
import { type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { cookieOf } from '../reviews/console.ts';
import { anEvent } from './event.ts';
import { everyRole, loaders, routesThat } from './every-route.ts';
import { invoke } from './invoke.ts';
import { listen } from './listen.ts';

const origin = 'https://apply.example.org';
const keys = { k1: 'a key for tests that is long enough' };
const typed = 'Thirty minutes of careful writing, with “quotes”';
const soon = new Date(Date.now() + 60 * 60 * 1000).toISOString();

/** What the table answers to every call. */
let failure = { status: 500, type: 'InternalServerError' };
const table = createServer((_, response) => {
  response.writeHead(failure.status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${failure.type}` }));
});

beforeAll(async () => {
  Object.assign(process.env, {
    TABLE_NAME: 'programs',
    ORIGIN: origin,
    SESSION_KEYS: JSON.stringify(keys),
    INBOX: 'none',
    LINK_KEYS: JSON.stringify(keys),
    OIDC_ISSUER: 'https://sign-in.example.org',
    OIDC_CLIENT_ID: 'client',
    OIDC_CLIENT_SECRET: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: await listen(table),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => table.close());

const parameters = {
  reference: '2014-13K113',
  partnership: '2014-H1',
  scenario: 'aa',
  visit: '1',
  session: '1',
  letter: 'letter-1',
  thread: '0123456789abcdef0123456789abcdef',
  topic: 'goals',
  token: signToken(keys, { purpose: 'application', subject: '2014-13K113', expiresAt: soon }),
};

async function send(name: RouteName, accept: string, contentType: string, body: string) {
  const { handler } = await loaders[routes[name].function]();
  const now = new Date().toISOString();
  const owner = beginApplicantSession({ origin, keys }, { reference: '2014-13K113' }, now);
  const address = routes[name].path.replace(/\{(\w+)\}/g, '$1');
  return invoke(
    handler,
    anEvent(routeKey(routes[name]), address, {
      headers: { accept, 'content-type': contentType },
      cookies: [cookieOf(everyRole), owner.split(';')[0] ?? ''],
      pathParameters: parameters,
      body,
    }),
  );
}

describe.each([
  [500, 'InternalServerError', 500],
  [400, 'ThrottlingException', 503],
])('while the table answers %i %s', (status, type, answered) => {
  beforeAll(() => {
    failure = { status, type };
  });

  // Most of the time passes between attempts, so the routes wait together.
  test.concurrent.each(routesThat(({ method }) => method === 'POST'))(
    '%s keeps what was typed, and programs get a problem document',
    async (name) => {
      const [page, data] = await Promise.all([
        send(name, 'text/html', 'application/x-www-form-urlencoded', String(new URLSearchParams({ typed }))),
        send(name, 'application/json', 'application/json', JSON.stringify({ typed })),
      ]);
      expect(page.status).toBe(answered);
      expect(page.text).toContain(`name="typed" value="${typed}"`);
      expect(page.text).toContain('Nothing you typed is lost.');
      expect(data.status).toBe(answered);
      expect(data.headers['content-type']).toContain('application/problem+json');
      expect(JSON.parse(data.text).status).toBe(answered);
      if (answered === 503) expect(page.headers['retry-after']).toBe('5');
    },
  );
});
