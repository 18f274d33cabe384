import type { CalendarDate } from '../time.ts';

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

/** How a year of visits is laid out. Days are calendar days, weekends included. */
export type VisitRules = {
  /** The order of one partner's visits: `P` the partner visits its host, `H` the host visits it; `PHPPHPHP` is five and three. */
  readonly pattern: string;
  readonly smallestGapDays: number;
  readonly largestGapDays: number;
  /** How far from its target a visit may lie. */
  readonly farthestFromTargetDays: number;
  /** Whether all partners of a host may come on one day, which counts for each of them. */
  readonly jointVisits: boolean;
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
