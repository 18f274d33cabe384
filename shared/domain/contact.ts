import { type Application, noted } from './application.ts';
import { type Change, type Refusal, refuse } from './change.ts';
import { type Owned, ownershipOf } from './ownership.ts';
import { type Partnership, schoolsOf } from './partnership.ts';
import type { Applicant, NamedStaff } from './person.ts';
import type { Instant } from './time.ts';

/** Someone else, or the same person at another address, becomes a school's contact. */

const event = { type: 'contact-corrected' } as const;

/**
 * Staff correct an application's contact. The new address then owns the application, and older links and sessions
 * stop working. `ownership` is a random ID.
 */
export function correctContact(
  application: Application,
  contact: Applicant,
  ownership: string,
  staff: NamedStaff,
  now: Instant,
): Change<Application> | Refusal<'same-contact'> {
  if (isSameContact(application.applicant, contact)) return refuse('same-contact');
  return {
    after: noted({ ...application, applicant: contact, ownership }, now, staff.name, event),
    events: [event],
  };
}

/** Updates the same contact in a partnership; undefined if the school is not in it or already has this contact. */
export function correctPairedContact(
  partnership: Partnership,
  application: Owned & { readonly applicant: Applicant },
  by: string,
  now: Instant,
): Change<Partnership> | undefined {
  const isIts = (school: Paired) => school.reference === application.reference && !isFollowed(school);
  const isFollowed = ({ contact, ownership }: Paired) =>
    isSameContact(contact, application.applicant) && ownership === application.ownership;
  if (!schoolsOf(partnership).some(isIts)) return undefined;
  const { host, partners } = partnership;
  const corrected = { contact: application.applicant, ...ownershipOf(application) };
  const after = {
    ...partnership,
    host: isIts(host) ? { ...host, ...corrected } : host,
    partners: partners.map((partner) => (isIts(partner) ? { ...partner, ...corrected } : partner)),
  };
  return { after: noted(after, now, by, event), events: [event] };
}

type Paired = Owned & { readonly contact: Applicant };

const isSameContact = (one: Applicant, other: Applicant): boolean =>
  one.email === other.email && one.name === other.name && one.position === other.position;
