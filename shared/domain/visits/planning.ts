import { countOf } from '../amounts.ts';
import { noted } from '../application.ts';
import { type Change, type Refusal, refuse } from '../change.ts';
import type { ActivePartnership, Partnership } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import { type CalendarDate, daysBetween, type Instant, plusDays } from '../time.ts';
import { checkVisitPlan } from '../visit-plan/check.ts';
import { planVisits } from '../visit-plan/plan.ts';
import type { PlannedVisit, VisitClash, VisitPlanProblem } from '../visit-plan/problem.ts';
import { targetsOf } from '../visit-plan/targets.ts';
import { settleVisits } from './settling.ts';
import { isBooked, standing } from './visit.ts';
import { goingOn, withWaiting } from './withdrawn.ts';
import { noSchoolYear, ofFacilitator, type Setting, todayIn, yearProblem } from './year-problem.ts';

/** A facilitator's year as it would be planned, proven where `cost` is `bound`. */
export type YearPlan = {
  readonly kind: 'planned';
  readonly problem: VisitPlanProblem;
  readonly visits: readonly PlannedVisit[];
  /** Days from the targets, and the least that any plan can have. */
  readonly cost: number;
  readonly bound: number;
};

/** Why there is no plan, and what to relax. */
export type NoPlan = { readonly kind: 'refused'; readonly clashes: readonly VisitClash[] };

const noCalendar: NoPlan = {
  kind: 'refused',
  clashes: [
    {
      statement: noSchoolYear,
      relax: ['Add a calendar with a first and last day of school to this cycle.'],
    },
  ],
};

const noVisits: NoPlan = {
  kind: 'refused',
  clashes: [{ statement: 'None of this facilitator’s partnerships has visits to schedule.', relax: [] }],
};

/**
 * Plans the visits of one facilitator's partnerships, from tomorrow on at the earliest. The same setting and day give the same
 * plan, so that what was looked at is what gets published. Throws where the check refuses what the planner found.
 */
export function planYear(setting: Setting, facilitator: string, today: CalendarDate): YearPlan | NoPlan {
  const problem = yearProblem(withoutPlans(ofFacilitator(setting, facilitator)), plusDays(today, 1));
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

/** A visit of a plan, and how far from the day it should best be on; of a joint visit, the farthest of its partners. */
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

const withoutPlans = (setting: Setting): Setting => ({
  ...setting,
  partnerships: setting.partnerships.map(({ plannedFrom: _, ...partnership }) => partnership),
});

/** Whether the day of a visit has come: what was, and what is going on, cannot be planned anew. */
export const yearBegan = ({ visits }: Pick<Partnership, 'visits'>, today: CalendarDate): boolean =>
  standing(visits).some(({ date }) => date <= today);

/** Whether a partnership has just the visits that a plan gives it, so that publishing it would change nothing. */
export function hasPlan(
  partnership: Partnership,
  { problem, visits }: Pick<YearPlan, 'problem' | 'visits'>,
): boolean {
  const say = ({ date, visiting, visited }: Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>) =>
    [date, visited, ...[...visiting].sort()].join(' ');
  const own = visits.filter((visit) => visit.partnership === partnership.host.id);
  const [planned, booked] = [own.map(say).sort(), goingOn(partnership).map(say).sort()];
  return partnership.plannedFrom === problem.firstDay && planned.join() === booked.join();
}

/**
 * Gives a partnership its visits of a plan, in the place of those that it has. One event says so: its schools get one letter about
 * all of them. Refused once the day of a visit has come: from then on visits are moved, not planned anew.
 */
export function publishVisitPlan(
  partnership: Partnership,
  { problem, visits }: Pick<YearPlan, 'problem' | 'visits'>,
  { cycle }: Pick<Setting, 'cycle'>,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership> | Refusal<'ended' | 'year-began'> {
  if (partnership.state !== 'active') return refuse('ended');
  if (yearBegan(partnership, todayIn({ cycle }, now))) return refuse('year-began');
  const own = visits.filter((visit) => visit.partnership === partnership.host.id);
  const whole = withWaiting(partnership, own);
  const settled = settleVisits(partnership.visits, whole, cycle.program.visits, 'The schedule was replaced');
  const event = { type: 'visits-planned' } as const;
  const after = { ...partnership, visits: settled.visits, plannedFrom: problem.firstDay };
  const note = countOf(after.visits.filter(isBooked).length, 'visit');
  return { after: noted(after, now, staff.name, event, note), events: [event] };
}
