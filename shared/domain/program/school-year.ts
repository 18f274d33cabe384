import { type CalendarDate, type Instant, isWeekend, plusDays } from '#domain/base/time.ts';
import { type Cycle, todayOf } from './cycle.ts';
import type { CalendarEntry, CalendarMark, Program } from './program.ts';
import { type Level, levels, type School } from './school.ts';

const captions: Readonly<Record<CalendarMark, RegExp>> = {
  'first-day': /\bfirst day of school\b/i,
  'last-day': /\blast day of school\b/i,
};

/** The entries with a mark. A calendar without the mark says it in its events, as all did before marks existed. */
function markedIn(calendar: readonly CalendarEntry[], mark: CalendarMark): readonly CalendarEntry[] {
  const marked = calendar.filter(({ marks }) => marks === mark);
  return marked.length > 0 ? marked : calendar.filter(({ event }) => captions[mark].test(event));
}

const groupsOf = ({ appliesTo }: CalendarEntry): readonly string[] =>
  appliesTo.map((group) => group.toLowerCase());

/** The marks that hold for everyone: those for all schools, else those for every level. */
function commonMarks(calendar: readonly CalendarEntry[], mark: CalendarMark): readonly CalendarEntry[] {
  const marked = markedIn(calendar, mark);
  const forAll = marked.filter((entry) => groupsOf(entry).includes('all'));
  if (forAll.length > 0) return forAll;
  const named = new Set(marked.flatMap(groupsOf));
  return levels.every((level) => named.has(level)) ? marked : [];
}

type SchoolYear = { readonly firstDay: CalendarDate; readonly lastDay: CalendarDate };

/** The first and last day of school. If a calendar marks neither, its own first and last day. */
export function schoolYearOf(calendar: readonly CalendarEntry[]): SchoolYear | undefined {
  const [starts, ends] = [commonMarks(calendar, 'first-day'), commonMarks(calendar, 'last-day')];
  const firstDay = (starts.length > 0 ? starts : calendar).map(({ from }) => from).sort()[0];
  const lastDay = (ends.length > 0 ? ends : calendar)
    .map(({ to }) => to)
    .sort()
    .at(-1);
  return firstDay !== undefined && lastDay !== undefined && firstDay <= lastDay
    ? { firstDay, lastDay }
    : undefined;
}

/** The days of a year before a level or kind of school begins, or after it ends, as entries for it alone. */
export function daysOutside(
  calendar: readonly CalendarEntry[],
  { firstDay, lastDay }: SchoolYear,
): readonly CalendarEntry[] {
  const own = (mark: CalendarMark) =>
    markedIn(calendar, mark)
      .filter(({ from, to }) => firstDay <= from && to <= lastDay)
      .flatMap((entry) => groupsOf(entry).map((group) => ({ group, ...entry })))
      .filter(({ group }) => group !== 'all');
  const closed = (from: CalendarDate, to: CalendarDate, { group, event }: ReturnType<typeof own>[number]) =>
    from <= to ? [{ from, to, appliesTo: [group], event, studentsPresent: 'no' as const }] : [];
  return [
    ...[...Map.groupBy(own('first-day'), ({ group }) => group).values()].flatMap((starts) => {
      const [first] = starts.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      return first ? closed(firstDay, plusDays(first.from, -1), first) : [];
    }),
    ...[...Map.groupBy(own('last-day'), ({ group }) => group).values()].flatMap((ends) => {
      const last = ends.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1);
      return last ? closed(plusDays(last.to, 1), lastDay, last) : [];
    }),
  ];
}

/** Mondays to Fridays between two days. */
export function weekdaysBetween(firstDay: CalendarDate, lastDay: CalendarDate): readonly CalendarDate[] {
  const dates: CalendarDate[] = [];
  for (let date = firstDay; date <= lastDay; date = plusDays(date, 1)) if (!isWeekend(date)) dates.push(date);
  return dates;
}

/** 0 is Sunday. */
export const weekdayOf = (date: CalendarDate): number => new Date(date).getUTCDay();

