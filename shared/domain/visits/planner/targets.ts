import { compareText } from '#domain/base/natural-order.ts';
import { daysBetween } from '#domain/base/time.ts';
import type { VisitPartnership, VisitPlanProblem } from './problem.ts';

/**
 * Each partner's ideal dates, in days after the first day, spread evenly over the year. A facilitator's partners take
 * turns, so that their visits don't compete for the same days. With joint visits, the partnerships take turns
 * instead. Keyed by partner ID.
 */
export function targetsOf({
  partnerships,
  firstDay,
  lastDay,
  rules,
}: VisitPlanProblem): ReadonlyMap<string, readonly number[]> {
  const span = daysBetween(firstDay, lastDay);
  const targets = new Map<string, readonly number[]>();
  for (const own of byFacilitator(partnerships).values()) {
    const turns = rules.jointVisits
      ? own.map(({ partners }) => partners.map(({ id }) => id))
      : own.flatMap(({ partners }) =>
          partners.map(({ id }) => [id]).sort(([a = ''], [b = '']) => compareText(a, b)),
        );
    for (const [turn, ids] of turns.entries()) {
      const phase = (turn + 0.5) / turns.length;
      const dates = Array.from(rules.pattern, (_, visit) =>
        Math.round((span * (visit + phase)) / rules.pattern.length),
      );
      for (const id of ids) targets.set(id, dates);
    }
  }
  return targets;
}

/** Each facilitator's partnerships. Facilitators and partnerships are sorted by ID. */
export function byFacilitator(
  partnerships: readonly VisitPartnership[],
): ReadonlyMap<string, readonly VisitPartnership[]> {
  const sorted = [...partnerships].sort(
    (a, b) => compareText(a.facilitator, b.facilitator) || compareText(a.id, b.id),
  );
  const own = new Map<string, VisitPartnership[]>();
  for (const partnership of sorted) {
    const others = own.get(partnership.facilitator);
    if (others) others.push(partnership);
    else own.set(partnership.facilitator, [partnership]);
  }
  return own;
}
