import { type CalendarDate, daysBetween } from '#domain/base/time.ts';
import { wholeAt } from '#domain/base/typed-arrays.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { changesBetween, courseFrom, partnerKey, type VisitChange, visitsByPartner } from './courses.ts';
import { inputClashes } from './infeasible.ts';
import { solveOrSay } from './plan.ts';
import {
  inPlanOrder,
  type VisitClash,
  type VisitPartnership,
  type VisitPlanProblem,
  type VisitRefusal,
} from './problem.ts';
import { type Work, workForAttempts } from './relax.ts';
import type { Effort } from './solve.ts';
import {
  type Course,
  type FacilitatorYear,
  facilitatorYear,
  hostTravelsIn,
  type Layout,
  layOut,
  visitsOf,
} from './year-layout.ts';

/**
 * Whether a facilitator's visits from today are still valid: all on days that work, the right number, the right gaps,
 * and no two on one day. The distance from ideal dates is not checked: staff may move a visit far on purpose.
 */
function holdsFrom(
  today: CalendarDate,
  { rules }: VisitPlanProblem,
  layout: Layout,
  partnerships: readonly VisitPartnership[],
  published: ReturnType<typeof visitsByPartner>,
): boolean {
  const busy = new Map<CalendarDate, string>();
  return partnerships.every((partnership) =>
    partnership.partners.every((partner) => {
      const common = layout.commonDays(partnership, partner);
      const dated = published.get(partnerKey(partnership.id, partner.id)) ?? [];
      const { over, ahead } = courseFrom(dated, rules.pattern, today);
      if (over.length + ahead.length !== rules.pattern.length) return false;
      let before = over.at(-1)?.date;
      return ahead.every(({ letter, date }) => {
        if (date === undefined || common[layout.places.get(date) ?? -1] !== 1) return false;
        const gap = before === undefined ? rules.smallestGapDays : daysBetween(before, date);
        before = date;
        const who = letter === 'P' && rules.jointVisits ? partnership.id : `${partner.id} alone`;
        const other = busy.get(date);
        busy.set(date, who);
        return (
          gap >= rules.smallestGapDays &&
          gap <= rules.largestGapDays &&
          (other === undefined || (other === who && letter === 'P' && rules.jointVisits))
        );
      });
    }),
  );
}

/**
 * A repaired plan. Each changed date costs `changeWeight` plus its distance from the earlier date, or from the ideal
 * date if the visit had none. No repair costs less than `bound`.
 */
export type VisitRepair = {
  readonly kind: 'repaired';
  readonly visits: readonly PlannedVisit[];
  readonly changes: readonly VisitChange[];
  readonly cost: number;
  readonly bound: number;
};

/** More than the days that a visit usually moves, so that moving one visit far is better than moving two a little. */
export const changeWeight = 100;

const repairEffort: Effort = { iterations: 300, roundsOfRuin: 40 };

/**
 * Changes a published plan so that it is valid again after the problem changed: closures, canceled visits, schools
 * that are unavailable or left. Past visits stay. Visits of today stay or move away, and none moves to today. Only
 * facilitators with invalid visits are touched, with the fewest and smallest changes. Refuses if the rest of the year
 * has no plan, with the rules to relax. A `pinned` visit stays on its day: to move one in spite of others, pass the
 * plan with the moved visit, and the others make room.
 */
export function repairVisitPlan(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  today: CalendarDate,
  pinned?: PlannedVisit,
  work = workForAttempts(),
): VisitRepair | VisitRefusal {
  const clashes = inputClashes(problem);
  if (clashes.length > 0) return { kind: 'refused', clashes };
  const layout = layOut(problem, overDates(visits, today));
  const hosts = new Map(problem.partnerships.map(({ id, host }) => [id, host.id]));
  const published = visitsByPartner(visits, hosts);
  const disturbed = layout.facilitators.filter(
    ([, own]) => !holdsFrom(today, problem, layout, own, published),
  );
  const repaired = disturbed.map((own) =>
    repairYear(problem, layout, own, { published, today, pinned, work }),
  );
  const refused = repaired.flatMap((part) => part.clashes);
  if (refused.length > 0) return { kind: 'refused', clashes: refused };
  const known = new Set(problem.partnerships.map(({ id }) => id));
  const redone = new Set(disturbed.flatMap(([, own]) => own.map(({ id }) => id)));
  const isKept = ({ date, partnership }: PlannedVisit) =>
    date < today || (known.has(partnership) && !redone.has(partnership));
  const after = [...visits.filter(isKept), ...repaired.flatMap((part) => part.visits)].sort(inPlanOrder);
  return {
    kind: 'repaired',
    visits: after,
    changes: changesBetween(visits, after),
    cost: repaired.reduce((sum, { cost }) => sum + cost, 0),
    bound: repaired.reduce((sum, { bound }) => sum + bound, 0),
  };
}

