import { noted } from '../application.ts';
import { type Change, type Refusal, refuse } from '../change.ts';
import type { ActivePartnership, Partnership } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import { type CalendarDate, type Instant, plusDays } from '../time.ts';
import { checkVisitPlan } from '../visit-plan/check.ts';
import { planVisits } from '../visit-plan/plan.ts';
import type { PlannedVisit, VisitClash, VisitPlanProblem } from '../visit-plan/problem.ts';
import { settleVisits } from './settling.ts';
import { isBooked, isHeld } from './visit.ts';
import { ofFacilitator, type Setting, yearProblem } from './year-problem.ts';

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

const noSchoolYear: NoPlan = {
  kind: 'refused',
  clashes: [
    {
      statement: 'The calendar of this cycle has no school year after its deadline.',
      relax: ['Give the cycle a calendar with a first and a last day of school'],
    },
  ],
};

const nobody: NoPlan = {
  kind: 'refused',
  clashes: [{ statement: 'No partnership of this facilitator has schools that visit.', relax: [] }],
};

/**
 * Plans the visits of one facilitator's partnerships, from tomorrow on at the earliest. The same setting and day give the same
 * plan, so that what was looked at is what gets published. Throws where the check refuses what the planner found.
 */
export function planYear(setting: Setting, facilitator: string, today: CalendarDate): YearPlan | NoPlan {
  const problem = yearProblem(withoutPlans(ofFacilitator(setting, facilitator)), plusDays(today, 1));
  if (!problem) return noSchoolYear;
  if (problem.partnerships.length === 0) return nobody;
  const outcome = planVisits(problem);
  if (outcome.kind === 'refused') return outcome;
  const faults = checkVisitPlan(problem, outcome.visits);
  if (faults.length > 0) throw new Error(`The plan of visits does not hold: ${faults.length} faults`);
  const { visits, cost, bound } = outcome;
  return { kind: 'planned', problem, visits, cost, bound };
}

const withoutPlans = (setting: Setting): Setting => ({
  ...setting,
  partnerships: setting.partnerships.map(({ plannedFrom: _, ...partnership }) => partnership),
});

/**
 * Gives a partnership its visits of a plan, in the place of those that it has. One event says so: its schools get one letter about
 * all of them. Refused once a visit was held: then visits are moved, not planned anew.
 */
export function publishVisitPlan(
  partnership: Partnership,
  { problem, visits }: Pick<YearPlan, 'problem' | 'visits'>,
  { cycle }: Pick<Setting, 'cycle'>,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership> | Refusal<'ended' | 'year-began'> {
  if (partnership.state !== 'active') return refuse('ended');
  if (partnership.visits.some(isHeld)) return refuse('year-began');
  const own = visits.filter((visit) => visit.partnership === partnership.host.id);
  const settled = settleVisits(partnership.visits, own, cycle.program.visits, 'The year is planned anew');
  const event = { type: 'visits-planned' } as const;
  const after = { ...partnership, visits: settled.visits, plannedFrom: problem.firstDay };
  const note = `${after.visits.filter(isBooked).length} visits`;
  return { after: noted(after, now, staff.name, event, note), events: [event] };
}
