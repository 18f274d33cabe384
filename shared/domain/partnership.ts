import type { Change } from './change.ts';
import type { FormerPartner, HistoryEntry } from './events.ts';
import type { Applicant, NamedStaff } from './person.ts';
import type { Level } from './school.ts';
import type { CalendarDate, Instant } from './time.ts';
import type { Arc, Visit } from './visits/visit.ts';

/** A school in a partnership, with whoever applied for it: letters go there. */
export type PairedSchool = {
  readonly id: string;
  readonly name: string;
  readonly levels: readonly Level[];
  readonly region: string;
  /** As the district says it; the calendar may know schools by it. */
  readonly kind?: string;
  /** Of its application. */
  readonly reference: string;
  readonly contact: Applicant;
  /** Of its application, as it was when the contact became this one: letters sign it. */
  readonly ownership?: string;
  /** Ids: what the host can share, what a partner wants to improve. */
  readonly focusAreas: readonly string[];
  /** When it withdrew; it stays in its place until a director has repaired the partnership. */
  readonly withdrawnAt?: Instant;
};

export type PairedHost = PairedSchool & {
  /** How many partners it takes. */
  readonly capacity: number;
};

export type PairedPartner = PairedSchool & {
  /** Why the two schools fit, as both may read it. */
  readonly why: string;
};

type Common = {
  readonly version: number;
  readonly cycleId: string;
  readonly host: PairedHost;
  /** In the order of ids. */
  readonly partners: readonly PairedPartner[];
  /** Schools that were in it and left, in that order: its records name them. What left before this was kept is not here. */
  readonly former?: readonly FormerPartner[];
  readonly facilitator: NamedStaff;
  /** In the order of their numbers. */
  readonly visits: readonly Visit[];
  /** The first day that its visits were planned for; without it none are planned. */
  readonly plannedFrom?: CalendarDate;
  readonly arc?: Arc;
  /** Which subscription address of a school is good: raised to revoke the one before; by the school's id. */
  readonly subscriptions: Readonly<Record<string, number>>;
  readonly formedAt: Instant;
  readonly history: readonly HistoryEntry[];
};

export type ActivePartnership = Common & { readonly state: 'active' };
/** Its host withdrew, and its partners have been taken care of. */
export type EndedPartnership = Common & { readonly state: 'ended'; readonly endedAt: Instant };

/** One host with its partners for a year; it is kept under its host's id. */
export type Partnership = ActivePartnership | EndedPartnership;

/** What a published pairing says of one partnership. */
export type PlannedPartnership = Pick<Partnership, 'host' | 'partners' | 'facilitator'>;

/** The pairing that schools were told: at most one in a cycle. */
export type PublishedPairing = {
  readonly version: number;
  readonly cycleId: string;
  readonly scenario: { readonly id: string; readonly name: string };
  readonly publishedBy: NamedStaff;
  readonly publishedAt: Instant;
  /** In the order of the hosts' ids. */
  readonly partnerships: readonly PlannedPartnership[];
  readonly history: readonly HistoryEntry[];
};

/**
 * A partnership that begins. The change holds only if its host has had none in the cycle. `from`: the host that its partners had
 * before, and that left the program.
 */
export function formPartnership(
  cycleId: string,
  planned: PlannedPartnership,
  staff: NamedStaff,
  now: Instant,
  from?: FormerPartner,
): Change<ActivePartnership> {
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

/** The host that partners had before, as events tell it. */
export const hostBefore = (from: FormerPartner | undefined): { readonly from?: FormerPartner } =>
  from ? { from: { id: from.id, name: from.name } } : {};

/** The changes that bring a published pairing's partnerships about. */
export const partnershipsOf = ({
  cycleId,
  partnerships,
  publishedBy,
  publishedAt,
}: PublishedPairing): readonly Change<ActivePartnership>[] =>
  partnerships.map((planned) => formPartnership(cycleId, planned, publishedBy, publishedAt));

export const schoolsOf = ({ host, partners }: PlannedPartnership): readonly PairedSchool[] => [
  host,
  ...partners,
];

/** Who is, or was, in a partnership: all that is asked to name its schools. */
export type NamedSchools = {
  readonly host: FormerPartner;
  readonly partners: readonly FormerPartner[];
  readonly former?: readonly FormerPartner[];
};

/** The name of a school that is, or was, in a partnership. Of one that left before names were kept only the id is known, which is no word for people. */
export const nameOfSchool = ({ host, partners, former = [] }: NamedSchools, id: string): string =>
  [host, ...partners, ...former].find((school) => school.id === id)?.name ?? 'a former partner';

/** The schools that were in a partnership, once some have left it and others joined: who comes back is no former one. */
export function formerAfter(
  { former = [] }: Pick<Partnership, 'former'>,
  left: readonly FormerPartner[],
  joined: readonly FormerPartner[],
): Pick<Partnership, 'former'> {
  const isElsewhere = ({ id }: FormerPartner) => ![...left, ...joined].some((one) => one.id === id);
  const all = [...former.filter(isElsewhere), ...left.map(({ id, name }) => ({ id, name }))];
  return all.length > 0 || former.length > 0 ? { former: all } : {};
}

/** Those that withdrew, and those that are still in. */
export const withdrawnIn = <S extends PairedSchool>(schools: readonly S[]): readonly S[] =>
  schools.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
export const stillIn = <S extends PairedSchool>(schools: readonly S[]): readonly S[] =>
  schools.filter(({ withdrawnAt }) => withdrawnAt === undefined);

/** Whether a school withdrew and a director has to say how it goes on. */
export const needsRepair = (partnership: Partnership): partnership is ActivePartnership =>
  partnership.state === 'active' && withdrawnIn(schoolsOf(partnership)).length > 0;

/** Whether a school is in a partnership that goes on, as host or partner. */
export const takesPart = (partnership: Partnership, schoolId: string): boolean =>
  partnership.state === 'active' && schoolsOf(partnership).some(({ id }) => id === schoolId);
