import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import * as v from 'valibot';

const attemptSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** A path of this service. */
  to: v.string(),
});

/** What one sign-in under way must find again when its browser comes back. */
export type Attempt = Readonly<v.InferOutput<typeof attemptSchema>>;

export const newAttempt = (to: string): Attempt => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
  to,
});

/** The attempt that a sealed cookie holds; what we sealed ourselves has this shape, or it is a bug and throws. */
export const readAttempt = (sealed: string): Attempt =>
  v.parse(v.pipe(v.string(), v.parseJson(), attemptSchema), sealed);
