import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, isSameMeeting, type PlannedVisit } from '#domain/partnership/visit.ts';
import { withoutWithdrawn } from '#domain/partnership/visit-state.ts';
import { checkVisit, checkVisitPlan, type VisitFault } from '#domain/visits/planner/check.ts';
import type { VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { type DayFault, ofFacilitator, plannedVisit, type Setting, yearProblem } from './schedule.ts';

/** Faults that moving a visit to a date would add. Faults that exist now are accepted. */
export function moveFaults(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  visit: PlannedVisit,
  date: CalendarDate,
): readonly VisitFault[] {
  return faultsOfMoves(problem, visits, visit)(date);
}

/** Dates after today to which a visit can move without moving others. */
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

/** Only the facilitator's own visits can conflict: no school is in another facilitator's visit. */
function faultsOfMoves(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
  visit: PlannedVisit,
): (date: CalendarDate) => readonly VisitFault[] {
  const partnership = problem.partnerships.find(({ id }) => id === visit.partnership);
  const partnerships = problem.partnerships.filter(
    ({ facilitator }) => facilitator === partnership?.facilitator,
  );
  const ids = new Set(partnerships.map(({ id }) => id));
  const near = { ...problem, partnerships };
  const own = visits.filter((other) => !isSameMeeting(visit)(other) && ids.has(other.partnership));
  const before = new Set(checkVisitPlan(near, [...own, visit]).map(faultKey));
  return (date) =>
    checkVisitPlan(near, [...own, { ...visit, date }]).filter((fault) => !before.has(faultKey(fault)));
}

/** Tells faults apart. */
export const faultKey = (fault: VisitFault): string => JSON.stringify(fault);

/**
 * Why a day can't work for a visit, whatever else is scheduled: because of its schools, their calendar, or the
 * facilitator. Empty if other visits could make room.
 */
export function dayFaults(
  setting: Setting,
  partnership: Partnership,
  visit: BookedVisit,
  date: CalendarDate,
): readonly DayFault[] {
  const problem = yearProblem(ofFacilitator(setting, partnership.facilitator.email));
  if (!problem) return [{ kind: 'no-school-year' }];
  const coming = withoutWithdrawn(partnership, visit);
  return coming
    ? checkVisit(problem, plannedVisit(partnership, { ...coming, date }))
    : [{ kind: 'school-withdrew' }];
}
