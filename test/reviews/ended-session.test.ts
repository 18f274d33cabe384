import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plusHours } from '#domain/base/time.ts';
import { signToken } from '#links/token.ts';
import { openSessions } from '#store/sessions.ts';
import { routeKey, routes } from '../../functions/routes.ts';
import { anApplication } from '../builders.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import {
  amara,
  aSecondLater,
  type Console,
  cookieOf,
  daniel,
  hiddenField,
  omar,
  ruth,
  startConsole,
} from './console.ts';

let staffed: Console;
let reference = '';
beforeAll(async () => {
  staffed = await startConsole();
  reference = await staffed.put(anApplication());
});
afterAll(() => staffed.stop());

const now = () => new Date().toISOString();

/** A signed cookie of a session that says this of its person, and no more. */
function cookieAbout(staff: object): string {
  const keys = JSON.parse(process.env.SESSION_KEYS ?? '{}');
  const subject = JSON.stringify(staff);
  return `__Host-staff=${signToken(keys, { purpose: 'staff-session', subject, expiresAt: plusHours(now(), 9) })}`;
}

const withCookie = (cookie: string, name: 'overview' | 'decide') =>
  invoke(
    staffed.handler,
    anEvent(routeKey(routes[name]), routes[name].path.replace('{reference}', reference), {
      cookies: [cookie],
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      pathParameters: { reference },
      ...(name === 'decide' && { body: 'outcome=accepted&reason=Because&step=send&version=1' }),
    }),
  );

test('a session that ended opens no page and decides nothing, but what was typed comes back', async () => {
  const cookie = cookieOf(ruth);
  expect((await withCookie(cookie, 'overview')).status).toBe(200);
  await openSessions(staffed.table).endStaffSessions(ruth.email, now());
  const page = await withCookie(cookie, 'overview');
  expect(page.status).toBe(303);
  expect(page.headers.location).toBe('/sign-in?to=%2Fconsole');
  expect(page.text).not.toContain(ruth.name);
  const decided = await withCookie(cookie, 'decide');
  expect(decided.status).toBe(401);
  expect(hiddenField(decided, 'reason')).toBe('Because');
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
  aSecondLater();
  expect((await withCookie(cookieOf(ruth), 'overview')).status).toBe(200);
});

test('a removed reviewer’s session is over, and the director’s isn’t', async () => {
  await staffed.putRoster([amara, daniel].map(({ name, email }) => ({ name, email })));
  const cookie = cookieOf(daniel);
  expect((await withCookie(cookie, 'overview')).status).toBe(200);
  await staffed.send(omar, 'removeReviewer', {}, { email: daniel.email, step: 'send' });
  expect((await withCookie(cookie, 'overview')).status).toBe(303);
  expect((await staffed.open(omar, 'overview')).status).toBe(200);
});

test('a session with a role that only another release knows leads to sign-in', async () => {
  const { email, name } = amara;
  const cookie = cookieAbout({ email, name, roles: ['reviewer', 'auditor'] });
  const answer = await withCookie(cookie, 'overview');
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toContain('/sign-in');
});

test('a session of the previous release works until something ends the person’s sessions', async () => {
  const { roles, email, name } = amara;
  const cookie = cookieAbout({ email, name, roles });
  expect((await withCookie(cookie, 'overview')).status).toBe(200);
  await openSessions(staffed.table).endStaffSessions(email, now());
  expect((await withCookie(cookie, 'overview')).status).toBe(303);
});

test('reading the session costs a page no further call to the table', async () => {
  aSecondLater();
  await staffed.open(amara, 'staffApplication', { reference });
  const sent = vi.spyOn(DynamoDBClient.prototype, 'send');
  const callsOf = async (name: 'queue' | 'staffApplication') => {
    sent.mockClear();
    expect((await staffed.open(daniel, name, { reference })).status).toBe(200);
    return sent.mock.calls.map(([command]) => command.constructor.name).sort();
  };
  expect(await callsOf('queue')).toEqual(['BatchGetItemCommand', 'QueryCommand']);
  expect(await callsOf('staffApplication')).toEqual(['BatchGetItemCommand']);
  sent.mockRestore();
});
