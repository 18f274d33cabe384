import { parse } from 'csv-parse/sync';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { cellReader, type ReadCell } from './cells.ts';
import { inFile, readText } from './text-file.ts';

/** One row: its line, counted from 1 including the header, and its trimmed cells by column. */
export type SheetRow<Column extends string> = {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
};

/** The columns that a CSV file may have and must have. */
type Columns<Column extends string> = {
  readonly known: readonly Column[];
  readonly required: readonly Column[];
};

/**
 * Reads a whole CSV file or nothing, because an unknown column might be a misspelled one that matters. Every
 * problem starts with the file, and its line if it has one.
 */
export async function readSheet<Column extends string>(
  file: string,
  columns: Columns<Column>,
): Promise<Parsed<readonly SheetRow<Column>[]>> {
  const text = await readText(file);
  if (isBroken(text)) return inFile(file, text);
  const raw = rawRows(text.parsed);
  const [damaged] = raw.problems;
  if (damaged) return { problems: [`${file}:${damaged.line}: ${damaged.reason}`] };
  // Spreadsheets save emptied rows as commas only.
  const [header, ...rows] = raw.rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) return { problems: [`${file}: no header row`] };
  const problems = [
    ...headerProblems(header.cells, columns).map((problem) => `${file}:${header.line}: ${problem}`),
    ...rows
      .filter(({ cells }) => cells.length !== header.cells.length)
      .map(
        ({ line, cells }) =>
          `${file}:${line}: the row has ${cells.length} values, but the header has ${header.cells.length} columns`,
      ),
  ];
  if (problems.length > 0) return { problems };
  if (rows.length === 0) return { problems: [`${file}: no rows below the header`] };
  return { parsed: rows.map(({ line, cells }) => ({ line, cells: byColumn(columns, header.cells, cells) })) };
}

/** A raw row, and the line of its last character. */
export type RawRow = { readonly line: number; readonly cells: readonly string[] };
export type RawRows = {
  readonly rows: readonly RawRow[];
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
};

/** The rows of CSV text. Damaged rows are problems. */
export function rawRows(text: string, linesBefore = 0): RawRows {
  const rows: RawRow[] = [];
  const problems: RawRows['problems'][number][] = [];
  parse(text, {
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: readonly string[], { lines }) => {
      rows.push({ line: linesBefore + lines, cells });
      return null;
    },
    on_skip: (error) => {
      const line = linesBefore + Number(error?.lines ?? 1);
      problems.push({ line, reason: 'misplaced quotation mark' });
    },
  });
  return { rows, problems };
}

function headerProblems<Column extends string>(
  header: readonly string[],
  { known, required }: Columns<Column>,
): readonly string[] {
  const names: readonly string[] = known;
  return [
    ...header
      .filter((name) => !names.includes(name))
      .map((name) => `unknown column “${name}” (expected one of ${known.join(', ')})`),
    ...header
      .filter((name, index) => names.includes(name) && header.indexOf(name) < index)
      .map((name) => `column ${name} appears twice`),
    ...required.filter((name) => !header.includes(name)).map((name) => `column ${name} is missing`),
  ];
}

function byColumn<Column extends string>(
  { known }: Columns<Column>,
  header: readonly string[],
  cells: readonly string[],
): Record<Column, string> {
  const row = new Map(header.map((name, index) => [name, cells[index] ?? '']));
  return recordOf(known, (name) => row.get(name) ?? '');
}

/** A record with a value for every key. */
function recordOf<Key extends string>(
  keys: readonly Key[],
  cellOf: (key: Key) => string,
): Record<Key, string>;
function recordOf(keys: readonly string[], cellOf: (key: string) => string): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, cellOf(key)]));
}

/** A row's values and its line. */
export type Row<T> = T & { readonly line: number };

/**
 * Reads a CSV file row by row. Required columns need a value unless they may be empty, a `unique` ID is in one
 * row only, and each problem names file, line, and column. `rowOf` may note more problems; its result is only
 * used if there are none.
 */
export async function readRows<Column extends string, T extends object>(
  file: string,
  columns: Columns<Column> & { readonly mayBeEmpty?: readonly Column[]; readonly unique?: Column },
  rowOf: (read: ReadCell<Column>, note: (problem: string) => void) => T,
): Promise<Parsed<readonly Row<T>[]>> {
  const sheet = await readSheet(file, columns);
  if (isBroken(sheet)) return sheet;
  const problems: string[] = [];
  const lines = new Map<string, number>();
  const rows = sheet.parsed.map(({ line, cells }) => {
    const before = problems.length;
    const note = (problem: string) => problems.push(`${file}:${line}: ${problem}`);
    for (const column of columns.required)
      if (cells[column] === '' && !columns.mayBeEmpty?.includes(column)) note(`${column}: missing`);
    const row = { ...rowOf(cellReader(cells, note), note), line };
    if (columns.unique === undefined || problems.length > before) return row;
    const id = cells[columns.unique];
    const earlier = lines.get(id);
    if (earlier === undefined) lines.set(id, line);
    else note(`${columns.unique}: “${id}” is already on line ${earlier}`);
    return row;
  });
  return problems.length > 0 ? { problems } : { parsed: rows };
}
