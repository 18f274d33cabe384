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

export type Claim = {
  readonly purpose: Purpose;
  readonly subject: string;
  readonly expiresAt: Instant;
  /** Whom the subject belonged to when the token was made; see `Owned`. */
  readonly ownership?: string;
};

/** What a good token says. */
export type Vouched = Pick<Claim, 'subject' | 'ownership'>;

export type TokenRefusal = 'forged' | 'expired' | 'wrong-purpose';

const seal = (key: string, content: string) => createHmac('sha256', key).update(content).digest('base64url');

/** A token of the form keyId.content.seal, safe in an address and in a cookie. Throws where there is no key. */
export function signToken(keys: SigningKeys, claim: Claim): string {
  const keyId = Object.keys(keys).sort().at(-1);
  const key = keyId === undefined ? undefined : keys[keyId];
  if (keyId === undefined || key === undefined) throw new Error('No key to sign links with');
  // Last, and left out where there is none: releases that know of no ownership read the three before it.
  const ownership = claim.ownership === undefined ? [] : [claim.ownership];
  const fields = [claim.purpose, claim.expiresAt, claim.subject, ...ownership];
  const content = `${keyId}.${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
  return `${content}.${seal(key, content)}`;
}

/** What a token vouches for that was made for `purpose`, or why it is refused. Only a genuine token is ever called expired. */
export function readToken(
  keys: SigningKeys,
  token: string,
  purpose: Purpose,
  now: Instant,
): Vouched | { readonly refused: TokenRefusal } {
  const [keyId = '', body = '', mark = '', ...more] = token.split('.');
  const key = Object.hasOwn(keys, keyId) ? keys[keyId] : undefined;
  if (key === undefined || more.length > 0 || !isSame(mark, seal(key, `${keyId}.${body}`)))
    return { refused: 'forged' };
  const [sealedPurpose, expiresAt, subject, ownership] = fieldsOf(body);
  if (sealedPurpose !== purpose) return { refused: 'wrong-purpose' };
  if (expiresAt < now) return { refused: 'expired' };
  return ownership === undefined ? { subject } : { subject, ownership };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a seal vouches for was written by `signToken`, so another shape is a bug and throws. */
function fieldsOf(
  body: string,
): readonly [purpose: string, expiresAt: string, subject: string, ownership: string | undefined] {
  const fields: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (!Array.isArray(fields)) throw new Error('A sealed token does not hold its fields');
  const ownership: unknown = fields[3];
  return [
    String(fields[0]),
    String(fields[1]),
    String(fields[2]),
    ownership === undefined ? undefined : String(ownership),
  ];
}
