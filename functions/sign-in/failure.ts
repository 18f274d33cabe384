import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Why a sign-in did not succeed, as far as the person in front of it is concerned. */
export type Failure = 'expired' | 'denied' | 'mismatch' | 'sent-back' | 'provider-down';

/** What openid-client threw as a failure with a page of its own; anything else is a bug and is thrown on. */
export function failureOf(error: unknown): Failure {
  // The browser brings this one, and may have made it up: it is no outage, and must not ring as one.
  if (error instanceof AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : 'sent-back';
  // The code was used before, or lay too long.
  if (error instanceof ResponseBodyError)
    return error.error === 'invalid_grant' ? 'expired' : 'provider-down';
  if (error instanceof ClientError) return refusedByUs.has(error.code ?? '') ? 'mismatch' : 'provider-down';
  if (error instanceof TypeError && !('code' in error)) return 'provider-down';
  throw error;
}

/** The provider answered, but not to what this browser asked. */
const refusedByUs = new Set(['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED']);

/** One line without anything personal: only codes, never what the provider or the browser sent. */
export function logFailure(failure: Failure, error?: unknown): void {
  const line = JSON.stringify({ signInFailed: failure, ...namesOf(error) });
  if (failure === 'provider-down') console.error(line);
  else console.info(line);
}

function namesOf(error: unknown): { readonly name?: string; readonly code?: string } {
  if (!(error instanceof Error)) return {};
  const code = 'error' in error ? error.error : 'code' in error ? error.code : undefined;
  return { name: error.name, ...(typeof code === 'string' && { code }) };
}
