import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '#domain/base/time.ts';

/** What a token allows. It is worthless for any other purpose. */
export type Purpose =
  /** Confirms an address and starts the requested application. The subject is the request's ID. */
  | 'start'
  /** Comes back to an application. The subject is its reference. */
  | 'application'
  /** A browser that followed a link to an application. The subject is its reference. */
  | 'applicant-session'
  /** A browser in which a staff member signed in. The subject is the staff member as JSON. */
  | 'staff-session'
  /** An unfinished sign-in. The subject is the data for the callback, as JSON. */
  | 'sign-in'
  /** Opts an address out of invitations. The subject is the address. */
  | 'opt-out'
  /** Reads the visits of a school or a facilitator as a calendar. The subject is a `CalendarOwner`. */
  | 'calendar';

/** Signing keys by ID. The last ID in alphabetical order signs; all of them verify. */
export type SigningKeys = Readonly<Record<string, string>>;

export type Claim = {
  readonly purpose: Purpose;
  readonly subject: string;
  readonly expiresAt: Instant;
  /** The subject's ownership when the token was made; see `Owned`. */
  readonly ownership?: string;
};

/** The content of a valid token. */
export type Vouched = Pick<Claim, 'subject' | 'ownership'>;

export type TokenRefusal = 'forged' | 'expired' | 'wrong-purpose';

const seal = (key: string, content: string) => createHmac('sha256', key).update(content).digest('base64url');

/** A token in the form keyId.content.seal, safe in URLs and cookies. Throws if there is no key. */
export function signToken(keys: SigningKeys, claim: Claim): string {
  const keyId = Object.keys(keys).sort().at(-1);
  const key = keyId === undefined ? undefined : keys[keyId];
  if (keyId === undefined || key === undefined) throw new Error('No key to sign links with');
  // Last, and left out if there is none: older releases read only the three fields before it.
  const ownership = claim.ownership === undefined ? [] : [claim.ownership];
  const fields = [claim.purpose, claim.expiresAt, claim.subject, ...ownership];
  const content = `${keyId}.${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
  return `${content}.${seal(key, content)}`;
}

/** The content of a token for `purpose`, or why it is refused. Only a genuine token is ever called expired. */
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

/** Only `signToken` writes sealed content, so another shape is a bug and throws. */
function fieldsOf(
  body: string,
): readonly [purpose: string, expiresAt: string, subject: string, ownership: string | undefined] {
  const fields: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (!Array.isArray(fields)) throw new Error('A sealed token lacks its fields');
  const ownership: unknown = fields[3];
  return [
    String(fields[0]),
    String(fields[1]),
    String(fields[2]),
    ownership === undefined ? undefined : String(ownership),
  ];
}
