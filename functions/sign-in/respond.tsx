import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import * as v from 'valibot';
import { logAccess } from '#http/access-log.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import type { Request } from '#http/request.ts';
import {
  beginSignIn,
  beginStaffSession,
  endSignIn,
  endStaffSession,
  type SessionConfig,
  signedInStaff,
  signInUnderWay,
} from '#http/sessions.ts';
import { personCode } from '#links/person-code.ts';
import { hrefTo } from '#routes.ts';
import { staffFromClaims } from './claims.ts';
import { type Failure, failureOf, logFailure } from './failure.ts';
import { showFailure, showNotAdmitted, showSignedOut } from './page.tsx';
import type { Provider } from './provider.ts';

const attemptSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** A path of this service. */
  to: v.string(),
});

/** The data of one sign-in, needed again when its browser comes back. */
type Attempt = Readonly<v.InferOutput<typeof attemptSchema>>;

const newAttempt = (to: string): Attempt => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
  to,
});

/** Reads the attempt from a sealed cookie. We sealed it, so another shape is a bug and throws. */
const readAttempt = (sealed: string): Attempt =>
  v.parse(v.pipe(v.string(), v.parseJson(), attemptSchema), sealed);

/** Cookies hold 4 kB. Our addresses are far shorter than this. */
const maxLength = 1000;

/**
 * The address to open after signing in: `wanted` if it is a path of this service, else the console. It rejects addresses
 * that a browser would read as another site (`//evil.example`, `/\evil.example`, `/a/..//evil.example`).
 */
export function returnAddress(wanted: string | null, origin: string): string {
  const fallback = '/console';
  if (!wanted?.startsWith('/') || wanted.length > maxLength || !URL.canParse(wanted, origin)) return fallback;
  const { origin: target, pathname, search, hash } = new URL(wanted, origin);
  return target === new URL(origin).origin && !pathname.startsWith('//')
    ? `${pathname}${search}${hash}`
    : fallback;
}

/**
 * `POST /sign-out`: ends the person's sessions here, even if the provider fails, and links to the provider's sign-out
 * page.
 */
export const signOut =
  (provider: Provider, session: SessionConfig) =>
  async (request: Request): Promise<Answer> => {
    const signedIn = signedInStaff(session, request);
    if (signedIn) {
      const { endStaffSessions } = await import('./sessions.part.ts');
      await endStaffSessions(signedIn.staff.email, request.now);
    }
    return {
      ...showSignedOut(await providerSignOut(provider, session)),
      cookies: [endStaffSession(session)],
    };
  };

/** The provider's sign-out page; undefined if it has none or can't be reached. */
async function providerSignOut(provider: Provider, { origin }: SessionConfig): Promise<string | undefined> {
  try {
    const configuration = await provider();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    // Cognito calls the standard parameter `logout_uri`.
    const back = { post_logout_redirect_uri: `${origin}/`, logout_uri: `${origin}/` };
    return buildEndSessionUrl(configuration, back).href;
  } catch (error) {
    logFailure(failureOf(error), error);
    return undefined;
  }
}

/** `GET /sign-in?to=/console/…`: keeps the attempt in a cookie and redirects the browser to the provider. */
export const startSignIn =
  (provider: Provider, session: SessionConfig) =>
  async ({ query, now }: Request): Promise<Answer> => {
    const attempt = newAttempt(returnAddress(query.get('to'), session.origin));
    const address = await tried(() => authorizationAddress(provider, session, attempt));
    if (!address.succeeded) return showFailure(address.failure, attempt.to);
    const cookies = [beginSignIn(session, JSON.stringify(attempt), now)];
    return seeOther(address.value, { signInAt: address.value }, { cookies });
  };

async function authorizationAddress(
  provider: Provider,
  session: SessionConfig,
  attempt: Attempt,
): Promise<string> {
  const { href } = buildAuthorizationUrl(await provider(), {
    redirect_uri: `${session.origin}${hrefTo('signInCallback', {})}`,
    scope: 'openid email profile',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  return href;
}

/** `GET /sign-in/callback`: exchanges the provider's code for a staff session. */
export const finishSignIn =
  (provider: Provider, session: SessionConfig) =>
  async (request: Request): Promise<Answer> => {
    const sealed = signInUnderWay(session, request);
    if (sealed === undefined) return failed('expired', returnAddress(null, session.origin));
    const attempt = readAttempt(sealed);
    // This answers another attempt. Keep this one, because its own answer may still come.
    if (request.query.get('state') !== attempt.state) return failed('mismatch', attempt.to);
    const claims = await tried(() => claimsOf(provider, session, request, attempt));
    const cookies = [endSignIn(session)];
    if (!claims.succeeded) return { ...showFailure(claims.failure, attempt.to), cookies };
    const member = staffFromClaims(claims.value);
    const { noteSignIn } = await import('./sessions.part.ts');
    if ('refused' in member) {
      if (member.refused === 'no-role') {
        logAccess(request, { who: personCode(session.keys, member.email), status: 403 });
        await noteSignIn({ email: member.email, roles: [] }, request.now);
      }
      return { ...showNotAdmitted(member.refused, await providerSignOut(provider, session)), cookies };
    }
    const generation = await noteSignIn(member, request.now);
    return seeOther(
      attempt.to,
      { roles: member.roles },
      { cookies: [...cookies, beginStaffSession(session, member, request.now, generation)] },
    );
  };

async function claimsOf(
  provider: Provider,
  { origin }: SessionConfig,
  { address }: Request,
  { state, nonce, verifier }: Attempt,
): Promise<unknown> {
  const tokens = await authorizationCodeGrant(await provider(), new URL(address, origin), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  return tokens.claims();
}

type Tried<T> =
  | { readonly succeeded: true; readonly value: T }
  | { readonly succeeded: false; readonly failure: Failure };

/** Catches failures of the provider, which users read about. Bugs are rethrown. */
async function tried<T>(act: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { succeeded: true, value: await act() };
  } catch (error) {
    const failure = failureOf(error);
    logFailure(failure, error);
    return { succeeded: false, failure };
  }
}

function failed(failure: Failure, to: string): Answer {
  logFailure(failure);
  return showFailure(failure, to);
}
