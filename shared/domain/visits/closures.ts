import { type Change, type Refusal, refuse, wasLast } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, type Instant, isWeekend } from '#domain/base/time.ts';
import type { PairedSchool } from '#domain/partnership/partnership.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import type { Program } from '#domain/program/program.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import type { YearEvent } from './events.ts';
import { changed, type LostDay, type VisitYear, type Whose } from './visit-year.ts';

const isSame = (one: Whose, other: Whose): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Why a date isn't a weekday of the school year. */
export type OffYear =
  | Refusal<'no-school-year' | 'weekend'>
  | (Refusal<'outside-year'> & { readonly firstDay: CalendarDate; readonly lastDay: CalendarDate });

export function whyOffYear(cycle: Cycle, date: CalendarDate): OffYear | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return refuse('no-school-year');
  if (date < year.firstDay || date > year.lastDay) return { ...refuse('outside-year'), ...year };
  return isWeekend(date) ? refuse('weekend') : undefined;
}

/** Why a closure can't be reported for a date. */
export type NoClosure = OffYear | Refusal<'over'> | (Refusal<'holiday'> & { readonly event: string });

/** Why a closure isn't allowed on a date; undefined if it is. */
export function whyNotADay(cycle: Cycle, date: CalendarDate, today: CalendarDate): NoClosure | undefined {
  if (date < today) return refuse('over');
  const why = whyOffYear(cycle, date);
  if (why) return why;
  const holiday = cycle.calendar.find(
    ({ from, to, appliesTo, studentsPresent }) =>
      from <= date && date <= to && studentsPresent === 'no' && appliesTo.includes('all'),
  );
  return holiday && { ...refuse('holiday'), event: holiday.event };
}

/** The closures that a person may report: of all schools, of these regions, or of these schools. */
export type Reach = {
  readonly all: boolean;
  readonly regions: readonly string[];
  readonly schools: readonly PairedSchool[];
};

/** `own`: the schools of a facilitator's partnerships; undefined for a director. */
export function reachOf(
  { regions, visits }: Pick<Program, 'regions' | 'visits'>,
  all: readonly PairedSchool[],
  own: readonly PairedSchool[] | undefined,
): Reach {
  if (!own) return { all: true, regions, schools: all };
  const inReach = visits.facilitatorsClose === 'region' ? own.map(({ region }) => region) : [];
  return { all: false, regions: regions.filter((region) => inReach.includes(region)), schools: own };
}

/** The kinds of closures among them, the widest first. */
export const kindsIn = ({ all, regions }: Reach): readonly Whose['kind'][] => [
  ...(all ? (['all'] as const) : []),
  ...(regions.length > 0 ? (['region'] as const) : []),
  'school',
];

export function mayClose({ all, regions, schools }: Reach, whose: Whose): boolean {
  switch (whose.kind) {
    case 'all':
      return all;
    case 'region':
      return regions.includes(whose.region);
    case 'school':
      return schools.some(({ id }) => id === whose.school);
  }
}

/** Adds a closure. The caller moves the visits on that day: see `repairYears`. */
export function loseDay(
  year: VisitYear,
  day: LostDay,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> | Refusal<'already-lost'> | NoClosure {
  const why = whyNotADay(cycle, day.date, todayOf(cycle, now));
  if (why) return why;
  if (year.lostDays.some(({ date, whose }) => date === day.date && isSame(whose, day.whose)))
    return refuse('already-lost');
  const lostDays = [...year.lostDays, day].sort((a, b) => (a.date < b.date ? -1 : 1));
  return changed({ ...year, lostDays }, { type: 'day-lost' }, staff, now, `${day.date}: ${day.reason}`);
}

/**
 * Removes a closure. The day can have visits again. Visits that moved away stay where they are. The same again changes
 * nothing.
 */
export function regainDay(
  year: VisitYear,
  date: CalendarDate,
  whose: Whose,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> | Refusal<'not-lost'> {
  const lostDays = year.lostDays.filter((day) => day.date !== date || !isSame(day.whose, whose));
  if (lostDays.length === year.lostDays.length)
    return wasLast(year, { what: 'day-regained', by: staff.name, note: date })
      ? { after: year, events: [] }
      : refuse('not-lost');
  return changed({ ...year, lostDays }, { type: 'day-regained' }, staff, now, date);
}
