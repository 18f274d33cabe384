import * as v from 'valibot';
import { type Owned, ownershipOf, type StaffMember, staffRoles } from '#domain/base/person.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import { type Purpose, readToken, type SigningKeys, signToken, type Vouched } from '#links/token.ts';
import type { StaffSession } from '#store/sessions.ts';
import type { Request } from './request.ts';

/** The origin decides the names of cookies, and the keys sign them. */
export type SessionConfig = { readonly origin: string; readonly keys: SigningKeys };

// Without TLS (on a developer's machine), browsers reject the `__Host-` prefix.
const isSecure = (config: SessionConfig) => config.origin.startsWith('https:');
const cookieName = (config: SessionConfig, name: string) => (isSecure(config) ? `__Host-${name}` : name);

function cookie(config: SessionConfig, name: string, value: string, maxAgeSeconds: number): string {
  const secure = isSecure(config) ? '; Secure' : '';
  return `${cookieName(config, name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

type SessionKind = { readonly name: string; readonly purpose: Purpose; readonly hours: number };

const applicant: SessionKind = { name: 'applicant', purpose: 'applicant-session', hours: 12 };
const staff: SessionKind = { name: 'staff', purpose: 'staff-session', hours: 9 };
/** Leaves time to find a phone for the second factor. */
const signIn: SessionKind = { name: 'sign-in', purpose: 'sign-in', hours: 0.5 };

const begin =
  (kind: SessionKind) =>
  (config: SessionConfig, vouched: Vouched, now: Instant): string => {
    const expiresAt = plusHours(now, kind.hours);
    const token = signToken(config.keys, { ...vouched, purpose: kind.purpose, expiresAt });
    return cookie(config, kind.name, token, kind.hours * 60 * 60);
  };

const end =
  (kind: SessionKind) =>
  (config: SessionConfig): string =>
    cookie(config, kind.name, '', 0);

const vouchedBy =
  (kind: SessionKind) =>
  (config: SessionConfig, { cookies, now }: Pick<Request, 'cookies' | 'now'>): Vouched | undefined => {
    const token = readToken(config.keys, cookies.get(cookieName(config, kind.name)) ?? '', kind.purpose, now);
    return 'subject' in token ? token : undefined;
  };

const subjectOf =
  (kind: SessionKind) =>
  (config: SessionConfig, request: Pick<Request, 'cookies' | 'now'>): string | undefined =>
    vouchedBy(kind)(config, request)?.subject;

/** The cookie for a browser that opened the link to an application. */
export const beginApplicantSession = (config: SessionConfig, owned: Owned, now: Instant): string =>
  begin(applicant)(config, { subject: owned.reference, ...ownershipOf(owned) }, now);

/**
 * The application that this browser may see while its ownership lasts, and the cookie's token, which names the session;
 * undefined if none.
 */
export function ownedInBrowser(
  config: SessionConfig,
  request: Pick<Request, 'cookies' | 'now'>,
): { readonly owned: Owned; readonly token: string } | undefined {
  const vouched = vouchedBy(applicant)(config, request);
  const token = request.cookies.get(cookieName(config, applicant.name)) ?? '';
  return vouched && { owned: { reference: vouched.subject, ...ownershipOf(vouched) }, token };
}

export const endApplicantSession = end(applicant);

/** The cookie of a sign-in in progress. Only the callback reads the subject. */
export const beginSignIn = (config: SessionConfig, subject: string, now: Instant): string =>
  begin(signIn)(config, { subject }, now);
export const endSignIn = end(signIn);
export const signInUnderWay = subjectOf(signIn);

const staffSession = v.object({
  email: v.string(),
  name: v.string(),
  roles: v.array(v.picklist(staffRoles)),
  /** Sessions of the previous release have none. They are over once anything ends the person's sessions. */
  startedAt: v.optional(v.string(), ''),
  generation: v.optional(v.string()),
}) satisfies v.GenericSchema<unknown, StaffMember>;

/** `generation` is the person's own, as `noteSignIn` returned it. */
export const beginStaffSession = (
  config: SessionConfig,
  member: StaffMember,
  now: Instant,
  generation?: string,
): string =>
  begin(staff)(config, { subject: JSON.stringify({ ...member, startedAt: now, generation }) }, now);
export const endStaffSession = end(staff);

/**
 * The signed-in staff member, if any. A session with a role that this release does not know counts as none: signing in
 * again replaces it.
 */
export function signedInStaff(
  config: SessionConfig,
  request: Pick<Request, 'cookies' | 'now'>,
): StaffSession | undefined {
  const subject = subjectOf(staff)(config, request);
  if (subject === undefined) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), staffSession), subject);
  if (!read.success) return undefined;
  const { startedAt, generation, ...member } = read.output;
  return { staff: member, startedAt, generation };
}
