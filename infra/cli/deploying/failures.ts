import type { Answer, Failure } from './facts.ts';

/** AWS and SDK error names, grouped by what the operator can do about them. */
const namedErrors: Readonly<Record<string, Failure['because']>> = {
  CredentialsProviderError: 'no-credentials',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  TokenProviderError: 'expired',
  InvalidClientTokenId: 'wrong-credentials',
  UnrecognizedClientException: 'wrong-credentials',
  SignatureDoesNotMatch: 'wrong-credentials',
  InvalidSignatureException: 'wrong-credentials',
  AccessDenied: 'not-allowed',
  AccessDeniedException: 'not-allowed',
  TimeoutError: 'unreachable',
};

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE']);

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { because: 'other', words: String(error) };
  const words = error.message;
  const named = namedErrors[error.name];
  // Only the message tells an expired SSO sign-in from a missing one.
  if (named === 'no-credentials' && /expired|aws sso login/i.test(words))
    return { because: 'expired', words };
  if (named) return { because: named, words };
  if ('code' in error && typeof error.code === 'string' && unreachable.has(error.code))
    return { because: 'unreachable', words: words || error.code };
  return { because: 'other', words: `${error.name}: ${words}` };
}

/** Asks once. `isAbsence` tells which errors mean that the thing doesn't exist. */
export async function answerTo<T>(
  ask: () => Promise<T>,
  isAbsence: (error: Error) => boolean = () => false,
): Promise<Answer<T>> {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error instanceof Error && isAbsence(error)) return { absent: true };
    return { failed: failureOf(error) };
  }
}
