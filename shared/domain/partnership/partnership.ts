import { type Change, type Creation, type HistoryEntry, noted } from '#domain/base/change.ts';
import {
  type Applicant,
  type FormerPartner,
  inOtherOrder,
  isSameContact,
  type NamedStaff,
  type Owned,
  ownershipOf,
  type Principal,
  principalOf,
} from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { Level } from '#domain/program/school.ts';
import type { PartnershipEvent, PublicationEvent } from './events.ts';
import type { Arc, Visit } from './visit.ts';

/** A school in a partnership, with its applicant, who gets the letters. */
export type PairedSchool = {
  readonly id: string;
  readonly name: string;
  readonly levels: readonly Level[];
  readonly region: string;
  /** The district's name for its kind. The calendar may use it. */
  readonly kind?: string;
  /** Its application's. */
  readonly reference: string;
  readonly contact: Applicant;
  /** The application's ownership since the contact became this one. Letters sign it. */
  readonly ownership?: string;
  /** The application's, if it has one. They get the letters too. */
  readonly principal?: Principal;
  /** IDs: the areas a host can share, or a partner wants to improve. */
  readonly focusAreas: readonly string[];
  /** When it withdrew. It keeps its place until a director has decided what happens next. */
  readonly withdrawnAt?: Instant;
};

export type PairedHost = PairedSchool & {
  /** How many partners it takes. */
  readonly capacity: number;
};

export type PairedPartner = PairedSchool & {
  /** Why the two schools were matched, worded for both. */
  readonly why: string;
};

type Common = {
  readonly version: number;
  readonly cycleId: string;
  readonly host: PairedHost;
  /** Sorted by ID. */
  readonly partners: readonly PairedPartner[];
  /**
   * Schools that left, in that order, so that records can name them. Schools that left before this field existed are
   * missing.
   */
  readonly former?: readonly FormerPartner[];
  readonly facilitator: NamedStaff;
  /** Sorted by number. */
  readonly visits: readonly Visit[];
  /** The first day of the schedule; absent if there is none. */
  readonly plannedFrom?: CalendarDate;
  /** ID of the focus area that the plan gave this partnership; absent if areas were only a weight. */
  readonly focusArea?: string;
  readonly arc?: Arc;
  /** The number of each school's current calendar link, by school ID. Raising it revokes the earlier link. */
  readonly subscriptions: Readonly<Record<string, number>>;
  readonly formedAt: Instant;
  readonly creations?: readonly Creation[];
  readonly history: readonly HistoryEntry<PartnershipEvent['type']>[];
};

export type ActivePartnership = Common & { readonly state: 'active' };
/** Its host withdrew, and its partners were moved or told. */
export type EndedPartnership = Common & { readonly state: 'ended'; readonly endedAt: Instant };

/** One host with its partners for a year, stored under the host's ID. */
export type Partnership = ActivePartnership | EndedPartnership;

/** One partnership of a published pairing. */
export type PlannedPartnership = Pick<Partnership, 'host' | 'partners' | 'facilitator' | 'focusArea'>;

/** The pairing that schools were told about: at most one per cycle. */
export type PublishedPairing = {
  readonly version: number;
  readonly cycleId: string;
  readonly scenario: { readonly id: string; readonly name: string };
  readonly publishedBy: NamedStaff;
  readonly publishedAt: Instant;
  /** Sorted by host ID. */
  readonly partnerships: readonly PlannedPartnership[];
  readonly history: readonly HistoryEntry<PublicationEvent['type']>[];
};

/**
 * Starts a partnership. The change is valid only if its host has had none in the cycle. `from` is the partners'
 * earlier host, which left the program.
 */
export function formPartnership(
  cycleId: string,
  planned: PlannedPartnership,
  staff: NamedStaff,
  now: Instant,
  from?: FormerPartner,
): Change<ActivePartnership, PartnershipEvent> {
  const event = { type: 'partnership-formed', ...hostBefore(from) } as const;
  const history = [{ at: now, by: staff.name, what: event.type }];
  const after: ActivePartnership = {
    version: 0,
    state: 'active',
    cycleId,
    ...planned,
    visits: [],
    subscriptions: {},
    formedAt: now,
    history,
  };
  return { after, events: [event] };
}

/** The partners' earlier host, in the form that events use. */
export const hostBefore = (from: FormerPartner | undefined): { readonly from?: FormerPartner } =>
  from ? { from: { id: from.id, name: from.name } } : {};

/** The changes that create a published pairing's partnerships. */
export const partnershipsOf = ({
  cycleId,
  partnerships,
  publishedBy,
  publishedAt,
}: PublishedPairing): readonly Change<ActivePartnership, PartnershipEvent>[] =>
  partnerships.map((planned) => formPartnership(cycleId, planned, publishedBy, publishedAt));

export const schoolsOf = ({ host, partners }: PlannedPartnership): readonly PairedSchool[] => [
  host,
  ...partners,
];

