import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Why a sign-in failed, as the user sees it. */
export type Failure = 'expired' | 'denied' | 'mismatch' | 'sent-back' | 'provider-down';

/** Maps an error of openid-client to a failure. Any other error is a bug and is rethrown. */
export function failureOf(error: unknown): Failure {
  // The browser delivers this error and may have made it up, so it must not count as an outage.
  if (error instanceof AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : 'sent-back';
  // The code was already used or has expired.
  if (error instanceof ResponseBodyError)
    return error.error === 'invalid_grant' ? 'expired' : 'provider-down';
  if (error instanceof ClientError) return refusedByUs.has(error.code ?? '') ? 'mismatch' : 'provider-down';
  if (error instanceof TypeError && !('code' in error)) return 'provider-down';
  throw error;
}

/** Codes of openid-client for an answer to another attempt. */
const refusedByUs = new Set(['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED']);

/** Logs codes only, never anything that the provider or the browser sent: it may be personal. */
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
