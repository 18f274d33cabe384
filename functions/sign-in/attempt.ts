import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import * as v from 'valibot';

const attemptSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** A path of this service. */
  to: v.string(),
});

/** The data of one sign-in, needed again when its browser comes back. */
export type Attempt = Readonly<v.InferOutput<typeof attemptSchema>>;

export const newAttempt = (to: string): Attempt => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
  to,
});

/** Reads the attempt from a sealed cookie. We sealed it, so another shape is a bug and throws. */
export const readAttempt = (sealed: string): Attempt =>
  v.parse(v.pipe(v.string(), v.parseJson(), attemptSchema), sealed);
