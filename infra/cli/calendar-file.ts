import { type CalendarDate, daysBetween, isWeekend } from '#domain/base/time.ts';
import { type CalendarEntry, calendarMarks } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { levelSpans, schoolYearOf } from '#domain/program/school-year.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import {
  eachWordOf,
  known,
  type ReadCell,
  readDate,
  readLine,
  readName,
  readOneOf,
  yesAndNo,
} from './cells.ts';
import { type Names, namesIn, oneSpelling } from './names.ts';
import { type Ignored, type OnLine, onLines, type Row, readRows } from './sheet.ts';

const names = ['date_from', 'date_to', 'applies_to', 'event', 'students_present'] as const;
const columns = { known: [...names, 'marks'], required: names } as const;
const presences = ['yes', 'no', 'early', 'remote', 'exam'] as const;
const readPresence = readOneOf(presences, `one of ${presences.join(', ')}`, yesAndNo);
const readMark = readOneOf(calendarMarks);

/** The groups that any calendar may name: everyone, levels, and schools with several levels. */
const commonGroups = ['all', ...levels, ...Object.keys(levelSpans)];

/** The groups of a calendar, if `kinds` are all others that schools have. */
export const groupsWith = (kinds: Iterable<string>): Names => namesIn([...commonGroups, ...kinds]);

/** A row of a calendar. */
export type CalendarRow = Row<CalendarEntry>;

/** The calendar of its rows. */
export const calendarOf = (rows: readonly CalendarRow[]): readonly CalendarEntry[] =>
  rows.map(({ line: _, ...entry }) => entry);

/** Reads a calendar. Without `groups`, it may name any. Every problem names the file, and its line if it has one. */
export async function readCalendar(
  file: string,
  ignored: Ignored,
  groups?: Names,
): Promise<Parsed<readonly CalendarRow[]>> {
  const spelling = oneSpelling(commonGroups);
  const readGroup = groups
    ? readName(groups, 'a level or a kind of school in the program')
    : (text: string) => ({ value: spelling(text) });
  const readGroups = eachWordOf(readGroup);
  const rows = await readRows(
    file,
    columns,
    ignored,
    (read, note): CalendarEntry => ({
      ...readSpan(read, note),
      appliesTo: read('applies_to', readGroups) ?? [],
      event: read('event', readLine) ?? '',
      studentsPresent: read('students_present', readPresence) ?? 'no',
      ...known({ marks: read('marks', readMark) }),
    }),
  );
  if (isBroken(rows)) return rows;
  const problems = [...markProblems(rows.parsed), ...yearProblems(rows.parsed)];
  return problems.length > 0 ? { problems: onLines(file, problems) } : rows;
}

const longestYearDays = 370;
// A calendar may begin with the school year in which schools apply, and end with the summer after theirs.
const [mostDaysBefore, mostDaysAfter] = [250, 100];

/** Marks that can't be right: two in one year for the same schools, or one on a weekend. */
const markProblems = (rows: readonly CalendarRow[]): readonly OnLine[] =>
  rows.flatMap(({ line, marks, from, appliesTo }, index) => {
    if (marks === undefined) return [];
    const earlier = rows
      .slice(0, index)
      .find(
        (row) =>
          row.marks === marks &&
          row.appliesTo.some((group) => appliesTo.includes(group)) &&
          Math.abs(daysBetween(row.from, from)) < mostDaysBefore,
      );
    return [
      ...(earlier ? [{ line, problem: `marks: ${marks} is already on line ${earlier.line}` }] : []),
      ...(isWeekend(from)
        ? [{ line, problem: `date_from: ${from} is on a weekend (expected a school day)` }]
        : []),
    ];
  });

/** Days that a misspelled year moved away: a day off would turn into a school day. */
function yearProblems(rows: readonly CalendarRow[]): readonly OnLine[] {
  const year = schoolYearOf(calendarOf(rows));
  const [first] = rows;
  if (!first) return [];
  if (!year) return [{ line: first.line, problem: 'the last day of school is before the first' }];
  const { firstDay, lastDay } = year;
  if (daysBetween(firstDay, lastDay) > longestYearDays)
    return [{ line: first.line, problem: `goes from ${firstDay} to ${lastDay} (expected one school year)` }];
  return rows
    .filter(
      ({ from, to }) =>
        daysBetween(to, firstDay) > mostDaysBefore || daysBetween(lastDay, from) > mostDaysAfter,
    )
    .map(({ line, from }) => ({
      line,
      problem: `date_from: ${from} is far outside the school year, ${firstDay} to ${lastDay}`,
    }));
}

/** The days of a row. Without `date_to`, it is one day. */
export function readSpan(
  read: ReadCell<'date_from' | 'date_to'>,
  note: (problem: string) => void,
): { readonly from: CalendarDate; readonly to: CalendarDate } {
  const from = read('date_from', readDate) ?? '';
  const to = read('date_to', readDate) ?? from;
  if (from > to) note(`date_to: ${to} (expected ${from} or later)`);
  return { from, to };
}
