import type { Owned } from './ownership.ts';
import type { Applicant, NamedStaff } from './person.ts';
import type { CalendarDate, Instant } from './time.ts';

/**
 * The reply to someone who asks to apply or to come back. It goes only to the inbox they named, so that the form
 * reveals to no one which schools have applied.
 */
export type LinkReply = 'start' | 'return' | 'taken' | 'unknown';

/** A school that left a partnership. */
export type FormerPartner = { readonly id: string; readonly name: string };

/** A school that left the partnership by the same commit, with the data needed to tell it that its visit is off. */
export type FormerSchool = FormerPartner & Owned & { readonly contact: Applicant };

/** A date that a school had requested when its visit moved. */
export type AskedDay = { readonly school: string; readonly date: CalendarDate };

/** Events about a partnership's visits. */
export type VisitEvent =
  /** The whole schedule of a partnership: its schools get one letter about all visits. */
  | { readonly type: 'visits-planned' }
  /** `because` is the reason that schools read, if there is one. */
  | { readonly type: 'visit-booked'; readonly visit: number; readonly because?: string }
  /**
   * `because` is the reason that schools read. `without` holds the IDs of schools that were in the visit before.
   * `asked` holds the dates that schools had requested; this event answers them.
   */
  | {
      readonly type: 'visit-moved';
      readonly visit: number;
      readonly from: CalendarDate;
      readonly because: string;
      readonly without?: readonly string[];
      readonly asked?: readonly AskedDay[];
    }
  /** Its time, its place, or its schools changed. */
  | { readonly type: 'visit-changed'; readonly visit: number; readonly former?: readonly FormerSchool[] }
  | {
      readonly type: 'visit-cancelled';
      readonly visit: number;
      readonly former?: readonly FormerSchool[];
      readonly asked?: readonly AskedDay[];
    }
  | { readonly type: 'visit-themed'; readonly visit: number }
  | { readonly type: 'arc-set' }
  | { readonly type: 'delegation-named'; readonly visit: number; readonly school: string }
  | { readonly type: 'date-proposed'; readonly visit: number; readonly school: string }
  | {
      readonly type: 'date-declined';
      readonly visit: number;
      readonly school: string;
      readonly date: CalendarDate;
      readonly reason: string;
    }
  | { readonly type: 'visit-held'; readonly visit: number }
  | { readonly type: 'reflection-given'; readonly visit: number; readonly school: string }
  | { readonly type: 'subscription-renewed' };

/** Events about a cycle's year of visits, for all partnerships. */
export type YearEvent =
  | { readonly type: 'day-lost' }
  | { readonly type: 'day-regained' }
  | { readonly type: 'days-off-set' }
  /** A facilitator's. */
  | { readonly type: 'subscription-renewed' }
  | { readonly type: 'coaching-booked'; readonly session: number }
  | { readonly type: 'coaching-changed'; readonly session: number }
  | { readonly type: 'coaching-cancelled'; readonly session: number };

/** What a school loses by withdrawing: a place, and a partnership if it has one. */
export type GivenUp = {
  readonly was?: 'accepted' | 'waitlisted';
  readonly partnership?: { readonly host: FormerPartner; readonly facilitator: NamedStaff };
};

/** Events until schools are partners. */
export type AdmissionEvent =
  | { readonly type: 'link-requested'; readonly reply: LinkReply }
  | { readonly type: 'application-started' }
  | { readonly type: 'application-submitted' }
  | { readonly type: 'reviewers-assigned'; readonly reviewers: readonly string[] }
  | { readonly type: 'reviewer-recused'; readonly reviewer: string }
  | { readonly type: 'review-recorded'; readonly reviewer: string }
  | { readonly type: 'information-requested' }
  | { readonly type: 'information-supplied' }
  | { readonly type: 'application-decided' }
  | ({ readonly type: 'application-withdrawn' } & GivenUp)
  | { readonly type: 'contact-corrected' }
  | { readonly type: 'proposal-requested' }
  | { readonly type: 'pairing-proposed' }
  | { readonly type: 'pairing-impossible' }
  | { readonly type: 'partner-moved' }
  | { readonly type: 'move-undone' }
  | { readonly type: 'ruling-added' }
  | { readonly type: 'ruling-lifted' }
  | { readonly type: 'facilitator-assigned' }
  | { readonly type: 'pairing-published' }
  /** `from` is the partners' earlier host, which left the program; absent if there was none. */
  | { readonly type: 'partnership-formed'; readonly from?: FormerPartner }
  | { readonly type: 'paired-school-withdrew'; readonly school: string }
  | {
      readonly type: 'partnership-repaired';
      /** Partners that left. */
      readonly left: readonly FormerPartner[];
      /** IDs of the partners that joined. */
      readonly joined: readonly string[];
      /** See `partnership-formed`. */
      readonly from?: FormerPartner;
    }
  | { readonly type: 'partnership-ended' }
  /** `from` is the facilitator before. */
  | { readonly type: 'facilitator-changed'; readonly from: NamedStaff };

/**
 * An event of a commit. It travels with the aggregate as the commit left it, so it holds only what the aggregate does
 * not.
 */
export type Event = AdmissionEvent | VisitEvent | YearEvent;

const visitEvents: Readonly<Record<VisitEvent['type'], true>> = {
  'visits-planned': true,
  'visit-booked': true,
  'visit-moved': true,
  'visit-changed': true,
  'visit-cancelled': true,
  'visit-themed': true,
  'arc-set': true,
  'delegation-named': true,
  'date-proposed': true,
  'date-declined': true,
  'visit-held': true,
  'reflection-given': true,
  'subscription-renewed': true,
};

const yearEvents: Readonly<Record<YearEvent['type'], true>> = {
  'day-lost': true,
  'day-regained': true,
  'days-off-set': true,
  'coaching-booked': true,
  'coaching-changed': true,
  'coaching-cancelled': true,
  'subscription-renewed': true,
};

export const isVisitEvent = (event: Event): event is VisitEvent => event.type in visitEvents;
const isYearEvent = (event: Event): event is YearEvent => event.type in yearEvents;
export const isAdmissionEvent = (event: Event): event is AdmissionEvent =>
  !isVisitEvent(event) && !isYearEvent(event);

export type EventType = Event['type'];

/** One line of an aggregate's history: when, who, what. */
export type HistoryEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly what: EventType;
  readonly note?: string;
  /** The name of the reviewer who was removed. */
  readonly whom?: string;
  /** The number of the visit, if it is about one. */
  readonly visit?: number;
};
