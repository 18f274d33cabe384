import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import type { PairedSchool, Partnership } from '#domain/partnership/partnership.ts';
import { standing, type Visit } from '#domain/partnership/visit.ts';
import { calendarGroups, schoolYearAfter } from '#domain/program/school-year.ts';
import type { Setting } from './schedule.ts';
import type { CoachingSession, LostDay } from './visit-year.ts';

/** What a calendar shows: its visits, and the schools whose holidays count. */
export type CalendarView = {
  readonly schools: readonly PairedSchool[];
  readonly visits: readonly { readonly partnership: Partnership; readonly visit: Visit }[];
};

/** An entry of a day, other than teaching. */
export type DayEntry =
  | { readonly kind: 'visit'; readonly partnership: Partnership; readonly visit: Visit }
  | { readonly kind: 'coaching'; readonly session: CoachingSession }
  | { readonly kind: 'lost'; readonly day: LostDay }
  /** `groups` holds its levels and kinds; empty means all schools. */
  | { readonly kind: 'no-visits'; readonly event: string; readonly groups: readonly string[] };

export type CalendarDay = { readonly date: CalendarDate; readonly entries: readonly DayEntry[] };

/** A month of a school year, `2014-11`, in weeks from Monday to Friday. Days of other months are undefined. */
export type CalendarMonth = {
  readonly month: string;
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[];
};

/** The visits of some partnerships and the holidays of all their schools. */
export const viewOf = (
  partnerships: readonly Partnership[],
  isShown: (visit: Visit) => boolean,
  schools: readonly PairedSchool[],
): CalendarView => ({
  schools,
  visits: partnerships.flatMap((partnership) =>
    standing(partnership.visits)
      .filter(isShown)
      .map((visit) => ({ partnership, visit })),
  ),
});

/** The months of the school year; empty if the cycle's calendar has no school year. */
export function yearCalendar(setting: Setting, view: CalendarView): readonly CalendarMonth[] {
  const year = schoolYearAfter(setting.cycle);
  if (!year) return [];
  const entriesOn = entriesOf(setting, view);
  const months: string[] = [];
  for (let day = year.firstDay; day.slice(0, 7) <= year.lastDay.slice(0, 7); day = plusDays(day, 1))
    if (months.at(-1) !== day.slice(0, 7)) months.push(day.slice(0, 7));
  return months.map((month) => ({
    month,
    weeks: weeksOf(month).map((week) =>
      week.map((date) =>
        date.startsWith(month)
          ? { date, entries: date < year.firstDay || date > year.lastDay ? [] : entriesOn(date) }
          : undefined,
      ),
    ),
  }));
}

/** The weeks of a month that contain one of its weekdays. */
function weeksOf(month: string): readonly (readonly CalendarDate[])[] {
  const first = `${month}-01`;
  const monday = plusDays(first, -((new Date(first).getUTCDay() + 6) % 7));
  const weeks: CalendarDate[][] = [];
  for (let start = monday; start.slice(0, 7) <= month; start = plusDays(start, 7)) {
    const week = [0, 1, 2, 3, 4].map((day) => plusDays(start, day));
    if (week.some((date) => date.startsWith(month))) weeks.push(week);
  }
  return weeks;
}

function entriesOf({ cycle, year }: Setting, { schools, visits }: CalendarView) {
  const groups = new Set(
    ['all', ...schools.flatMap((school) => calendarGroups(school, cycle.program))].map((group) =>
      group.toLowerCase(),
    ),
  );
  const isTheirs = ({ whose }: LostDay): boolean =>
    whose.kind === 'all' ||
    schools.some(({ id, region }) =>
      whose.kind === 'school' ? id === whose.school : region === whose.region,
    );
  const holidays = cycle.calendar.filter(
    ({ studentsPresent, appliesTo }) =>
      studentsPresent !== 'yes' && appliesTo.some((group) => groups.has(group.toLowerCase())),
  );
  return (date: CalendarDate): readonly DayEntry[] => [
    ...visits.filter(({ visit }) => visit.date === date).map((one): DayEntry => ({ kind: 'visit', ...one })),
    ...year.coaching
      .filter((session) => session.state === 'booked' && session.date === date)
      .map((session): DayEntry => ({ kind: 'coaching', session })),
    ...year.lostDays
      .filter((day) => day.date === date && isTheirs(day))
      .map((day): DayEntry => ({ kind: 'lost', day })),
    ...holidays
      .filter(({ from, to }) => from <= date && date <= to)
      .map(
        ({ event, appliesTo }): DayEntry => ({
          kind: 'no-visits',
          event,
          groups: appliesTo.includes('all')
            ? []
            : appliesTo.filter((group) => groups.has(group.toLowerCase())),
        }),
      ),
  ];
}
