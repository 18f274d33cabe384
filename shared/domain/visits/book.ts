import {
  type Change,
  type HistoryEntry,
  isRefusal,
  noted,
  type Refusal,
  refuse,
  wasLast,
} from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, type Instant, plusDays } from '#domain/base/time.ts';
import type { PartnershipEvent, VisitEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { askedBefore, cancelled, newVisit, nextNumber } from '#domain/partnership/settle-visits.ts';
import type { Arc, Meeting, Visit, VisitDetails } from '#domain/partnership/visit.ts';
import { bookedVisit, comingVisit, type VisitRefusal } from '#domain/partnership/visit-state.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { checkOneADay, checkVisit } from '#domain/visits/planner/check.ts';
import type { Between } from './debts.ts';
import {
  type DayFault,
  type Impossible,
  ofFacilitator,
  plannedVisit,
  plannedVisits,
  refuseIf,
  type Setting,
  settingWith,
  todayIn,
  yearProblem,
} from './schedule.ts';

/** Why a visit can't be scheduled on a day; empty if it can. */
export function bookingFaults(
  setting: Setting,
  partnership: Partnership,
  between: Between,
  date: CalendarDate,
  today: CalendarDate,
): readonly DayFault[] {
  const own = ofFacilitator(setting, partnership.facilitator.email);
  const problem = yearProblem(own);
  if (!problem) return [{ kind: 'no-school-year' }];
  if (date <= today) return [{ kind: 'not-after-today' }];
  const visit = plannedVisit(partnership, { ...between, date });
  const sameDay = plannedVisits(own.partnerships).filter((other) => other.date === date);
  return [...checkVisit(problem, visit), ...checkOneADay([...sameDay, visit])];
}

/** The days after today on which the visit can be scheduled. */
export function daysFreeToBook(
  setting: Setting,
  partnership: Partnership,
  between: Between,
  today: CalendarDate,
): readonly CalendarDate[] {
  const problem = yearProblem(ofFacilitator(setting, partnership.facilitator.email));
  if (!problem) return [];
  const dates: CalendarDate[] = [];
  const tomorrow = plusDays(today, 1);
  const first = tomorrow > problem.firstDay ? tomorrow : problem.firstDay;
  for (let date = first; date <= problem.lastDay; date = plusDays(date, 1))
    if (bookingFaults(setting, partnership, between, date, today).length === 0) dates.push(date);
  return dates;
}

/** Schedules one visit by hand. */
export function bookVisit(
  partnership: Partnership,
  planned: Meeting,
  setting: Setting,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended'> | Impossible {
  const { cycle } = setting;
  const current = settingWith(setting, partnership);
  const refusal = refuseIf(bookingFaults(current, partnership, planned, planned.date, todayIn(setting, now)));
  if (refusal) return refusal;
  if (partnership.state !== 'active') return refuse('ended');
  const visit = newVisit(nextNumber(partnership.visits), planned, cycle.program.visits);
  const after = {
    ...partnership,
    visits: [...partnership.visits, visit],
    plannedFrom: partnership.plannedFrom ?? planned.date,
  };
  return withEvent(after, { type: 'visit-booked', visit: visit.number }, staff, now, { date: planned.date });
}

/** Cancels a visit, or records that a past one did not happen. It must then be scheduled again. */
export function cancelVisit(
  partnership: Partnership,
  number: number,
  reason: string,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<VisitRefusal> {
  const visit = bookedVisit(partnership, number);
  if (isRefusal(visit)) return visit;
  const event = { type: 'visit-cancelled', visit: number, ...askedBefore(visit) } as const;
  return withVisit(partnership, cancelled(visit, reason), event, staff, now, reason);
}

/** Changes a visit's time, length, or place. Everyone's calendar is updated. */
export function changeVisit(
  partnership: Partnership,
  number: number,
  details: VisitDetails,
  staff: NamedStaff,
  now: Instant,
  cycle: Pick<Cycle, 'program'>,
): Change<ActivePartnership, PartnershipEvent> | Refusal<VisitRefusal> {
  const visit = comingVisit(partnership, number, cycle, now);
  if (isRefusal(visit)) return visit;
  const { start, durationMinutes, place } = visit;
  const event = { type: 'visit-changed', visit: number, was: { start, durationMinutes, place } } as const;
  const after = { ...visit, ...details, sequence: visit.sequence + 1 };
  return withVisit(partnership, after, event, staff, now);
}

/** Sets a visit's theme and what to look for. Schools read both on their page and in the reminder. */
export function themeVisit(
  partnership: Partnership,
  number: number,
  theme: Pick<Visit, 'theme' | 'lookFor'>,
  staff: NamedStaff,
  now: Instant,
  cycle: Pick<Cycle, 'program'>,
): Change<ActivePartnership, PartnershipEvent> | Refusal<VisitRefusal> {
  const visit = comingVisit(partnership, number, cycle, now);
  if (isRefusal(visit)) return visit;
  const event = { type: 'visit-themed', visit: number } as const;
  return withVisit(partnership, { ...visit, ...theme }, event, staff, now, theme.theme);
}

/** Declines a school's date request. The same again changes nothing. */
export function declineDate(
  partnership: Partnership,
  number: number,
  school: string,
  reason: string,
  staff: NamedStaff,
  now: Instant,
  cycle: Pick<Cycle, 'program'>,
): Change<Partnership, PartnershipEvent> | Refusal<VisitRefusal | 'no-proposal'> {
  const visit = comingVisit(partnership, number, cycle, now);
  if (isRefusal(visit)) return visit;
  const proposal = visit.proposals.find((one) => one.school === school);
  if (!proposal)
    return wasLast(partnership, { what: 'date-declined', by: staff.name, note: reason, visit: number })
      ? { after: partnership, events: [] }
      : refuse('no-proposal');
  const proposals = visit.proposals.filter((one) => one.school !== school);
  const event = { type: 'date-declined', visit: number, school, date: proposal.date, reason } as const;
  return withVisit(partnership, { ...visit, proposals }, event, staff, now, reason);
}

/** Sets a partnership's learning focus for the year. */
export function setArc(
  partnership: Partnership,
  arc: Arc,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended'> {
  if (partnership.state !== 'active') return refuse('ended');
  return withEvent({ ...partnership, arc }, { type: 'arc-set' }, staff, now);
}

function withVisit(
  partnership: Partnership,
  visit: Visit,
  event: VisitEvent,
  staff: Pick<NamedStaff, 'name'>,
  now: Instant,
  note?: string,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended'> {
  if (partnership.state !== 'active') return refuse('ended');
  const visits = partnership.visits.map((one) => (one.number === visit.number ? visit : one));
  return withEvent({ ...partnership, visits }, event, staff, now, note);
}

const withEvent = (
  partnership: ActivePartnership,
  event: VisitEvent,
  { name }: Pick<NamedStaff, 'name'>,
  now: Instant,
  about?: string | Pick<HistoryEntry, 'date'>,
): Change<ActivePartnership, PartnershipEvent> => ({
  after: noted(partnership, now, name, event, about),
  events: [event],
});
