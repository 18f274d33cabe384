import { parse } from 'csv-parse/sync';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readText } from '../text-file.ts';

/** One row: its line, counted from 1 including the header, and its trimmed cells by column. */
export type SheetRow<Column extends string> = {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
};

/** The columns that a CSV file may have and must have. */
export type Columns<Column extends string> = {
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
  if (isBroken(text)) return { problems: text.problems.map((problem) => `${file}: ${problem}`) };
  const records = recordsOf(text.parsed);
  if (isBroken(records)) return { problems: records.problems.map((problem) => `${file}${problem}`) };
  const [header, ...rows] = records.parsed;
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

type RawRow = { readonly line: number; readonly cells: readonly string[] };

function recordsOf(text: string): Parsed<readonly RawRow[]> {
  const rows: RawRow[] = [];
  try {
    parse(text, {
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], { lines }) => {
        // Spreadsheets save emptied rows as commas only.
        if (cells.some((cell) => cell !== '')) rows.push({ line: lines, cells });
        return null;
      },
    });
    return { parsed: rows };
  } catch (error) {
    if (!(error instanceof Error && 'lines' in error)) throw error;
    return { problems: [`:${error.lines}: misplaced quotation mark`] };
  }
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
