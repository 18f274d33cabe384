import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, isUnreadable } from '../directory/cells.ts';
import { type Columns, readSheet, type SheetRow } from '../pairing/sheet.ts';

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
