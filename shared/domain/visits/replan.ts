import { type Change, noted } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, type Instant, plusDays } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { settleVisits } from '#domain/partnership/settle-visits.ts';
import { isHeld, type PlannedVisit } from '#domain/partnership/visit.ts';
import { withWaiting } from '#domain/partnership/visit-state.ts';
import { changesBetween, type VisitChange } from '#domain/visits/planner/courses.ts';
import type { VisitClash } from '#domain/visits/planner/problem.ts';
import { repairVisitPlan } from '#domain/visits/planner/replan.ts';
import {
  facilitatorsIn,
  ofFacilitator,
  plannedVisits,
  type Setting,
  visitingPartnerships,
  yearProblem,
} from './schedule.ts';

/** Changes that make facilitators' years valid again, and facilitators without a solution. */
export type YearRepair = {
  /** All changes, by facilitator. A visit that gets its first date has no `from`. */
  readonly changes: readonly VisitChange[];
  /** Partnerships by host ID, with all their visits after the changes. */
  readonly visits: ReadonlyMap<string, readonly PlannedVisit[]>;
  /** Facilitators without a solution, with the reasons and the rules to relax. Their visits stay as they are. */
  readonly stuck: readonly { readonly facilitator: string; readonly clashes: readonly VisitClash[] }[];
};

/**
 * Finds the fewest and smallest changes that make all visits from today valid again after closures, days off, or
 * missing visits. Past visits stay, and valid years are not changed.
 */
export function repairYears(setting: Setting, today: CalendarDate): YearRepair {
  const planned = visitingPartnerships(setting.partnerships).filter(
    ({ plannedFrom }) => plannedFrom !== undefined,
  );
  const repaired = facilitatorsIn({ partnerships: planned }).map((facilitator) =>
    repairOne(ofFacilitator({ ...setting, partnerships: planned }, facilitator), facilitator, today),
  );
  return {
    changes: repaired.flatMap(({ changes }) => changes),
    visits: new Map(repaired.flatMap(({ visits }) => [...visits])),
    stuck: repaired.flatMap(({ stuck }) => stuck),
  };
}

function repairOne(setting: Setting, facilitator: string, today: CalendarDate): YearRepair {
  const problem = yearProblem(setting);
  const before = plannedVisits(setting.partnerships);
  const nothing = { changes: [], visits: new Map(), stuck: [] };
  if (!problem) return nothing;
  const outcome = repairVisitPlan(problem, before, firstOpenDay(setting, today));
  if (outcome.kind === 'refused') return { ...nothing, stuck: [{ facilitator, clashes: outcome.clashes }] };
  return { changes: outcome.changes, visits: changedVisits(before, outcome.visits), stuck: [] };
}

/** If a visit of today already happened, all visits of today stay as they are. */
const firstOpenDay = ({ partnerships }: Setting, today: CalendarDate): CalendarDate =>
  partnerships.some(({ visits }) => visits.some((visit) => isHeld(visit) && visit.date === today))
    ? plusDays(today, 1)
    : today;

/** The partnerships whose visits differ between two plans, with all their visits in the second. */
export function changedVisits(
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): ReadonlyMap<string, readonly PlannedVisit[]> {
  const changed = new Set(changesBetween(before, after).map(({ partnership }) => partnership));
  return new Map(
    [...changed].map((id) => [id, after.filter(({ partnership }) => partnership === id)] as const),
  );
}

/** Applies a repair to one partnership. Each visit that moves gets its own event. Visits on hold stay. */
export function settlePartnership(
  partnership: ActivePartnership,
  planned: readonly PlannedVisit[],
  { cycle }: Pick<Setting, 'cycle'>,
  because: string,
  staff: NamedStaff,
  now: Instant,
): Change<Partnership, PartnershipEvent> | undefined {
  const whole = withWaiting(partnership, planned);
  const { visits, events } = settleVisits(partnership.visits, whole, cycle.program.visits, because);
  if (events.length === 0) return undefined;
  const after = events.reduce<ActivePartnership>(
    (standing, event) => noted(standing, now, staff.name, event, because),
    { ...partnership, visits },
  );
  return { after, events };
}
