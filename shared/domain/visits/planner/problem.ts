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
};

/** The input for planning a year of visits. No school is in two partnerships. No order matters. */
export type VisitPlanProblem = {
  readonly partnerships: readonly VisitPartnership[];
  readonly facilitators: readonly VisitFacilitator[];
  /** Days that differ from regular school days. Saturdays and Sundays need no entry. */
  readonly calendar: readonly CalendarEntry[];
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

/** Why there is no plan, in a sentence, and what could be relaxed. Each entry of `relax` alone removes this cause. */
export type VisitClash = { readonly statement: string; readonly relax: readonly string[] };

export type VisitRefusal = { readonly kind: 'refused'; readonly clashes: readonly VisitClash[] };

/** The one order of a plan: by date, partnership, visited school, and visiting schools. */
export const inPlanOrder = (a: PlannedVisit, b: PlannedVisit): number =>
  compareText(a.date, b.date) ||
  compareText(a.partnership, b.partnership) ||
  compareText(a.visited, b.visited) ||
  compareText(a.visiting.join('\u0000'), b.visiting.join('\u0000'));
