import type { Owned } from './ownership.ts';
import type { Applicant, NamedStaff } from './person.ts';
import type { CalendarDate, Instant } from './time.ts';

/**
 * The answer to somebody who asks to apply, or to come back. All go to the inbox they named and to no page, so that
 * nobody learns from the form which schools have applied, or by whom.
 */
export type LinkReply = 'start' | 'return' | 'taken' | 'unknown';

/** A school that is no longer in a partnership. */
export type FormerPartner = { readonly id: string; readonly name: string };

/** A school that was in a visit and left the partnership by the same commit: how to tell it that the visit is off. */
export type FormerSchool = FormerPartner & Owned & { readonly contact: Applicant };

/** Another day that a school had asked for when its visit moved. */
export type AskedDay = { readonly school: string; readonly date: CalendarDate };

/** What happens to the visits of a partnership. */
export type VisitEvent =
  /** The whole plan of a partnership's visits: its schools get one letter about all of them. */
  | { readonly type: 'visits-planned' }
  /** `because` is what its schools are told, where a reason was given. */
  | { readonly type: 'visit-booked'; readonly visit: number; readonly because?: string }
  /**
   * `because` is what its schools are told; `without` are ids of schools of the partnership that were in it before; `asked` are the days
   * that schools had asked for, which this answers.
   */
  | {
      readonly type: 'visit-moved';
      readonly visit: number;
      readonly from: CalendarDate;
      readonly because: string;
      readonly without?: readonly string[];
      readonly asked?: readonly AskedDay[];
    }
  /** Its hours, its place or who comes are others. */
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

/** What happens in a cycle's year of visits, to all partnerships. */
export type YearEvent =
  | { readonly type: 'day-lost' }
  | { readonly type: 'day-regained' }
  | { readonly type: 'days-off-set' }
  /** Of a facilitator. */
  | { readonly type: 'subscription-renewed' }
  | { readonly type: 'coaching-booked'; readonly session: number }
  | { readonly type: 'coaching-changed'; readonly session: number }
  | { readonly type: 'coaching-cancelled'; readonly session: number };

/** What a school gives up with its application, if it had come that far: a place, and a partnership. */
export type GivenUp = {
  readonly was?: 'accepted' | 'waitlisted';
  readonly partnership?: { readonly host: FormerPartner; readonly facilitator: NamedStaff };
};

/** What happens until schools are partners. */
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
  /** `from`: the host of its partners until now, which left the program; absent where they had none. */
  | { readonly type: 'partnership-formed'; readonly from?: FormerPartner }
  | { readonly type: 'paired-school-withdrew'; readonly school: string }
  | {
      readonly type: 'partnership-repaired';
      /** The partners that are no longer in it. */
      readonly left: readonly FormerPartner[];
      /** Ids of the partners that are new in it. */
      readonly joined: readonly string[];
      /** As of `partnership-formed`. */
      readonly from?: FormerPartner;
    }
  | { readonly type: 'partnership-ended' }
  /** `from` is who had the partnership before. */
  | { readonly type: 'facilitator-changed'; readonly from: NamedStaff };

/**
 * What a commit says happened. It travels with the aggregate as that commit left it, so it carries only what the
 * aggregate does not say.
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

/** One line of an aggregate's own history: when, who, what. */
export type HistoryEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly what: EventType;
  readonly note?: string;
  /** The name of the reader who no longer reads it. */
  readonly whom?: string;
  /** The number of the visit that it is about. */
  readonly visit?: number;
};
