import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { endOf, isCancelled, type Visit } from '#domain/partnership/visit.ts';
import { withoutWithdrawn } from '#domain/partnership/visit-state.ts';
import { type Cycle, isSchoolDay } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';

/** The scheduled letters of a visit: the reminder to everyone in it, and the reflection request to its schools. */
export const callKinds = ['reminder', 'reflection'] as const;
export type CallKind = (typeof callKinds)[number];

/** One scheduled call about a visit. It is valid only while the visit is on this date. */
export type VisitCall = {
  readonly kind: CallKind;
  readonly cycleId: string;
  /** The partnership's host ID. */
  readonly host: string;
  readonly visit: number;
  readonly date: CalendarDate;
};

/** When a call is due, in the program's time zone: `2026-10-05T08:00`. */
export type DueCall = { readonly call: VisitCall; readonly due: string };

const reminderHour = '08:00';
/** At this time, schools are back and still remember the visit. A longer visit is asked about when it ends. */
const reflectionHour = '16:00';

/** The calls that a visit needs; none if it is canceled or on hold. */
export function callsFor(partnership: Partnership, visit: Visit, cycle: Cycle): readonly DueCall[] {
  if (isCancelled(visit) || partnership.state !== 'active') return [];
  if (!withoutWithdrawn(partnership, visit)) return [];
  const { date, number } = visit;
  const about = { cycleId: partnership.cycleId, host: partnership.host.id, visit: number, date };
  const end = endOf(visit);
  return [
    { call: { ...about, kind: 'reminder' }, due: `${reminderDay(cycle, date)}T${reminderHour}` },
    {
      call: { ...about, kind: 'reflection' },
      due: `${date}T${end > reflectionHour ? end : reflectionHour}`,
    },
  ];
}

/**
 * The day of a visit's reminder, a school day: as many school days before the visit as the rules say, but not before the
 * school year. If a recess would make it so early that people forget, it comes on the last school day before the recess.
 */
function reminderDay(cycle: Cycle, date: CalendarDate): CalendarDate {
  const count = cycle.program.visits.reminderSchoolDays;
  const firstDay = schoolYearAfter(cycle)?.firstDay;
  const limit = plusDays(date, -longestDaysBefore(count));
  const earliest = firstDay !== undefined && limit < firstDay && firstDay <= date ? firstDay : limit;
  let left = count;
  let day = date;
  while (left > 0 && day > earliest) {
    day = plusDays(day, -1);
    if (isSchoolDay(cycle, day)) left -= 1;
  }
  while (day !== firstDay && !isSchoolDay(cycle, day)) day = plusDays(day, -1);
  return day;
}

/** The most days in which that many school days fit, with weekends and a few holidays: 3 school days in 10 days. */
const longestDaysBefore = (schoolDays: number): number => 2 * schoolDays + 4;

/**
 * The visit of a call, without visitors that withdrew, if the call is still valid: the visit is on the same date,
 * with schools left on both sides.
 */
export function calledVisit(
  partnership: Partnership | undefined,
  { visit: number, date }: VisitCall,
): Exclude<Visit, { state: 'cancelled' }> | undefined {
  if (partnership?.state !== 'active') return undefined;
  const visit = partnership.visits.find((one) => one.number === number);
  return visit && !isCancelled(visit) && visit.date === date
    ? withoutWithdrawn(partnership, visit)
    : undefined;
}
