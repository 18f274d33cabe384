import type { VisitPartnership, VisitPlanProblem, VisitSchool } from '#domain/visits/planner/problem.ts';
import { targetsOf } from '#domain/visits/planner/targets.ts';

/**
 * A visit's cost on a day of the two weeks, 0 to 11; undefined if it can't be there. `over` is for past visits, which
 * can be anywhere.
 */
export type Costs = (
  partner: string,
  visit: number,
  day: number,
) => { readonly cost: number; readonly over?: boolean } | undefined;

/** Days from the ideal date, up to the limit in the rules. */
export const byTarget = (problem: VisitPlanProblem): Costs => {
  const targets = targetsOf(problem);
  return (partner, visit, day) => {
    const cost = Math.abs(day - (targets.get(partner)?.[visit] ?? 0));
    return cost <= problem.rules.farthestFromTargetDays ? { cost } : undefined;
  };
};

type Course = {
  readonly cost: number;
  readonly visits: readonly { readonly day: number; readonly who: string }[];
};

/**
 * The cost of the best plan, found by trying every plan; undefined if there is none. For two weeks and a few
 * partners.
 */
export function leastCostByTrying(problem: VisitPlanProblem, costs = byTarget(problem)): number | undefined {
  const courses = problem.partnerships.flatMap((partnership) =>
    partnership.partners.map((partner) => everyCourse(problem, partnership, partner, costs)),
  );
  const tryFrom = (index: number, taken: ReadonlyMap<number, string>): number => {
    const own = courses[index];
    if (!own) return 0;
    let least = Number.POSITIVE_INFINITY;
    for (const { cost, visits } of own) {
      if (visits.some(({ day, who }) => taken.has(day) && taken.get(day) !== who)) continue;
      const more = new Map([...taken, ...visits.map(({ day, who }) => [day, who] as const)]);
      least = Math.min(least, cost + tryFrom(index + 1, more));
    }
    return least;
  };
  const least = tryFrom(0, new Map());
  return least === Number.POSITIVE_INFINITY ? undefined : least;
}

/** Every possible year of one partner. Only joint visits have the same `who`. */
function everyCourse(
  problem: VisitPlanProblem,
  partnership: VisitPartnership,
  partner: VisitSchool,
  costs: Costs,
): readonly Course[] {
  const { pattern, smallestGapDays, largestGapDays, jointVisits } = problem.rules;
  const days = Array.from({ length: 12 }, (_, day) => day);
  const lay = (visit: number, before: number): readonly Course[] => {
    if (visit === pattern.length) return [{ cost: 0, visits: [] }];
    return days.flatMap((day) => {
      const own = costs(partner.id, visit, day);
      const gap = day - before;
      if (!own || !(own.over || canOn(problem, partnership, partner, day))) return [];
      if (!own.over && visit > 0 && (gap < smallestGapDays || gap > largestGapDays)) return [];
      const isJoint = pattern[visit] === 'P' && jointVisits;
      const who = isJoint ? partnership.id : `${partner.id} ${visit}`;
      return lay(visit + 1, day).map(({ cost, visits }) => ({
        cost: cost + own.cost,
        visits: own.over ? visits : [{ day, who }, ...visits],
      }));
    });
  };
  return lay(0, 0);
}

function canOn(
  { calendar, facilitators }: VisitPlanProblem,
  { host, facilitator }: VisitPartnership,
  partner: VisitSchool,
  day: number,
): boolean {
  const date = `2026-10-${String(5 + day).padStart(2, '0')}`;
  const weekday = new Date(date).getUTCDay();
  const who = facilitators.find(({ id }) => id === facilitator);
  const kinds = ['all', ...[...host.groups, ...partner.groups].map((group) => group.toLowerCase())];
  return (
    weekday % 6 !== 0 &&
    !who?.weekdaysOff.includes(weekday) &&
    !who?.daysOff.includes(date) &&
    ![...host.blackouts, ...partner.blackouts].includes(date) &&
    !calendar.some(
      ({ from, appliesTo }) => from === date && appliesTo.some((kind) => kinds.includes(kind.toLowerCase())),
    )
  );
}
