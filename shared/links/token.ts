import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../domain/time.ts';

/** What a token lets its bearer do; a token for one purpose is worthless for another. */
export type Purpose =
  /** Confirm an address and start the application that was asked for; the subject is the request's id. */
  | 'start'
  /** Come back to an application; the subject is its reference. */
  | 'application'
  /** A browser in which a link to an application was followed; the subject is its reference. */
  | 'applicant-session'
  /** A browser in which a member of staff signed in; the subject is the member as JSON. */
  | 'staff-session'
  /** A sign-in under way; the subject is what the callback needs, as JSON. */
  | 'sign-in'
  /** Read the visits of a school or a facilitator as a calendar; the subject is `CalendarOwner`. */
  | 'calendar';

/** Signing keys by id; the last id in alphabetical order signs, all of them verify. */
export type SigningKeys = Readonly<Record<string, string>>;

export type Claim = { readonly purpose: Purpose; readonly subject: string; readonly expiresAt: Instant };

export type TokenRefusal = 'forged' | 'expired' | 'wrong-purpose';

const seal = (key: string, content: string) => createHmac('sha256', key).update(content).digest('base64url');

/** A token of the form keyId.content.seal, safe in an address and in a cookie. Throws where there is no key. */
export function signToken(keys: SigningKeys, claim: Claim): string {
  const keyId = Object.keys(keys).sort().at(-1);
  const key = keyId === undefined ? undefined : keys[keyId];
  if (keyId === undefined || key === undefined) throw new Error('No key to sign links with');
  const fields = [claim.purpose, claim.expiresAt, claim.subject];
  const content = `${keyId}.${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
  return `${content}.${seal(key, content)}`;
}

/** The subject of a token for `purpose`, or why it is refused. Only a genuine token is ever called expired. */
export function readToken(
  keys: SigningKeys,
  token: string,
  purpose: Purpose,
  now: Instant,
): { readonly subject: string } | { readonly refused: TokenRefusal } {
  const [keyId = '', body = '', mark = '', ...more] = token.split('.');
  const key = Object.hasOwn(keys, keyId) ? keys[keyId] : undefined;
  if (key === undefined || more.length > 0 || !isSame(mark, seal(key, `${keyId}.${body}`)))
    return { refused: 'forged' };
  const [sealedPurpose, expiresAt, subject] = fieldsOf(body);
  if (sealedPurpose !== purpose) return { refused: 'wrong-purpose' };
  return expiresAt < now ? { refused: 'expired' } : { subject };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a seal vouches for was written by `signToken`, so another shape is a bug and throws. */
function fieldsOf(body: string): readonly [purpose: string, expiresAt: string, subject: string] {
  const fields: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (!Array.isArray(fields)) throw new Error('A sealed token does not hold its fields');
  return [String(fields[0]), String(fields[1]), String(fields[2])];
}
