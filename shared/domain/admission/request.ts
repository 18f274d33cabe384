import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import { type Applicant, asContact, type Owned, ownershipOf } from '#domain/base/person.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import { acceptsDraft, type Cycle, stateOf } from '#domain/program/cycle.ts';
import type { Role } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { type Application, referenceOf } from './application.ts';
import type { LinkReply, RequestEvent } from './events.ts';

/**
 * A request to apply for a school or to come back to an application. It is kept until the link in the letter expires:
 * only an address confirmed by its link can own an application.
 */
export type ApplicationRequest = {
  readonly version: number;
  readonly id: string;
  readonly cycleId: string;
  readonly school: Pick<School, 'id' | 'name'>;
  readonly role: Role;
  readonly applicant: Applicant;
  /** The principal, if the applicant isn't. */
  readonly principal?: Applicant;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  /** The application's, if the request leads back to one. */
  readonly ownership?: string;
  /** When its link was sent again. The request still counts from its first time. */
  readonly renewedAt?: Instant;
};

/** How long a link to start an application works. */
const linkLifetimeHours = 7 * 24;

/** How long the request is kept after that, for a new link: 30 days in all. */
const keptAfterLinkHours = 23 * 24;

export const requestKeptUntil = ({ expiresAt }: Pick<ApplicationRequest, 'expiresAt'>): Instant =>
  plusHours(expiresAt, keptAfterLinkHours);

type Asking = Pick<ApplicationRequest, 'id' | 'school' | 'role' | 'applicant' | 'principal'>;

const changeWith = (
  asking: Asking,
  cycle: Cycle,
  now: Instant,
  reply: LinkReply,
): Change<ApplicationRequest, RequestEvent> => ({
  after: {
    ...asking,
    version: 0,
    cycleId: cycle.id,
    askedAt: now,
    expiresAt: plusHours(now, linkLifetimeHours),
  },
  events: [{ type: 'link-requested', reply }],
});

/** Replies with a link back to the application as that contact has it. It names their ownership. */
function leadBack(
  asking: Asking,
  existing: Application,
  cycle: Cycle,
  now: Instant,
): Change<ApplicationRequest, RequestEvent> {
  const { after, events } = changeWith(asking, cycle, now, 'return');
  return { after: { ...after, ...ownershipOf(existing) }, events };
}

/**
 * Asks to apply. `existing` is the school's application in this cycle, if any; a withdrawn one leaves the place open.
 * Only the letter reveals whether there is one, so no refusal depends on it.
 */
export function requestApplication(
  asking: Asking,
  existing: Application | undefined,
  cycle: Cycle,
  now: Instant,
): Change<ApplicationRequest, RequestEvent> | Refusal<'cycle-closed' | 'not-yet-open'> {
  const state = stateOf(cycle, now);
  if (state !== 'open') return refuse(state === 'closed' ? 'cycle-closed' : 'not-yet-open');
  if (!existing || existing.state === 'withdrawn') return changeWith(asking, cycle, now, 'start');
  const own = asContact(existing, asking.applicant.email);
  return own ? leadBack(asking, own, cycle, now) : changeWith(asking, cycle, now, 'taken');
}

/**
 * The records behind a request for a new link: the school's application, and the person's last request to apply for
 * it.
 */
type Before = {
  readonly existing: Application | undefined;
  readonly earlier: ApplicationRequest | undefined;
};

/** Asks for a new link, to an application or to start one. Only the letter reveals which of these exists. */
export function requestLink(
  asking: Asking,
  { existing, earlier }: Before,
  cycle: Cycle,
  now: Instant,
): Change<ApplicationRequest, RequestEvent> {
  if (earlier && mayStart(earlier, existing, cycle, now)) return renewed(earlier, asking.id, now);
  const own = existing && asContact(existing, asking.applicant.email);
  return own ? leadBack(asking, own, cycle, now) : changeWith(asking, cycle, now, 'unknown');
}

const mayStart = (
  request: ApplicationRequest,
  existing: Application | undefined,
  cycle: Cycle,
  now: Instant,
): boolean => !(existing && isAnsweredBy(request, existing)) && acceptsDraft(cycle, request.askedAt, now);

/** The same request with a new link. */
const renewed = (
  earlier: ApplicationRequest,
  id: string,
  now: Instant,
): Change<ApplicationRequest, RequestEvent> => ({
  after: { ...earlier, id, version: 0, expiresAt: plusHours(now, linkLifetimeHours), renewedAt: now },
  events: [{ type: 'link-requested', reply: 'start' }],
});

/** The application named by a link that leads back to it. */
export const requestedApplication = (request: ApplicationRequest): Owned => ({
  reference: requestedReference(request),
  ...ownershipOf(request),
});

/** The reference that the application has or would have. */
export const requestedReference = (request: ApplicationRequest): string =>
  referenceOf(request.cycleId, request.school.id);

/**
 * Whether the request can no longer start an application. After its owner withdraws, only a newer request starts
 * again: an old link leads back to the withdrawn one.
 */
export const isAnsweredBy = (request: ApplicationRequest, existing: Application): boolean =>
  existing.state !== 'withdrawn' ||
  (asContact(existing, request.applicant.email) !== undefined && request.askedAt <= existing.withdrawnAt);

/** The application as the person who confirmed the request may open it; undefined if they may not. */
export const continued = (request: ApplicationRequest, application: Application): Application | undefined =>
  asContact(application, request.applicant.email);
