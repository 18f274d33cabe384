import { type Change, type HistoryEntry, noted } from '#domain/base/change.ts';
import { parseEmail } from '#domain/base/email.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { DirectoryEntry, Level } from '#domain/program/school.ts';
import type { MailingEvent } from './events.ts';
import type { Shortfall } from './overview.ts';

/** An announcement tells that applications are open. An invitation asks one school to apply. */
export const mailingKinds = ['invitation', 'announcement'] as const;
export type MailingKind = (typeof mailingKinds)[number];

/** Someone at a school who may get an email. `name` may be empty. `email` is as it was given until it is sent to. */
export type MailingContact = {
  readonly schoolId: string;
  readonly schoolName: string;
  readonly name: string;
  readonly email: string;
};

/**
 * Invitations that a director sends together. A record has room for 400 kB, so a mailing is stored in parts: `batch` is the
 * same for all of them. A draft has everyone who was given, and a sent part only those who get an email.
 */
export type Mailing = {
  readonly version: number;
  readonly cycleId: string;
  readonly batch: string;
  /** From 0. */
  readonly part: number;
  readonly kind: MailingKind;
  /** A few words of the director's own; may be empty. */
  readonly message: string;
  readonly contacts: readonly MailingContact[];
  readonly state: 'draft' | 'sent';
  readonly createdBy: string;
  readonly createdAt: Instant;
  /** A hash of the form that created it, so that the same form sent twice creates one. */
  readonly said: string;
  readonly history: readonly HistoryEntry<MailingEvent['type']>[];
};

/** The most contacts of one mailing, and of one of its parts. */
export const mostContacts = 10_000;
export const contactsPerPart = 500;
export const longestMailingMessage = 1500;

type NewMailing = Pick<
  Mailing,
  'cycleId' | 'batch' | 'kind' | 'message' | 'contacts' | 'createdBy' | 'createdAt' | 'said'
>;

/** A mailing that is not sent yet, in as many parts as it needs. */
export const draftMailing = ({ contacts, ...mailing }: NewMailing): readonly Mailing[] =>
  Array.from({ length: Math.ceil(contacts.length / contactsPerPart) }, (_, part) => ({
    ...mailing,
    ...{ version: 0, part, state: 'draft' as const, history: [] },
    contacts: contacts.slice(part * contactsPerPart, (part + 1) * contactsPerPart),
  }));

/** Why someone gets no email. `twice`: the address is in the mailing more than once. */
export const skipReasons = ['invalid-address', 'applied', 'opted-out', 'invited', 'twice'] as const;
export type SkipReason = (typeof skipReasons)[number];

export type Recipients = {
  readonly contacts: readonly MailingContact[];
  readonly skipped: readonly { readonly contact: MailingContact; readonly why: SkipReason }[];
};

/** What decides who gets an email. Addresses are in lower case. */
export type MailingFacts = {
  /** IDs of schools with an application in this cycle. */
  readonly applied: ReadonlySet<string>;
  readonly optedOut: ReadonlySet<string>;
  /** Addresses that got an email of this kind in this cycle. */
  readonly invited: ReadonlySet<string>;
};

/** An address as it is compared and stored; undefined if it isn't one. */
export const mailingAddress = (email: string): string | undefined => parseEmail(email)?.toLowerCase();

/** Everyone who gets an email, at their address as it is stored, and everyone who doesn't. One email goes to each address. */
export function recipientsOf(
  contacts: readonly MailingContact[],
  { applied, optedOut, invited }: MailingFacts,
): Recipients {
  const taken = new Set<string>();
  const found: MailingContact[] = [];
  const skipped: Recipients['skipped'][number][] = [];
  const whyNot = (schoolId: string, email: string): SkipReason | undefined => {
    if (applied.has(schoolId)) return 'applied';
    if (optedOut.has(email)) return 'opted-out';
    if (invited.has(email)) return 'invited';
    return taken.has(email) ? 'twice' : undefined;
  };
  for (const contact of contacts) {
    const email = mailingAddress(contact.email);
    if (email === undefined) {
      skipped.push({ contact, why: 'invalid-address' });
      continue;
    }
    const why = whyNot(contact.schoolId, email);
    if (why) skipped.push({ contact, why });
    else {
      taken.add(email);
      found.push({ ...contact, email });
    }
  }
  return { contacts: found, skipped };
}

/** Sends one part to those of its contacts who get an email. */
export function sendMailing(
  mailing: Mailing,
  contacts: readonly MailingContact[],
  staff: NamedStaff,
  now: Instant,
): Change<Mailing, MailingEvent> {
  if (mailing.state === 'sent') return { after: mailing, events: [] };
  const event = { type: 'mailing-sent' } as const;
  const after: Mailing = { ...mailing, contacts, state: 'sent' };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** Which schools to list: those of a region or level, or only those that a quota lacks. */
export type SchoolFilter = {
  readonly region?: string | undefined;
  readonly level?: Level | undefined;
  /** The quotas without enough applicants; a school must fit one of them. */
  readonly gaps?: readonly Shortfall[] | undefined;
};

/** The schools of a directory without an application, by name. */
export const withoutApplication = (
  directory: readonly DirectoryEntry[],
  applied: ReadonlySet<string>,
  { region, level, gaps }: SchoolFilter,
): readonly DirectoryEntry[] =>
  directory
    .filter(
      (school) =>
        !applied.has(school.id) &&
        (region === undefined || school.region === region) &&
        (level === undefined || school.levels.includes(level)) &&
        (gaps === undefined || gaps.some((gap) => fits(school, gap))),
    )
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

const fits = ({ region, levels }: DirectoryEntry, gap: Pick<Shortfall, 'region' | 'level'>): boolean =>
  (gap.region === undefined || gap.region === region) &&
  (gap.level === undefined || levels.includes(gap.level));