/** The schools that are or were in a partnership, with only the fields needed to name them. */
export type NamedSchools = {
  readonly host: FormerPartner;
  readonly partners: readonly FormerPartner[];
  readonly former?: readonly FormerPartner[];
};

/**
 * The name of a school that is or was in a partnership. Only the ID is known for schools that left before names were
 * stored, and people should not read it.
 */
export const nameOfSchool = ({ host, partners, former = [] }: NamedSchools, id: string): string =>
  [host, ...partners, ...former].find((school) => school.id === id)?.name ?? 'a former partner';

/** The former schools after some left and others joined. A school that comes back is no longer a former one. */
export function formerAfter(
  { former = [] }: Pick<Partnership, 'former'>,
  left: readonly FormerPartner[],
  joined: readonly FormerPartner[],
): Pick<Partnership, 'former'> {
  const isElsewhere = ({ id }: FormerPartner) => ![...left, ...joined].some((one) => one.id === id);
  const all = [...former.filter(isElsewhere), ...left.map(({ id, name }) => ({ id, name }))];
  return all.length > 0 || former.length > 0 ? { former: all } : {};
}

/** Schools that withdrew, and schools that are still in. */
export const withdrawnIn = <S extends PairedSchool>(schools: readonly S[]): readonly S[] =>
  schools.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
export const stillIn = <S extends PairedSchool>(schools: readonly S[]): readonly S[] =>
  schools.filter(({ withdrawnAt }) => withdrawnAt === undefined);

/** Whether a school withdrew and a director must decide what happens next. */
export const needsRepair = (partnership: Partnership): partnership is ActivePartnership =>
  partnership.state === 'active' && withdrawnIn(schoolsOf(partnership)).length > 0;

/** Whether a school is in this active partnership, as host or partner. */
export const takesPart = (partnership: Partnership, schoolId: string): boolean =>
  partnership.state === 'active' && schoolsOf(partnership).some(({ id }) => id === schoolId);

/**
 * IDs of the schools that are in an active partnership. Those of a published one count even before it is formed, which takes
 * seconds.
 */
export function pairedSchools(
  formed: readonly Partnership[],
  { partnerships: planned }: Pick<PublishedPairing, 'partnerships'>,
): ReadonlySet<string> {
  const hosts = new Set(formed.map(({ host }) => host.id));
  return new Set(
    [
      ...formed.filter(({ state }) => state === 'active'),
      ...planned.filter(({ host }) => !hosts.has(host.id)),
    ].flatMap((partnership) => schoolsOf(partnership).map(({ id }) => id)),
  );
}

/** Updates the same contact in a partnership; undefined if the school is not in it or already has this contact. */
export function correctPairedContact(
  partnership: Partnership,
  application: Owned & { readonly applicant: Applicant; readonly principal?: Principal },
  by: string,
  now: Instant,
): Change<Partnership, PartnershipEvent> | undefined {
  const isIts = (school: Paired) => school.reference === application.reference && !isFollowed(school);
  const isFollowed = ({ contact, ownership, principal }: Paired) =>
    isSameContact(contact, application.applicant) &&
    ownership === application.ownership &&
    isSamePrincipal(principal, application.principal);
  if (!schoolsOf(partnership).some(isIts)) return undefined;
  const { host, partners } = partnership;
  const corrected = {
    contact: application.applicant,
    ...ownershipOf(application),
    ...principalOf(application),
  };
  const after = {
    ...partnership,
    host: isIts(host) ? { ...host, ...corrected } : host,
    partners: partners.map((partner) => (isIts(partner) ? { ...partner, ...corrected } : partner)),
  };
  const event = { type: 'contact-corrected' } as const;
  return { after: noted(after, now, by, event), events: [event] };
}

type Paired = Owned & { readonly contact: Applicant; readonly principal?: Principal };

const isSamePrincipal = (one: Principal | undefined, other: Principal | undefined): boolean =>
  one && other ? isSameContact(one, other) && one.ownership === other.ownership : one === other;

/** A school as each of its contacts has it: that person is the `contact`. */
export function asEachPairedContact<S extends Omit<Paired, 'reference'>>(school: S): readonly S[] {
  if (!school.principal) return [school];
  const { person, ...more } = inOtherOrder(school.contact, school.ownership, school.principal);
  return [school, { ...school, contact: person, ...more }];
}

/** ID of the focus area that a partnership works on: what its facilitator set, or else what the plan gave it. */
export const focusAreaOf = ({ arc, focusArea }: Pick<Partnership, 'arc' | 'focusArea'>): string | undefined =>
  arc?.focusArea ?? focusArea;

/** Places without a partner. A partner that withdrew keeps its place until a director decides. */
export const freePlaces = ({ host, partners, state }: Partnership): number =>
  state === 'ended' || host.withdrawnAt ? 0 : Math.max(0, host.capacity - partners.length);
