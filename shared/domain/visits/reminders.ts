import { type Cycle, isSchoolDay } from '../cycle.ts';
import type { Partnership } from '../partnership.ts';
import { type CalendarDate, plusDays } from '../time.ts';
import { isCancelled, type Visit } from './visit.ts';
import { endOf } from './visit-hours.ts';
import { withoutWithdrawn } from './withdrawn.ts';
import { schoolYearAfter } from './year-problem.ts';

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
/** Schools have come home by then, and remember; a visit that takes longer is asked about when it ends. */
const reflectionHour = '16:00';

/** The calls that a visit wants; none once it is cancelled, or waits because a school withdrew. */
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
 * The day on which a visit is reminded of: so many school days before it as the rules say, but never before the school year, and in
 * holidays not so early that it is forgotten again.
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
  return day;
}

/** So many school days are in twice as many days, weekends and a few holidays with them: three are in ten. */
const longestDaysBefore = (schoolDays: number): number => 2 * schoolDays + 4;

/**
 * The visit that a call is about, without visitors that withdrew, if the call still holds: the visit stands on the day for which the
 * call was set, and somebody is left to visit and to be visited.
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
