import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, daysBetween, type Instant, plusDays } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { settleVisits } from '#domain/partnership/settle-visits.ts';
import { isBooked, type Meeting, type PlannedVisit, standing } from '#domain/partnership/visit.ts';
import { goingOn, withWaiting } from '#domain/partnership/visit-state.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { planVisits } from '#domain/visits/planner/plan.ts';
import type { VisitClash, VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { targetsOf } from '#domain/visits/planner/targets.ts';
import {
  type Impossible,
  ofFacilitator,
  refuseIf,
  type Setting,
  settingWith,
  todayIn,
  yearProblem,
} from './schedule.ts';

/** A planned year of one facilitator. It is proven optimal if `cost` equals `bound`. */
export type YearPlan = {
  readonly kind: 'planned';
  readonly problem: VisitPlanProblem;
  readonly visits: readonly PlannedVisit[];
  /** Total days from the ideal dates, and a lower bound for any plan. */
  readonly cost: number;
  readonly bound: number;
};

/** Why there is no plan, and which rules to relax. */
export type NoPlan = { readonly kind: 'refused'; readonly clashes: readonly VisitClash[] };

const noCalendar: NoPlan = {
  kind: 'refused',
  clashes: [{ cause: { kind: 'no-school-year' }, relax: [{ kind: 'add-calendar' }] }],
};

const noVisits: NoPlan = { kind: 'refused', clashes: [{ cause: { kind: 'no-visits' }, relax: [] }] };

/**
 * Plans the visits of one facilitator's partnerships, from tomorrow at the earliest. The same setting and day give
 * the same plan, so that staff publish exactly the plan they reviewed. Throws if the check rejects the planner's
 * result.
 */
export function planYear(setting: Setting, facilitator: string, today: CalendarDate): YearPlan | NoPlan {
  const problem = planProblem(setting, facilitator, today);
  if (!problem) return noCalendar;
  if (problem.partnerships.length === 0) return noVisits;
  const outcome = planVisits(problem);
  if (outcome.kind === 'refused') return outcome;
  const faults = checkVisitPlan(problem, outcome.visits);
  if (faults.length > 0)
    throw new Error(`The schedule failed its check: ${countOf(faults.length, 'problem')}`);
  const { visits, cost, bound } = outcome;
  return { kind: 'planned', problem, visits, cost, bound };
}

/** A planned visit and its distance from its ideal date. For a joint visit, the largest distance of its partners. */
export type TargetedVisit = PlannedVisit & { readonly daysFromTarget: number };

export function withTargets({
  problem,
  visits,
}: Pick<YearPlan, 'problem' | 'visits'>): readonly TargetedVisit[] {
  const far = new Map<PlannedVisit, number>();
  for (const [partner, targets] of targetsOf(problem))
    visits
      .filter(({ visited, visiting }) => visited === partner || visiting.includes(partner))
      .forEach((visit, index) => {
        const days = Math.abs(daysBetween(problem.firstDay, visit.date) - (targets[index] ?? 0));
        far.set(visit, Math.max(days, far.get(visit) ?? 0));
      });
  return visits.map((visit) => ({ ...visit, daysFromTarget: far.get(visit) ?? 0 }));
}

/** The problem of a new plan. It disregards an earlier plan, and begins tomorrow at the earliest. */
function planProblem(
  setting: Setting,
  facilitator: string,
  today: CalendarDate,
): VisitPlanProblem | undefined {
  const own = ofFacilitator(setting, facilitator);
  const partnerships = own.partnerships.map(({ plannedFrom: _, ...partnership }) => partnership);
  return yearProblem({ ...own, partnerships }, plusDays(today, 1));
}

/** Whether a visit is today or in the past. After that, the schedule can't be replaced. */
export const yearBegan = ({ visits }: Pick<Partnership, 'visits'>, today: CalendarDate): boolean =>
  standing(visits).some(({ date }) => date <= today);

/** Whether a partnership already has exactly the planned visits, so that publishing would change nothing. */
export function hasPlan(
  partnership: Partnership,
  { problem, visits }: Pick<YearPlan, 'problem' | 'visits'>,
): boolean {
  const say = ({ date, visiting, visited }: Meeting) => [date, visited, ...[...visiting].sort()].join(' ');
  const own = visits.filter((visit) => visit.partnership === partnership.host.id);
  const [planned, booked] = [own.map(say).sort(), goingOn(partnership).map(say).sort()];
  return partnership.plannedFrom === problem.firstDay && planned.join() === booked.join();
}

/**
 * Replaces a partnership's visits with those of a plan. One event covers them all: its schools get a single letter.
 * Refused if the plan breaks a rule, and once the first visit's day has come: after that, visits can only be moved.
 */
export function publishVisitPlan(
  partnership: Partnership,
  visits: readonly PlannedVisit[],
  setting: Setting,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended' | 'year-began'> | Impossible {
  if (partnership.state !== 'active') return refuse('ended');
  const today = todayIn(setting, now);
  if (yearBegan(partnership, today)) return refuse('year-began');
  const problem = planProblem(settingWith(setting, partnership), partnership.facilitator.email, today);
  if (!problem) return { ...refuse('impossible'), faults: [{ kind: 'no-school-year' }] };
  const refusal = refuseIf(checkVisitPlan(problem, visits));
  if (refusal) return refusal;
  const own = visits.filter((visit) => visit.partnership === partnership.host.id);
  const whole = withWaiting(partnership, own);
  const usual = setting.cycle.program.visits;
  const settled = settleVisits(partnership.visits, whole, usual, 'The schedule was replaced');
  const event = { type: 'visits-planned' } as const;
  const after = { ...partnership, visits: settled.visits, plannedFrom: problem.firstDay };
  const note = countOf(after.visits.filter(isBooked).length, 'visit');
  return { after: noted(after, now, staff.name, event, note), events: [event] };
}
