import { type CalendarDate, plusDays } from '../time.ts';
import { checkVisitPlan } from './check.ts';
import type { PlannedVisit, VisitPlanProblem } from './problem.ts';

/** What would not hold if a visit moved to a date, that holds or is accepted now: a sentence each with the day and the rule. */
export function moveFaults(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  visit: PlannedVisit,
  date: CalendarDate,
): readonly string[] {
  return faultsOfMoves(problem, visits, visit)(date);
}

/** The dates after today to which a visit can move with no other having to. */
export function freeDates(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  visit: PlannedVisit,
  today: CalendarDate,
): readonly CalendarDate[] {
  const faultsOn = faultsOfMoves(problem, visits, visit);
  const dates: CalendarDate[] = [];
  const first = today < problem.firstDay ? problem.firstDay : plusDays(today, 1);
  for (let date = first; date <= problem.lastDay; date = plusDays(date, 1))
    if (date !== visit.date && faultsOn(date).length === 0) dates.push(date);
  return dates;
}

const isSame = (one: PlannedVisit, other: PlannedVisit): boolean =>
  one.partnership === other.partnership &&
  one.date === other.date &&
  one.visited === other.visited &&
  one.visiting.join() === other.visiting.join();

/** Only the facilitator's visits can be in the way: whoever takes part in one of them takes part in no other's. */
function faultsOfMoves(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  visit: PlannedVisit,
): (date: CalendarDate) => readonly string[] {
  const partnership = problem.partnerships.find(({ id }) => id === visit.partnership);
  const partnerships = problem.partnerships.filter(
    ({ facilitator }) => facilitator === partnership?.facilitator,
  );
  const ids = new Set(partnerships.map(({ id }) => id));
  const near = { ...problem, partnerships };
  const own = visits.filter((other) => !isSame(other, visit) && ids.has(other.partnership));
  const before = new Set(checkVisitPlan(near, [...own, visit]));
  return (date) => checkVisitPlan(near, [...own, { ...visit, date }]).filter((fault) => !before.has(fault));
}
