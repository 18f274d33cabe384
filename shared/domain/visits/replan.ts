import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, type Instant, plusDays } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { settleVisits, withEach } from '#domain/partnership/settle-visits.ts';
import { isHeld, isSameMeeting, type PlannedVisit, type Visit } from '#domain/partnership/visit.ts';
import { goingOn, withWaiting } from '#domain/partnership/visit-state.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { changesBetween, type VisitChange } from '#domain/visits/planner/courses.ts';
import { inPlanOrder, type VisitClash } from '#domain/visits/planner/problem.ts';
import { type Work, workForAttempts } from '#domain/visits/planner/relax.ts';
import { repairVisitPlan } from '#domain/visits/planner/replan.ts';
import { faultKey } from './free-days.ts';
import {
  type DayFault,
  facilitatorsIn,
  type Impossible,
  ofFacilitator,
  plannedVisit,
  plannedVisits,
  refuseIf,
  type Setting,
  settingWith,
  todayIn,
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
  const work = workForAttempts();
  const repaired = facilitatorsIn({ partnerships: planned }).map((facilitator) =>
    repairOne(ofFacilitator({ ...setting, partnerships: planned }, facilitator), facilitator, today, work),
  );
  return {
    changes: repaired.flatMap(({ changes }) => changes),
    visits: new Map(repaired.flatMap(({ visits }) => [...visits])),
    stuck: repaired.flatMap(({ stuck }) => stuck),
  };
}

function repairOne(setting: Setting, facilitator: string, today: CalendarDate, work: Work): YearRepair {
  const problem = yearProblem(setting);
  const before = plannedVisits(setting.partnerships);
  const nothing = { changes: [], visits: new Map(), stuck: [] };
  if (!problem) return nothing;
  const outcome = repairVisitPlan(problem, before, firstOpenDay(setting, today), undefined, work);
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

/** The result of `repairYears` or `previewMove`: partnerships by host ID, with all their visits. */
type Replan = YearRepair['visits'];

/** Staff may move a visit far from its ideal date, or past the next one. */
const accepted = new Set<DayFault['kind']>(['far-from-ideal', 'order-of-visits']);

/**
 * The rules that a replan of a facilitator's visits breaks. Rules that are broken without it are accepted. It shares no
 * code with the planner.
 */
export function replanFaults(setting: Setting, replan: Replan, today: CalendarDate): readonly DayFault[] {
  const problem = yearProblem(setting);
  if (!problem) return [{ kind: 'no-school-year' }];
  const changing = setting.partnerships.filter(({ host }) => replan.has(host.id));
  const before = plannedVisits(setting.partnerships);
  const planned = changing.flatMap(({ host }) => replan.get(host.id) ?? []);
  const after = [...before.filter(({ partnership }) => !replan.has(partnership)), ...planned];
  const isPast = (visit: Visit) => visit.date < today || isHeld(visit);
  const past = changing.flatMap((one) =>
    goingOn(one)
      .filter(isPast)
      .map((visit) => plannedVisit(one, visit)),
  );
  const isLate = planned.some((visit) => visit.date <= today && !before.some(isSameMeeting(visit)));
  const isLost = past.some((visit) => !planned.some(isSameMeeting(visit)));
  const known = new Set(checkVisitPlan(problem, before.toSorted(inPlanOrder)).map(faultKey));
  return [
    ...(isLate || isLost ? [{ kind: 'not-after-today' } as const] : []),
    ...checkVisitPlan(problem, after.toSorted(inPlanOrder)).filter(
      (fault) => !accepted.has(fault.kind) && !known.has(faultKey(fault)),
    ),
  ];
}

/**
 * Applies a replan to one partnership, unless it breaks a rule. Each visit that moves gets its own event. Visits on hold
 * stay.
 */
export function settlePartnership(
  partnership: Partnership,
  replan: Replan,
  setting: Setting,
  because: string,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended'> | Impossible | undefined {
  if (partnership.state !== 'active') return refuse('ended');
  const own = ofFacilitator(settingWith(setting, partnership), partnership.facilitator.email);
  const refusal = refuseIf(replanFaults(own, replan, todayIn(setting, now)));
  if (refusal) return refusal;
  const planned = replan.get(partnership.host.id);
  if (!planned) return undefined;
  const whole = withWaiting(partnership, planned);
  const usual = setting.cycle.program.visits;
  const { visits, events } = settleVisits(partnership.visits, whole, usual, because);
  if (events.length === 0) return undefined;
  return { after: withEach({ ...partnership, visits }, events, staff, now, because), events };
}
