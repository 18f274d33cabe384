import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signedInStaff } from '#http/sessions.ts';
import { personCode } from '#links/person-code.ts';
import { openSessions } from '#store/sessions.ts';
import { anEvent } from '../http/event.ts';
import { type Answered, invoke, keptCookies } from '../http/invoke.ts';
import { keepLog } from '../http/log.ts';
import { startTable } from '../store/table.ts';
import { startProvider } from './provider.ts';

const origin = 'https://apply.example.org';
const keys = { k1: 'a key that signs links and cookies' };
const provider = await startProvider(origin);
const table = await startTable();
const { isStaffSessionOver } = openSessions(table);
afterAll(() => Promise.all([provider.stop(), table.stop()]));

const director = {
  email: 'Ruth.Lindqvist@Example.org',
  email_verified: true,
  name: 'Ruth Lindqvist',
  'cognito:groups': ['director', 'us-east-1_Pool_Google', 'reviewer'],
};

async function openHandler(surroundings: Readonly<Record<string, string>> = {}) {
  const variables = {
    TABLE_NAME: table.tableName,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ORIGIN: origin,
    SESSION_KEYS: JSON.stringify(keys),
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    ...surroundings,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.resetModules();
  const { handler } = await import('../../functions/sign-in/handler.ts');
  return handler;
}

let handler = await openHandler();
const written = keepLog();

beforeEach(() => provider.seat(director));

const get = (address: string, cookies: readonly string[] = []) =>
  invoke(
    handler,
    anEvent(`GET ${address.split('?')[0]}`, address, { cookies, headers: { accept: 'text/html' } }),
  );

/** From the first click to the callback address. */
async function begun(address = '/sign-in?to=/console/queue') {
  const started = await get(address);
  const back = await provider.visit(started.headers.location ?? '');
  return { cookies: keptCookies(started), callback: `${back.pathname}${back.search}` };
}

async function signedIn(address?: string): Promise<Answered> {
  const { cookies, callback } = await begun(address);
  return get(callback, cookies);
}

async function isOver(session: ReturnType<typeof sessionIn>): Promise<boolean> {
  if (!session) throw new Error('No one is signed in');
  return isStaffSessionOver(session);
}

const memberIn = (answer: Answered) => sessionIn(answer)?.staff;

function sessionIn(answer: Answered) {
  const cookies = new Map(
    keptCookies(answer).map((cookie): [string, string] => {
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      return [name, value];
    }),
  );
  return signedInStaff({ origin, keys }, { cookies, now: new Date().toISOString() });
}

describe('signing in', () => {
  test('leads to the requested page, as the staff member named by the provider', async () => {
    const answer = await signedIn('/sign-in?to=/console/applications/2014-13K113%3Ftab%3Dreviews');
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/console/applications/2014-13K113?tab=reviews');
    expect(memberIn(answer)).toEqual({
      email: 'ruth.lindqvist@example.org',
      name: 'Ruth Lindqvist',
      roles: ['reviewer', 'director'],
    });
  });

  test('sends only a challenge, a state, and a nonce to the provider, never the secrets that check them', async () => {
    const started = await get('/sign-in');
    const { searchParams } = new URL(started.headers.location ?? '');
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: provider.clientId,
      redirect_uri: `${origin}/sign-in/callback`,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      code_challenge: expect.any(String),
      state: expect.any(String),
      nonce: expect.any(String),
    });
  });

  test('sets cookies that no script, other site, or plain connection can read', async () => {
    const { cookies } = await signedIn();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(
        /^__Host-(staff|sign-in)=\S*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/,
      );
  });

  test('reads the provider’s metadata once, however many people sign in', async () => {
    handler = await openHandler();
    const path = '/.well-known/openid-configuration';
    const before = provider.asked(path);
    await Promise.all([get('/sign-in'), get('/sign-in'), signedIn()]);
    expect(provider.asked(path)).toBe(before + 1);
  });

  test('accepts a provider that spells its own address differently', async () => {
    handler = await openHandler({ OIDC_ISSUER: `${provider.issuer}/` });
    provider.seat(director);
    expect(memberIn(await signedIn())?.roles).toContain('director');
    handler = await openHandler();
  });

  test('reads the groups of providers other than Cognito', async () => {
    provider.seat({ email: 'a@example.org', email_verified: true, groups: ['facilitator'] });
    expect(memberIn(await signedIn())).toEqual({
      email: 'a@example.org',
      name: 'a@example.org',
      roles: ['facilitator'],
    });
  });

  test('logs nothing about people', async () => {
    const answer = await signedIn();
    await get('/sign-in/callback?code=secret-code&state=x', keptCookies(answer));
    expect(written.length).toBeGreaterThan(0);
    expect(written.join('\n')).not.toMatch(/lindqvist|ruth|secret-code|example\.org|code=/i);
  });
});

