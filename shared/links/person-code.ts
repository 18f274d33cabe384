import { createHmac } from 'node:crypto';
import type { Instant } from '#domain/base/time.ts';
import type { SigningKeys } from './token.ts';

/** Derived from a signing key, so that no token can be made from what is in a log, and no log needs a key of its own. */
const codeWith = (keyId: string, key: string, email: string): string => {
  const derived = createHmac('sha256', key).update('who accessed what').digest();
  return `${keyId}.${createHmac('sha256', derived).update(email).digest('base64url').slice(0, 22)}`;
};

/** Every code that logs may have for a person, oldest key first. Only who has the keys can tell whose code it is. */
export const personCodes = (keys: SigningKeys, email: string): readonly string[] =>
  Object.entries(keys)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([keyId, key]) => codeWith(keyId, key, email));

/** The code that logs have for a person now. Throws if there is no key. */
export function personCode(keys: SigningKeys, email: string): string {
  const code = personCodes(keys, email).at(-1);
  if (code === undefined) throw new Error('No key to make a code with');
  return code;
}

/** One line of the log: what a member of the staff opened, changed, downloaded, or was refused. */
export type AccessLine = {
  readonly what: 'staff access';
  readonly at: Instant;
  /** A code that only operators can resolve; see `personCode`. */
  readonly who: string;
  readonly route: string;
  readonly status: number;
  /** The IDs in the address, if it exists. */
  readonly about: readonly string[];
};