const overDates = (visits: readonly PlannedVisit[], today: CalendarDate): readonly CalendarDate[] =>
  visits.filter(({ date }) => date < today).map(({ date }) => date);

/** The current plan: past visits, movable visits, and pinned ones. */
type Current = {
  readonly published: ReturnType<typeof visitsByPartner>;
  readonly today: CalendarDate;
  readonly pinned: PlannedVisit | undefined;
  readonly work: Work;
};

type RepairedYear = {
  readonly clashes: readonly VisitClash[];
  readonly visits: readonly PlannedVisit[];
  readonly cost: number;
  readonly bound: number;
};

function repairYear(
  problem: VisitPlanProblem,
  layout: Layout,
  own: Layout['facilitators'][number],
  current: Current,
): RepairedYear {
  const { today } = current;
  const year = yearFrom(problem, layout, own, current);
  const { solved, clashes } = solveOrSay(
    problem,
    year,
    repairEffort,
    (relaxed, facilitator) => {
      const changed = layOut(
        relaxed,
        layout.days.dates.filter((date) => date < today),
      );
      const same = changed.facilitators.find(([{ id }]) => id === facilitator);
      return same && yearFrom(relaxed, changed, same, current);
    },
    current.work,
  );
  const ahead = visitsOf(year, solved.best?.days ?? []).filter(({ date }) => date >= today);
  return { clashes, visits: ahead, cost: solved.best?.cost ?? 0, bound: solved.bound };
}

/**
 * A facilitator's year for a repair. Past visits keep their days. Every other day costs its distance from the
 * published one.
 */
function yearFrom(
  problem: VisitPlanProblem,
  layout: Layout,
  own: Layout['facilitators'][number],
  { published, today, pinned }: Current,
): FacilitatorYear {
  const { dates } = layout.days;
  const firstAhead = dates.findIndex((date) => date >= today);
  const openFrom = firstAhead < 0 ? dates.length : firstAhead;
  const partnershipOf = new Map(
    own[1].flatMap(({ id, partners }) => partners.map((partner) => [partner.id, id] as const)),
  );
  const courseOf = (partner: string): Course => {
    const dated = published.get(partnerKey(partnershipOf.get(partner) ?? '', partner)) ?? [];
    const { over, ahead } = courseFrom(dated, problem.rules.pattern, today);
    const course = [...over, ...ahead];
    const now = Int32Array.from(course, ({ date }) => layout.places.get(date ?? '') ?? -1);
    const pin = isOf(pinned, partner) ? course.findIndex(({ date }) => date === pinned?.date) : -1;
    return {
      hostTravels: hostTravelsIn(course.map(({ letter }) => letter).join('')),
      over: over.length,
      now,
      costOf: (visit, day) => {
        const before = wholeAt(now, visit);
        if (day === before) return 0;
        if (visit < over.length || visit === pin || day < openFrom || dates[day] === today) return undefined;
        return costOfMove(layout, problem, { partner, visit, day, before });
      },
    };
  };
  return facilitatorYear(layout, own, problem.rules, courseOf, { openFrom, priceNow: changeWeight });
}

const isOf = (visit: PlannedVisit | undefined, partner: string): boolean =>
  visit !== undefined && (visit.visited === partner || visit.visiting.includes(partner));

type Move = {
  readonly partner: string;
  readonly visit: number;
  readonly day: number;
  readonly before: number;
};

function costOfMove(
  { days: { numbers }, target }: Layout,
  { rules }: VisitPlanProblem,
  { partner, visit, day, before }: Move,
): number | undefined {
  const number = wholeAt(numbers, day);
  const fromTarget = Math.abs(number - target(partner, visit));
  if (fromTarget > rules.farthestFromTargetDays) return undefined;
  return changeWeight + (before < 0 ? fromTarget : Math.abs(number - wholeAt(numbers, before)));
}