describe('no one gets in', () => {
  test.each([
    ['without a role', { ...director, 'cognito:groups': ['teachers'] }, 'Ask a program director'],
    ['without any group', { email: 'a@example.org', email_verified: true }, 'Ask a program director'],
    ['with an unverified address', { ...director, email_verified: false }, 'isn’t verified'],
    ['without an address', { 'cognito:groups': ['director'] }, 'isn’t verified'],
  ])('%s, but the page says who to ask', async (_, person, words) => {
    provider.seat(person);
    const answer = await signedIn();
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('sign out there too');
    expect(memberIn(answer)).toBeUndefined();
  });

  test('without a role, but the page leads a school to its application', async () => {
    provider.seat({ ...director, 'cognito:groups': ['teachers'] });
    expect((await signedIn()).text).toMatch(/You don’t need to sign in.*href="\/apply\/return"/);
  });

  test('after canceling at the provider, but can try again for the same page', async () => {
    provider.seat('deny');
    const answer = await signedIn();
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('You didn’t sign in');
    expect(answer.text).toContain('href="/sign-in?to=%2Fconsole%2Fqueue"');
    expect(memberIn(answer)).toBeUndefined();
  });

  test('with an error from the browser, which anyone can make up, so it is not an outage', async () => {
    const { cookies, callback } = await begun();
    const answer = await get(callback.replace(/code=[^&]+/, 'error=server_error'), cookies);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('The sign-in service returned an error');
    expect(vi.mocked(console.error)).not.toHaveBeenCalled();
  });

  test('with the answer to another browser’s attempt', async () => {
    const [mine, theirs] = [await begun(), await begun()];
    const answer = await get(theirs.callback, mine.cookies);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This can happen when sign-in is open in two windows');
    expect(memberIn(answer)).toBeUndefined();
  });

  test('with an answer to another attempt, but their own attempt still works', async () => {
    const [mine, theirs] = [await begun(), await begun()];
    const refused = await get(theirs.callback, mine.cookies);
    expect(refused.cookies).toEqual([]);
    expect(memberIn(await get(mine.callback, mine.cookies))?.name).toBe('Ruth Lindqvist');
  });

  test('without an attempt, or with one that was tampered with', async () => {
    const { cookies, callback } = await begun();
    const tampered = cookies.map((cookie) => `${cookie.slice(0, -2)}AA`);
    for (const kept of [[], tampered]) {
      const answer = await get(callback, kept);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('Your sign-in expired');
      expect(answer.text).toContain('href="/sign-in?to=%2Fconsole"');
    }
  });

  test('twice with the same code', async () => {
    const { cookies, callback } = await begun();
    expect((await get(callback, cookies)).status).toBe(303);
    const again = await get(callback, cookies);
    expect(again.status).toBe(400);
    expect(again.text).toContain('Your sign-in expired');
    expect(memberIn(again)).toBeUndefined();
  });

  test('with a code that was made up', async () => {
    const { cookies, callback } = await begun();
    const answer = await get(callback.replace(/code=[^&]+/, 'code=made-up'), cookies);
    expect(answer.status).toBe(400);
    expect(memberIn(answer)).toBeUndefined();
  });

  test('from an issuer other than the one that was asked', async () => {
    const { cookies, callback } = await begun();
    const answer = await get(callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'), cookies);
    expect(answer.status).toBe(400);
    expect(memberIn(answer)).toBeUndefined();
  });
});

describe('a provider that does not respond', () => {
  const nowhere = { OIDC_ISSUER: 'http://127.0.0.1:9' };

  afterEach(async () => {
    handler = await openHandler();
  });

  test('shows a plain page without code details', async () => {
    handler = await openHandler(nowhere);
    const answer = await get('/sign-in?to=/console/queue');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('Try again in a few minutes');
    expect(answer.text).not.toMatch(/ECONNREFUSED|TypeError|node_modules|127\.0\.0\.1/);
  });

  test('is asked again at the next attempt', async () => {
    const late = await startProvider(origin);
    handler = await openHandler({ OIDC_ISSUER: late.issuer });
    late.fail();
    await get('/sign-in');
    const before = late.asked('/.well-known/openid-configuration');
    await get('/sign-in');
    expect(late.asked('/.well-known/openid-configuration')).toBeGreaterThan(before);
    await late.stop();
  });

  test('shows the same page if it fails in the middle of a sign-in', async () => {
    const breaking = await startProvider(origin);
    handler = await openHandler({ OIDC_ISSUER: breaking.issuer });
    breaking.seat(director);
    const started = await get('/sign-in');
    const back = await breaking.visit(started.headers.location ?? '');
    breaking.fail();
    const answer = await get(`${back.pathname}${back.search}`, keptCookies(started));
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain('stack trace');
    await breaking.stop();
  });

  test('does not keep anyone from signing out', async () => {
    handler = await openHandler(nowhere);
    const answer = await invoke(handler, anEvent('POST /sign-out', '/sign-out'));
    expect(answer.status).toBe(200);
    expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-staff=; .*Max-Age=0/)]);
  });

  test('is never asked over plain HTTP, unless it is on this machine', async () => {
    // Another name for this machine, where it would respond.
    handler = await openHandler({ OIDC_ISSUER: provider.issuer.replace('127.0.0.1', '0.0.0.0') });
    const path = '/.well-known/openid-configuration';
    const before = provider.asked(path);
    expect((await get('/sign-in')).status).toBe(503);
    expect(provider.asked(path)).toBe(before);
  });
});

