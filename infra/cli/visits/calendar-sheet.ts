import { type CalendarDate, daysBetween } from '#domain/base/time.ts';
import { type CalendarEntry, calendarMarks } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { ordinaryDays, schoolYearOf, weekdaysBetween } from '#domain/program/school-year.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type ReadCell, readDate, readLine, readList, readOneOf } from '../cells.ts';
import { readRows } from '../sheet.ts';

const names = ['date_from', 'date_to', 'applies_to', 'event', 'students_present'] as const;
const columns = { known: [...names, 'marks'], required: names } as const;
const presences = ['yes', 'no', 'early', 'remote', 'exam'] as const;

/** A school year: its first and last day, and the days that differ from ordinary ones. */
export type SchoolYear = {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly calendar: readonly CalendarEntry[];
  /** Levels, and the kinds of school in the calendar. */
  readonly groups: readonly string[];
};

/** Reads the calendar of a school year. Every problem names the file, and its line if it has one. */
export async function readCalendar(file: string): Promise<Parsed<SchoolYear>> {
  const rows = await readRows(file, columns, (read, note): CalendarEntry => {
    const marks = read('marks', readOneOf(calendarMarks));
    return {
      ...readSpan(read, note),
      appliesTo: (read('applies_to', readList) ?? []).map(groupOf),
      event: read('event', readLine) ?? '',
      studentsPresent: read('students_present', readOneOf(presences)) ?? 'no',
      ...(marks === undefined ? {} : { marks }),
    };
  });
  if (isBroken(rows)) return rows;
  return yearOf(
    file,
    rows.parsed.map(({ line: _, ...entry }) => entry),
  );
}

/** The days of a row. Without `date_to`, it is one day. */
export function readSpan(read: ReadCell<'date_from' | 'date_to'>, note: (problem: string) => void) {
  const from = read('date_from', readDate) ?? '';
  const to = read('date_to', readDate) ?? from;
  if (from > to) note(`date_to: ${to} (expected ${from} or later)`);
  return { from, to };
}

const longestYearDays = 370;

function yearOf(file: string, calendar: readonly CalendarEntry[]): Parsed<SchoolYear> {
  const year = schoolYearOf(calendar);
  if (!year) return { problems: [`${file}: the last day of school is before the first`] };
  const { firstDay, lastDay } = year;
  // Two years in one file would count hundreds of days as available to everyone.
  if (daysBetween(firstDay, lastDay) > longestYearDays)
    return {
      problems: [`${file}: goes from ${firstDay} to ${lastDay} (expected one school year)`],
    };
  if (!ordinaryDays(weekdaysBetween(firstDay, lastDay), calendar, []).includes(1))
    return { problems: [`${file}: no school days from ${firstDay} to ${lastDay}`] };
  const kinds = calendar.flatMap(({ appliesTo }) => appliesTo).filter((name) => name !== 'all');
  return { parsed: { ...year, calendar, groups: [...new Set([...levels, ...kinds])] } };
}

/** Levels and "all" have fixed names, however a file spells them. Kinds of school keep their own names. */
const groupOf = (name: string): string =>
  [...levels, 'all'].find((known) => known === name.toLowerCase()) ?? name;
