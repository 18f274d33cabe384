import type { CalendarDate } from '#domain/base/time.ts';
import { type CalendarEntry, calendarMarks } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { levelSpans } from '#domain/program/school-year.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { eachOf, known, type ReadCell, readDate, readLine, readName, readOneOf } from './cells.ts';
import { type Names, namesIn, oneSpelling } from './names.ts';
import { type Ignored, type Row, readRows } from './sheet.ts';

const names = ['date_from', 'date_to', 'applies_to', 'event', 'students_present'] as const;
const columns = { known: [...names, 'marks'], required: names } as const;
const readPresence = readOneOf(['yes', 'no', 'early', 'remote', 'exam']);
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
export function readCalendar(
  file: string,
  ignored: Ignored,
  groups?: Names,
): Promise<Parsed<readonly CalendarRow[]>> {
  const spelling = oneSpelling(commonGroups);
  const readGroup = groups
    ? readName(groups, 'a level or a kind of school in the program')
    : (text: string) => ({ value: spelling(text) });
  const readGroups = eachOf(readGroup);
  return readRows(
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
