import { type Cycle, isSchoolDay } from '../cycle.ts';
import type { Partnership } from '../partnership.ts';
import { type CalendarDate, plusDays } from '../time.ts';
import { isCancelled, type Visit } from './visit.ts';

/** What is due by the clock for one visit: reminding everybody in it, and asking its schools what they took from it. */
export const callKinds = ['reminder', 'reflection'] as const;
export type CallKind = (typeof callKinds)[number];

/** One call about one visit, which holds only as long as the visit is on the day that it names. */
export type VisitCall = {
  readonly kind: CallKind;
  readonly cycleId: string;
  /** The partnership, by its host. */
  readonly host: string;
  readonly visit: number;
  readonly date: CalendarDate;
};

/** When a call is due, wall time of the program: `2026-10-05T08:00`. */
export type DueCall = { readonly call: VisitCall; readonly due: string };

const reminderHour = '08:00';
/** Schools have come home by then, and remember. */
const reflectionHour = '16:00';

/** The calls that a visit wants; none once it is cancelled. */
export function callsFor(partnership: Partnership, visit: Visit, cycle: Cycle): readonly DueCall[] {
  if (isCancelled(visit) || partnership.state !== 'active') return [];
  const { date, number } = visit;
  const about = { cycleId: partnership.cycleId, host: partnership.host.id, visit: number, date };
  const daysBefore = cycle.program.visits.reminderSchoolDays;
  return [
    {
      call: { ...about, kind: 'reminder' },
      due: `${schoolDaysBefore(cycle, date, daysBefore)}T${reminderHour}`,
    },
    { call: { ...about, kind: 'reflection' }, due: `${date}T${reflectionHour}` },
  ];
}

/** The school day that is `count` school days before a date; the search ends after a long summer. */
function schoolDaysBefore(cycle: Cycle, date: CalendarDate, count: number): CalendarDate {
  let left = count;
  let day = date;
  for (let back = 0; left > 0 && back < 120; back += 1) {
    day = plusDays(day, -1);
    if (isSchoolDay(cycle, day)) left -= 1;
  }
  return day;
}

/** The visit that a call is about, if the call still holds: the visit stands on the day for which the call was set. */
export function calledVisit(
  partnership: Partnership | undefined,
  { visit: number, date }: VisitCall,
): Exclude<Visit, { state: 'cancelled' }> | undefined {
  if (partnership?.state !== 'active') return undefined;
  const visit = partnership.visits.find((one) => one.number === number);
  return visit && !isCancelled(visit) && visit.date === date ? visit : undefined;
}
