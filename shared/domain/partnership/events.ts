import type { Applicant, FormerPartner, NamedStaff, Owned, Principal } from '#domain/base/person.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { VisitDetails } from './visit.ts';

/** A school that left the partnership by the same commit, with the data needed to tell it that its visit is off. */
export type FormerSchool = FormerPartner &
  Owned & { readonly contact: Applicant; readonly principal?: Principal };

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
  /** Its time, its place, or its schools changed. `was` holds its time and place before; older events lack it. */
  | {
      readonly type: 'visit-changed';
      readonly visit: number;
      readonly former?: readonly FormerSchool[];
      readonly was?: VisitDetails;
    }
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

/** Events of a partnership: of its schools, its facilitator, and its visits. */
export type PartnershipEvent =
  | VisitEvent
  /** `from` is the partners' earlier host, which left the program; absent if there was none. */
  | { readonly type: 'partnership-formed'; readonly from?: FormerPartner }
  | { readonly type: 'paired-school-withdrew'; readonly school: string }
  | {
      readonly type: 'partnership-repaired';
      /** Partners that left. */
      readonly left: readonly FormerPartner[];
      /** IDs of the partners that joined. */
      readonly joined: readonly string[];
      /** The partnership's new focus area, if a director changed it, with the reason that schools read. */
      readonly focus?: { readonly to: string; readonly because: string };
      /** See `partnership-formed`. */
      readonly from?: FormerPartner;
    }
  | { readonly type: 'partnership-ended' }
  /** `from` is the facilitator before. */
  | { readonly type: 'facilitator-changed'; readonly from: NamedStaff }
  | { readonly type: 'contact-corrected' };

/** The event of a published pairing. */
export type PublicationEvent = { readonly type: 'pairing-published' };
