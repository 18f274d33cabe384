import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { beginApplicantSession } from '#http/sessions.ts';
import { signToken } from '#links/token.ts';
import { type HttpFunction, type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { aStaffMember } from '../builders.ts';
import { cookieOf } from '../reviews/console.ts';
import { anEvent } from './event.ts';
import { invoke } from './invoke.ts';

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
  await new Promise<void>((resolve) => table.listen(0, '127.0.0.1', resolve));
  const address = table.address();
  Object.assign(process.env, {
    TABLE_NAME: 'programs',
    ORIGIN: origin,
    SESSION_KEYS: JSON.stringify(keys),
    LINK_KEYS: JSON.stringify(keys),
    OIDC_ISSUER: 'https://sign-in.example.org',
    OIDC_CLIENT_ID: 'client',
    OIDC_CLIENT_SECRET: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => table.close());

const load = {
  site: () => import('../../functions/site/handler.ts'),
  applications: () => import('../../functions/applications/handler.ts'),
  schools: () => import('../../functions/schools/handler.ts'),
  reviews: () => import('../../functions/reviews/handler.ts'),
  pairings: () => import('../../functions/pairings/handler.ts'),
  visits: () => import('../../functions/visits/handler.ts'),
  records: () => import('../../functions/records/handler.ts'),
  'sign-in': () => import('../../functions/sign-in/handler.ts'),
} satisfies Record<HttpFunction, unknown>;

const parameters = {
  reference: '2014-13K113',
  partnership: '2014-H1',
  scenario: 'aa',
  visit: '1',
  session: '1',
  letter: 'letter-1',
  topic: 'goals',
  token: signToken(keys, { purpose: 'application', subject: '2014-13K113', expiresAt: soon }),
};

const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);
const changing = Object.entries(routes).flatMap(([name, { method }]) =>
  method === 'POST' && isRoute(name) ? [name] : [],
);

async function send(name: RouteName, accept: string, contentType: string, body: string) {
  const { handler } = await load[routes[name].function]();
  const now = new Date().toISOString();
  const staff = aStaffMember({ roles: ['reviewer', 'director', 'facilitator'] });
  const owner = beginApplicantSession({ origin, keys }, { reference: '2014-13K113' }, now);
  const address = routes[name].path.replace(/\{(\w+)\}/g, '$1');
  return invoke(
    handler,
    anEvent(routeKey(routes[name]), address, {
      headers: { accept, 'content-type': contentType },
      cookies: [cookieOf(staff), owner.split(';')[0] ?? ''],
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

  test.each(changing)('%s keeps what was typed, and programs get a problem document', async (name) => {
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
  });
});
