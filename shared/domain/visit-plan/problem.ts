import type { CalendarEntry } from '../program.ts';
import type { CalendarDate } from '../time.ts';
import type { VisitRules } from './rules.ts';

/** A school that visits or is visited: on which of the year's days it can, as the calendar of its level and its own say. */
export type VisitSchool = {
  readonly id: string;
  readonly name: string;
  /** Days on which it can neither visit nor be visited, beyond those of its calendar. */
  readonly blackouts: readonly CalendarDate[];
  /** What the calendar applies to: its levels, and kinds such as K-12 or D75. */
  readonly groups: readonly string[];
};

/** One host with its partners and whoever accompanies their visits. */
export type VisitPartnership = {
  readonly id: string;
  readonly host: VisitSchool;
  readonly partners: readonly VisitSchool[];
  readonly facilitator: string;
};

/** A facilitator's days on which no visit can be accompanied, weekdays 1 (Monday) to 5 and single days. */
export type VisitFacilitator = {
  readonly id: string;
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly CalendarDate[];
};

/** One visit: who travels, who receives them, when. Several visiting schools make it a joint visit. */
export type PlannedVisit = {
  readonly partnership: string;
  readonly date: CalendarDate;
  readonly visiting: readonly string[];
  readonly visited: string;
  readonly facilitator: string;
};

/** Everything a year of visits is planned from. No school is in two partnerships; the order of anything never matters. */
export type VisitPlanProblem = {
  readonly partnerships: readonly VisitPartnership[];
  readonly facilitators: readonly VisitFacilitator[];
  /** The days that differ from ordinary ones; Saturdays and Sundays need no entry. */
  readonly calendar: readonly CalendarEntry[];
  /** The first and the last day on which a visit may be. */
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly rules: VisitRules;
};

/**
 * A year of visits. `cost` is how many days the visits lie from their targets, summed over partners (a joint visit of two
 * counts twice); no plan costs less than `bound`, so where the two are the same this one is proven the best.
 */
export type VisitPlan = {
  readonly kind: 'planned';
  /** In the order of dates, then of partnerships, then of visiting schools. */
  readonly visits: readonly PlannedVisit[];
  readonly cost: number;
  readonly bound: number;
  /** Facilitators share nothing with each other, so that each one's year is planned and proven by itself. */
  readonly parts: readonly VisitPlanPart[];
};

export type VisitPlanPart = {
  readonly facilitator: string;
  readonly partners: number;
  readonly cost: number;
  readonly bound: number;
};

/** Why there is no plan, a sentence, and what would have to give: each of `relax` alone would remove this cause. */
export type VisitClash = { readonly statement: string; readonly relax: readonly string[] };

export type VisitRefusal = { readonly kind: 'refused'; readonly clashes: readonly VisitClash[] };