/** Whether an entry takes a day from a school: the day isn't a regular one for one of the school's groups. */
const takesFrom = ({ appliesTo, studentsPresent }: CalendarEntry, groups: ReadonlySet<string>): boolean =>
  studentsPresent !== 'yes' && appliesTo.some((group) => groups.has(group.toLowerCase()));

/** 1 for each date that is a regular school day for these groups. */
export function ordinaryDays(
  dates: readonly CalendarDate[],
  calendar: readonly CalendarEntry[],
  groups: readonly string[],
): Uint8Array {
  const own = new Set(['all', ...groups.map((group) => group.toLowerCase())]);
  const taken = calendar.filter((entry) => takesFrom(entry, own));
  return Uint8Array.from(dates, (date) => (taken.some(({ from, to }) => from <= date && date <= to) ? 0 : 1));
}

// Levels end their year within this many days of each other.
const lastDaysApart = 90;

/** The first and last day of the school year that follows a cycle's deadline; undefined if its calendar has none. */
export function schoolYearAfter(cycle: Cycle): SchoolYear | undefined {
  const closed = todayOf(cycle, cycle.closesAt);
  const begins = commonMarks(cycle.calendar, 'first-day')
    .filter(({ from }) => from > closed)
    .map(({ from }) => from)
    .sort()[0];
  const ahead = cycle.calendar.filter(({ from }) => from >= (begins ?? closed));
  const [firstEnd, ...otherEnds] = commonMarks(ahead, 'last-day')
    .map(({ from }) => from)
    .sort();
  if (firstEnd === undefined) return schoolYearOf(ahead);
  const latest = plusDays(firstEnd, lastDaysApart);
  const ends = otherEnds.findLast((from) => from <= latest) ?? firstEnd;
  return schoolYearOf(ahead.filter(({ from }) => from <= ends));
}

/** Whether the school year of a cycle's visits has begun; false if its calendar has none. */
export const hasYearBegun = (cycle: Cycle, today: CalendarDate): boolean => {
  const firstDay = schoolYearAfter(cycle)?.firstDay;
  return firstDay !== undefined && firstDay <= today;
};

/** Whether today is in the school year of a cycle's visits. */
function isYearRunning(cycle: Cycle, now: Instant): boolean {
  const today = todayOf(cycle, now);
  // The calendar is large: skip reading it if the deadline is still ahead.
  if (today < todayOf(cycle, cycle.closesAt)) return false;
  const year = schoolYearAfter(cycle);
  return year !== undefined && year.firstDay <= today && today <= year.lastDay;
}

/**
 * The cycle whose school year is now, even if schools already apply for the next one. Between two years, the latest.
 * `cycles` are sorted, the latest first.
 */
export const cycleUnderWay = (cycles: readonly Cycle[], now: Instant): Cycle | undefined =>
  cycles.find((cycle) => isYearRunning(cycle, now)) ?? cycles[0];

// Names of levels and kinds contain no colon.
export const regionGroup = (region: string): string => `region:${region}`;
export const schoolGroup = (id: string): string => `school:${id}`;

/** The names of schools with several levels, with these levels in order. */
export const levelSpans = {
  'K-8': ['elementary', 'middle'],
  '6-12': ['middle', 'high'],
  'K-12': levels,
} as const satisfies Readonly<Record<string, readonly Level[]>>;

/**
 * The names that a calendar may use for a school: its levels, a name for several levels, its kind, its region, and
 * the school itself.
 */
export function calendarGroups(
  { id, levels: taught, region, kind }: Pick<School, 'id' | 'levels' | 'region' | 'kind'>,
  { calendarGroups: named }: Pick<Program, 'calendarGroups'>,
): readonly string[] {
  const own = levels.filter((level) => taught.includes(level)).join();
  const spans = Object.entries(levelSpans).flatMap(([name, span]) => (span.join() === own ? [name] : []));
  const kinds = named.filter((group) => kind?.includes(group.kind)).map(({ name }) => name);
  return [...taught, ...spans, ...kinds, regionGroup(region), schoolGroup(id)];
}