describe('signing out', () => {
  const signOut = (headers: Readonly<Record<string, string>> = {}) =>
    invoke(handler, anEvent('POST /sign-out', '/sign-out', { headers: { accept: 'text/html', ...headers } }));

  test('ends the session here and links to signing out at the provider', async () => {
    const answer = await signOut({ 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(200);
    expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-staff=; .*Max-Age=0/)]);
    const [, href = ''] = /href="([^"]+session\/end[^"]+)"/.exec(answer.text) ?? [];
    const { searchParams } = new URL(href.replaceAll('&amp;', '&'));
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: provider.clientId,
      post_logout_redirect_uri: `${origin}/`,
      logout_uri: `${origin}/`,
    });
  });

  test('can’t be done by another website', async () => {
    const answer = await signOut({ 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
    expect(answer.cookies).toEqual([]);
  });

  test('ends the sessions of the same person in other browsers, and of no one else', async () => {
    const [here, elsewhere] = [sessionIn(await signedIn()), sessionIn(await signedIn())];
    provider.seat({ ...director, email: 'omar.haddad@example.org' });
    const colleague = sessionIn(await signedIn());
    provider.seat(director);
    const cookies = keptCookies(await signedIn());
    await invoke(handler, anEvent('POST /sign-out', '/sign-out', { cookies }));
    expect(await Promise.all([here, elsewhere, colleague].map(isOver))).toEqual([true, true, false]);
    expect(await isOver(sessionIn(await signedIn()))).toBe(false);
  });
});

describe('signing in with fewer groups', () => {
  test('ends the sessions with more', async () => {
    const before = sessionIn(await signedIn());
    provider.seat({ ...director, 'cognito:groups': ['reviewer'] });
    const after = sessionIn(await signedIn());
    expect(await Promise.all([before, after].map(isOver))).toEqual([true, false]);
  });

  test('ends all sessions if none of the groups is left', async () => {
    const before = sessionIn(await signedIn());
    provider.seat({ ...director, 'cognito:groups': [] });
    const lines = vi.mocked(console.info).mock.calls;
    lines.length = 0;
    expect((await signedIn()).status).toBe(403);
    expect(await isOver(before)).toBe(true);
    const who = personCode(keys, 'ruth.lindqvist@example.org');
    expect(lines.flat()).toContainEqual(expect.objectContaining({ what: 'staff access', who, status: 403 }));
  });
});
