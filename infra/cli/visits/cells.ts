import * as v from 'valibot';
import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, isUnreadable } from '../directory/cells.ts';
import { readSheetId } from '../pairing/school-sheet.ts';
import { type Columns, readSheet, type SheetRow } from '../pairing/sheet.ts';

/** A real date: not February 30, which a pattern would accept. */
export function readDate(text: string): Cell<CalendarDate> {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && isReal(text);
  return isDay ? { value: text } : { problem: `“${text.slice(0, 60)}” (expected a date like 2027-10-04)` };
}

function isReal(date: CalendarDate): boolean {
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date;
}

/** All days from one to another, inclusive. */
export function daysFrom(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** The ID of a school, partnership, or facilitator. Cells separate several with `;`, so no ID may contain it. */
export function readVisitId(text: string): Cell<string> {
  const id = readSheetId(text);
  if (isUnreadable(id) || !text.includes(';')) return id;
  return { problem: `“${text.slice(0, 60)}” (expected an ID without “;”)` };
}

/** An address that letters reach. */
export const emailSchema = v.pipe(v.string(), v.email(), v.maxLength(254));

export const readEmail = (text: string): Cell<string> =>
  v.safeParse(emailSchema, text).success
    ? { value: text }
    : { problem: `“${text.slice(0, 60)}” (expected an email address)` };

/** Reads one cell. An unreadable cell is noted with its column and is undefined, like an empty one. */
type ReadCell<Column extends string> = <T>(
  column: Column,
  reader: (text: string) => Cell<T>,
) => T | undefined;

/** A row's values and its line. */
export type Row<T> = T & { readonly line: number };

/**
 * Reads a CSV file row by row. Required columns need a value unless they may be empty, and each problem names
 * file, line, and column. `rowOf` may note more problems; its result is only used if there are none.
 */
export async function readRows<Column extends string, T extends object>(
  file: string,
  columns: Columns<Column> & { readonly mayBeEmpty?: readonly Column[] },
  rowOf: (read: ReadCell<Column>, note: (problem: string) => void) => T,
): Promise<Parsed<readonly Row<T>[]>> {
  const sheet = await readSheet(file, columns);
  if (isBroken(sheet)) return sheet;
  const problems: string[] = [];
  const rows = sheet.parsed.map((row) => {
    const note = (problem: string) => problems.push(`${file}:${row.line}: ${problem}`);
    for (const column of columns.required)
      if (row.cells[column] === '' && !columns.mayBeEmpty?.includes(column)) note(`${column}: missing`);
    return { ...rowOf(cellReader(row, note), note), line: row.line };
  });
  return problems.length > 0 ? { problems } : { parsed: rows };
}

const cellReader =
  <Column extends string>({ cells }: SheetRow<Column>, note: (problem: string) => void): ReadCell<Column> =>
  (column, reader) => {
    if (cells[column] === '') return undefined;
    const cell = reader(cells[column]);
    if (!isUnreadable(cell)) return cell.value;
    note(`${column}: ${cell.problem}`);
    return undefined;
  };
