import { authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import { type Answer, seeOther } from '../http/answer.ts';
import type { Request } from '../http/request.ts';
import {
  beginSignIn,
  beginStaffSession,
  endSignIn,
  type SessionConfig,
  signInUnderWay,
} from '../http/sessions.ts';
import { hrefTo } from '../routes.ts';
import { type Attempt, newAttempt, readAttempt } from './attempt.ts';
import { type Failure, failureOf, logFailure } from './failure.ts';
import { showFailure, showNotAdmitted } from './pages.tsx';
import type { Provider } from './provider.ts';
import { returnAddress } from './return-address.ts';
import { providerSignOut } from './sign-out.ts';
import { staffFromClaims } from './staff-from-claims.ts';

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
    if ('refused' in member) {
      return { ...showNotAdmitted(member.refused, await providerSignOut(provider, session)), cookies };
    }
    return seeOther(
      attempt.to,
      { roles: member.roles },
      { cookies: [...cookies, beginStaffSession(session, member, request.now)] },
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
