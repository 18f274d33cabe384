import { noted } from '../application.ts';
import type { Change } from '../change.ts';
import type { ActivePartnership, Partnership } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import { type CalendarDate, type Instant, plusDays } from '../time.ts';
import { changesBetween, type VisitChange } from '../visit-plan/changes.ts';
import type { PlannedVisit, VisitClash } from '../visit-plan/problem.ts';
import { repairVisitPlan } from '../visit-plan/repair.ts';
import { settleVisits } from './settling.ts';
import { isHeld } from './visit.ts';
import { withWaiting } from './withdrawn.ts';
import {
  facilitatorsIn,
  ofFacilitator,
  plannedVisits,
  type Setting,
  visitingPartnerships,
  yearProblem,
} from './year-problem.ts';

/** How the years of those facilitators go on whose visits no longer hold, and who of them cannot be helped. */
export type YearRepair = {
  /** Everything that changes, in the order of facilitators; owed visits that get a day have no `from`. */
  readonly changes: readonly VisitChange[];
  /** Partnerships by their hosts' ids, with all visits that each has then. */
  readonly visits: ReadonlyMap<string, readonly PlannedVisit[]>;
  /** Where no repair exists: the facilitator, why, and what to relax. Their visits stay as they are. */
  readonly stuck: readonly { readonly facilitator: string; readonly clashes: readonly VisitClash[] }[];
};

/**
 * Finds the fewest and smallest changes by which all visits from today on hold again in a setting that has changed: days lost,
 * days off, visits owed. What is over stays; years that still hold are not touched.
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

/** A visit of today that has been held is over, whatever became of its day; then so are the others of today. */
const firstOpenDay = ({ partnerships }: Setting, today: CalendarDate): CalendarDate =>
  partnerships.some(({ visits }) => visits.some((visit) => isHeld(visit) && visit.date === today))
    ? plusDays(today, 1)
    : today;

/** The partnerships whose visits differ between two plans, with all visits that each has in the second. */
export function changedVisits(
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): ReadonlyMap<string, readonly PlannedVisit[]> {
  const changed = new Set(changesBetween(before, after).map(({ partnership }) => partnership));
  return new Map(
    [...changed].map((id) => [id, after.filter(({ partnership }) => partnership === id)] as const),
  );
}

/** Brings one partnership to its part of a repair; each visit that moves is an event of its own. What waits for a director stays. */
export function settlePartnership(
  partnership: ActivePartnership,
  planned: readonly PlannedVisit[],
  { cycle }: Pick<Setting, 'cycle'>,
  because: string,
  staff: NamedStaff,
  now: Instant,
): Change<Partnership> | undefined {
  const whole = withWaiting(partnership, planned);
  const { visits, events } = settleVisits(partnership.visits, whole, cycle.program.visits, because);
  if (events.length === 0) return undefined;
  const after = events.reduce<ActivePartnership>(
    (standing, event) => noted(standing, now, staff.name, event, because),
    { ...partnership, visits },
  );
  return { after, events };
}
