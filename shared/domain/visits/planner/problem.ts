import { compareText } from '#domain/base/natural-order.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type { CalendarEntry, VisitRules } from '#domain/program/program.ts';

/** A school that visits or is visited, with the data that decides on which days it can. */
export type VisitSchool = {
  readonly id: string;
  readonly name: string;
  /** Days without visits for this school, in addition to its calendar. */
  readonly blackouts: readonly CalendarDate[];
  /** The groups whose calendar entries apply to it: levels, and kinds such as K-12 or D75. */
  readonly groups: readonly string[];
};

/** One host with its partners and their facilitator. */
export type VisitPartnership = {
  readonly id: string;
  readonly host: VisitSchool;
  readonly partners: readonly VisitSchool[];
  readonly facilitator: string;
};

/** Days on which a facilitator attends no visits: weekdays from 1 (Monday) to 5, and single days. */
export type VisitFacilitator = {
  readonly id: string;
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly CalendarDate[];
  /** The partnership that no one accompanies, if this isn't a person. It shares its days with no other. */
  readonly standsInFor?: string;
};

/** Days that differ from regular school days. If it's principal coaching, the event is its title. */
export type VisitCalendarEntry = CalendarEntry & { readonly coaching?: true };

/** The input for planning a year of visits. No school is in two partnerships. No order matters. */
export type VisitPlanProblem = {
  readonly partnerships: readonly VisitPartnership[];
  readonly facilitators: readonly VisitFacilitator[];
  /** Days that differ from regular school days. Saturdays and Sundays need no entry. */
  readonly calendar: readonly VisitCalendarEntry[];
  /** The first and last day for visits. */
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly rules: VisitRules;
};

/**
 * A year of visits. `cost` is the total distance from the ideal dates in days, summed over partners (a joint visit of
 * two counts twice). No plan costs less than `bound`, so a plan with `cost` = `bound` is proven optimal.
 */
export type VisitPlan = {
  readonly kind: 'planned';
  /** Sorted by date, partnership, and visiting schools. */
  readonly visits: readonly PlannedVisit[];
  readonly cost: number;
  readonly bound: number;
  /** Facilitators share nothing, so each one's year is planned and proven separately. */
  readonly parts: readonly VisitPlanPart[];
};

type VisitPlanPart = {
  readonly facilitator: string;
  readonly partners: number;
  readonly cost: number;
  readonly bound: number;
};

type NamedSchool = Pick<VisitSchool, 'id' | 'name'>;

/** A facilitator, or the partnership that no one accompanies. */
type Attendant = { readonly facilitator: string; readonly unaccompanied?: string };

/** A partner, its host, and their facilitator, who need days in common. */
type Trio = { readonly partner: NamedSchool; readonly host: NamedSchool } & Attendant;

/** Why there is no plan. Partnerships, facilitators, and schools without a name are IDs. */
export type ClashCause =
  | ({
      readonly kind: 'too-few-days';
      readonly visits: number;
      readonly days: number;
      readonly from: CalendarDate;
      readonly to: CalendarDate;
    } & Attendant)
  | ({
      readonly kind: 'too-few-common-days';
      readonly visits: number;
      readonly days: number;
    } & Trio)
  | ({
      readonly kind: 'no-fitting-days';
      readonly visits: number;
      readonly days: number;
      readonly rules: VisitRules;
    } & Trio)
  | ({
      readonly kind: 'proven-impossible' | 'not-found';
      readonly partners: number;
    } & Attendant)
  | { readonly kind: 'partnership-twice' | 'facilitator-twice' | 'school-twice'; readonly id: string }
  | { readonly kind: 'unknown-letter'; readonly pattern: string }
  | {
      readonly kind: 'no-whole-number';
      readonly rule: 'smallestGapDays' | 'largestGapDays' | 'farthestFromTargetDays';
      readonly days: number;
      readonly least: number;
    }
  | { readonly kind: 'gaps-reversed'; readonly smallestGapDays: number; readonly largestGapDays: number }
  | {
      readonly kind: 'invalid-date';
      readonly date: string;
      readonly of: 'year' | 'event' | 'facilitator' | 'school';
      /** The event's caption, or the ID. */
      readonly name: string;
    }
  | {
      readonly kind: 'year-reversed' | 'no-school-days';
      readonly firstDay: CalendarDate;
      readonly lastDay: CalendarDate;
    }
  | { readonly kind: 'no-partners'; readonly partnership: string }
  | { readonly kind: 'unknown-facilitator'; readonly partnership: string; readonly facilitator: string }
  | { readonly kind: 'no-school-year' | 'no-visits' };

/**
 * A change that alone removes a cause: it was tried before it is shown. `dates` are days that suffice. A handover
 * without `to` is to a facilitator who isn't in the problem.
 */
export type Relaxation =
  | { readonly kind: 'free-days'; readonly facilitator: string; readonly dates: readonly CalendarDate[] }
  | {
      readonly kind: 'hand-over';
      readonly facilitator: string;
      readonly partnership: string;
      readonly to?: string;
    }
  | ({ readonly kind: 'free-common-days'; readonly dates: readonly CalendarDate[] } & Trio)
  | { readonly kind: 'larger-gap' | 'smaller-gap' | 'farther-by-days'; readonly days: number }
  | ({ readonly kind: 'looser-rules' } & Pick<
      VisitRules,
      'smallestGapDays' | 'largestGapDays' | 'farthestFromTargetDays'
    >)
  | { readonly kind: 'fewer-visits'; readonly visits: number }
  /** `several-changes`: no single change that was tried suffices. */
  | { readonly kind: 'joint-visits' | 'several-changes' | 'add-calendar' };

export type VisitClash = { readonly cause: ClashCause; readonly relax: readonly Relaxation[] };

export type VisitRefusal = { readonly kind: 'refused'; readonly clashes: readonly VisitClash[] };

/** The one order of a plan: by date, partnership, visited school, and visiting schools. */
export const inPlanOrder = (a: PlannedVisit, b: PlannedVisit): number =>
  compareText(a.date, b.date) ||
  compareText(a.partnership, b.partnership) ||
  compareText(a.visited, b.visited) ||
  compareText(a.visiting.join('\u0000'), b.visiting.join('\u0000'));
