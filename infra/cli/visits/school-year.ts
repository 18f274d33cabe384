import type { CalendarDate } from '#domain/base/time.ts';
import type { CalendarEntry } from '#domain/program/program.ts';
import { daysOutside, ordinaryDays, schoolYearOf, weekdaysBetween } from '#domain/program/school-year.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type CalendarRow, calendarOf, groupsWith, readCalendar } from '../calendar-file.ts';
import { type Names, namesIn } from '../names.ts';
import type { Ignored } from '../sheet.ts';
import type { RulesFile } from './rules-file.ts';

/** A school year: its first and last day, and the days that differ from ordinary ones. */
export type SchoolYear = {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly calendar: readonly CalendarEntry[];
  readonly rows: readonly CalendarRow[];
  /** The names that schools may have as levels: levels, and the kinds of school in the calendar. */
  readonly groups: Names;
};

/** Reads the calendar of a school year. Every problem names the file, and its line if it has one. */
export async function readSchoolYear(file: string, ignored: Ignored): Promise<Parsed<SchoolYear>> {
  const rows = await readCalendar(file, ignored);
  if (isBroken(rows)) return rows;
  const calendar = calendarOf(rows.parsed);
  const year = schoolYearOf(calendar);
  if (!year) return { problems: [`${file}: the last day of school is before the first`] };
  const { firstDay, lastDay } = year;
  if (!ordinaryDays(weekdaysBetween(firstDay, lastDay), calendar, []).includes(1))
    return { problems: [`${file}: no school days from ${firstDay} to ${lastDay}`] };
  const named = calendar.flatMap(({ appliesTo }) => appliesTo).filter((name) => name !== 'all');
  const groups = namesIn(new Set([...groupsWith([]).all.filter((name) => name !== 'all'), ...named]));
  return {
    parsed: { ...year, calendar: [...calendar, ...daysOutside(calendar, year)], rows: rows.parsed, groups },
  };
}

/** Groups that no school has. A misspelled one would turn days off into school days. */
export function groupProblems(
  file: string,
  { rows }: SchoolYear,
  schoolGroups: Iterable<string>,
  { calendarGroups }: Pick<RulesFile, 'calendarGroups'>,
): readonly string[] {
  const known = groupsWith([...schoolGroups, ...calendarGroups.map(({ name }) => name)]);
  return rows.flatMap(({ appliesTo, line }) =>
    appliesTo
      .filter((name) => known.find(name) === undefined)
      .map((name) => {
        const expected = known.meant(name) ?? 'expected all, a level, or a kind of school';
        return `${file}:${line}: applies_to: no school is “${name}” (${expected})`;
      }),
  );
}
