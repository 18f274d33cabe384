import { parse } from 'csv-parse/sync';
import { isBlank } from '#domain/base/characters.ts';
import { uninert } from '#sheets/csv.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { cellReader, type ReadCell } from './cells.ts';
import { folded, namesIn } from './names.ts';
import { decoded, inFile, readBytes } from './text-file.ts';

/** A row and its line in the file, counted from 1. */
type RawRow = { readonly line: number; readonly cells: readonly string[] };
/** A problem of one line. */
export type OnLine = { readonly line: number; readonly problem: string };

/** A spreadsheet as it is: a header, rows as wide as the header, and the lines that can't be read. */
export type Table = {
  readonly header: RawRow;
  readonly rows: readonly RawRow[];
  readonly damaged: readonly OnLine[];
};

/** Reads a spreadsheet: a workbook (xlsx), or CSV as any program saves it. */
export async function readTable(file: string): Promise<Parsed<Table>> {
  const bytes = await readBytes(file);
  return inFile(file, isBroken(bytes) ? bytes : await tableOf(bytes.parsed));
}

async function tableOf(bytes: Buffer): Promise<Parsed<Table>> {
  const start = bytes.toString('latin1', 0, 4);
  if (start === 'PK\x03\x04') return tableOfWorkbook(bytes);
  const text = start === '\xd0\xcf\x11\xe0' ? undefined : decoded(bytes);
  if (text !== undefined) return tableIn(text);
  return { problems: ['not a spreadsheet (save it as .xlsx without a password, or as “CSV UTF-8”)'] };
}

/** The first sheet of a workbook. */
async function tableOfWorkbook(bytes: Buffer): Promise<Parsed<Table>> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(bytes);
    return tableFrom(
      rows.map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cleaned(textOf(cell))) })),
      [],
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: ['the workbook can’t be read (save it again as .xlsx, or as “CSV UTF-8”)'] };
  }
}

/** A cell of a workbook as someone would type it. Times have no date, and dates usually no time. */
function textOf(cell: unknown): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (!(cell instanceof Date)) return String(cell ?? '');
  const [date = '', time = ''] = new Date(Math.round(cell.getTime() / 60_000) * 60_000)
    .toISOString()
    .slice(0, 16)
    .split('T');
  if (date < '1901') return time;
  return time === '00:00' ? date : `${date}T${time}`;
}

/** CSV text as a table. */
export function tableIn(text: string): Parsed<Table> {
  const [firstLine = '', named] = /^\uFEFF?"?sep=(.)"?[,;\t]*(?:\r\n|\n|\r)/i.exec(text) ?? [];
  const body = text.slice(firstLine.length).replaceAll(/\r\n?/g, '\n');
  const linesBefore = firstLine === '' ? 0 : 1;
  const separator = named ?? separatorIn(body);
  const { rows, damaged } = csvRows(body, separator, linesBefore);
  if (damaged.length === 0) return tableFrom(rows, []);
  // One misplaced quotation mark would swallow all rows after it. Read line by line, only damaged lines are lost.
  const lines = body.split('\n').map((line, index) => csvRows(line, separator, linesBefore + index));
  return tableFrom(
    lines.flatMap((line) => (line.damaged.length > 0 ? [] : line.rows)),
    lines.flatMap((line) => line.damaged.slice(0, 1)),
  );
}

const separators = [',', ';', '\t'] as const;

/** The separator that the first line has most often, outside of quotation marks. */
function separatorIn(text: string): string {
  const unquoted = text.slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const first = unquoted.split('\n').find((line) => line.trim() !== '') ?? '';
  const count = (separator: string) => first.split(separator).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function csvRows(text: string, delimiter: string, linesBefore: number) {
  const rows: RawRow[] = [];
  const damaged: OnLine[] = [];
  let lastLine = linesBefore;
  parse(text, {
    bom: true,
    delimiter,
    record_delimiter: '\n',
    trim: delimiter !== '\t',
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: readonly string[], { lines }) => {
      rows.push({ line: lastLine + 1, cells: cells.map(cleaned) });
      lastLine = linesBefore + lines;
      return null;
    },
    on_skip: (error) => {
      const line = linesBefore + Number(error?.lines ?? 1);
      damaged.push({ line, problem: 'misplaced quotation mark (expected two in a cell that has one)' });
    },
  });
  return { rows, damaged };
}

/** A cell as people see it. One without any visible character is empty. */
function cleaned(cell: string): string {
  const text = uninert(cell.normalize('NFC').trim()).trim();
  return isBlank(text) ? '' : text;
}

/** The width of the cells that have something in them. */
const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '') + 1;

/** Spreadsheets leave blank rows and columns behind, which don't count. */
function tableFrom(all: readonly RawRow[], damaged: readonly OnLine[]): Parsed<Table> {
  const [header, ...rows] = all.filter(({ cells }) => widthOf(cells) > 0);
  if (!header) return { problems: ['no header row'] };
  const width = widthOf(header.cells);
  const misfits = rows.flatMap(({ line, cells }): readonly OnLine[] => {
    const own = cells.length < width ? cells.length : widthOf(cells);
    if (cells.length >= width && own <= width) return [];
    return [{ line, problem: `the row has ${own} values, but the header has ${width} columns` }];
  });
  const misfit = new Set(misfits.map(({ line }) => line));
  const fitted = ({ line, cells }: RawRow): RawRow => ({ line, cells: cells.slice(0, width) });
  return {
    parsed: {
      header: fitted(header),
      rows: rows.filter(({ line }) => !misfit.has(line)).map(fitted),
      damaged: [...damaged, ...misfits],
    },
  };
}

/** The columns of a sheet. Headers name them in any case. */
export type Columns<Column extends string> = {
  readonly known: readonly Column[];
  readonly required: readonly Column[];
  /** Required columns whose cells may be empty. */
  readonly mayBeEmpty?: readonly Column[];
  /** Other headers for some of the columns. */
  readonly aliases?: readonly (readonly [alias: string, column: Column])[];
  /** A list that may be empty, such as locks. */
  readonly mayHaveNoRows?: boolean;
};

/** The columns that may be there without being read: their names, or any. */
export type Ignored = readonly string[] | 'others';

/** A row's values and its line. */
export type Row<T> = T & { readonly line: number };

/** Reads the cells of one row, and notes its problems. */
type RowReader<Column extends string, T> = (
  read: ReadCell<Column>,
  note: (problem: string) => void,
  cells: Readonly<Record<Column, string>>,
) => T;

/** The good rows, and the problems of the others, by line. */
type Rows<T> = { readonly rows: readonly Row<T>[]; readonly problems: readonly OnLine[] };

/**
 * Reads a table row by row. Required columns need a value unless they may be empty. `rowOf` reads the cells and may
 * note more problems. A row with problems isn't among the rows. Only one row may have an ID of `idOf`, in any case.
 */
export function rowsIn<Column extends string, T extends object>(
  file: string,
  { header, rows, damaged }: Table,
  columns: Columns<Column>,
  ignored: Ignored,
  rowOf: RowReader<Column, T>,
  idOf: (row: T) => string = () => '',
): Parsed<Rows<T>> {
  const wrong = [...headerProblems(header.cells, columns, ignored), ...unnamedColumns(header, rows)];
  if (wrong.length > 0) return { problems: wrong.map((problem) => `${file}:${header.line}: ${problem}`) };
  if (rows.length + damaged.length === 0 && !columns.mayHaveNoRows)
    return { problems: [`${file}: no rows below the header`] };
  const names = namesIn(columns.known, columns.aliases);
  const found = header.cells.map((name) => names.find(name));
  const places = new Map(columns.known.map((name) => [name, found.indexOf(name)]));
  const problems = [...damaged];
  const good: Row<T>[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells: raw } of rows) {
    const cells = recordOf(columns.known, (name) => raw[places.get(name) ?? -1] ?? '');
    const before = problems.length;
    const note = (problem: string) => problems.push({ line, problem });
    for (const column of columns.required)
      if (cells[column] === '' && !columns.mayBeEmpty?.includes(column)) note(`${column}: missing`);
    const row = rowOf(cellReader(cells, note), note, cells);
    const id = idOf(row);
    const earlier = lines.get(folded(id));
    if (earlier !== undefined) note(`id: “${id}” is already on line ${earlier}`);
    if (problems.length > before) continue;
    if (id !== '') lines.set(folded(id), line);
    good.push({ ...row, line });
  }
  return { parsed: { rows: good, problems: problems.toSorted((a, b) => a.line - b.line) } };
}

/**
 * Reads all rows of a file or none, because a row that is left out might matter. Every problem starts with the file,
 * and its line if it has one.
 */
export async function readRows<Column extends string, T extends object>(
  file: string,
  columns: Columns<Column>,
  ignored: Ignored,
  rowOf: RowReader<Column, T>,
  idOf?: (row: T) => string,
): Promise<Parsed<readonly Row<T>[]>> {
  const table = await readTable(file);
  if (isBroken(table)) return table;
  const read = rowsIn(file, table.parsed, columns, ignored, rowOf, idOf);
  if (isBroken(read)) return read;
  const { rows, problems } = read.parsed;
  return problems.length > 0 ? { problems: onLines(file, problems) } : { parsed: rows };
}

/** Problems as people read them. */
export const onLines = (file: string, problems: readonly OnLine[]): readonly string[] =>
  problems.map(({ line, problem }) => `${file}:${line}: ${problem}`);

function headerProblems<Column extends string>(
  header: readonly string[],
  { known, required, aliases }: Columns<Column>,
  ignored: Ignored,
): readonly string[] {
  const names = namesIn(known, aliases);
  const mayStay = ignored === 'others' ? undefined : namesIn(ignored);
  const isIgnored = (name: string) => !mayStay || name === '' || mayStay.find(name) !== undefined;
  const found = header.flatMap((name) => names.find(name) ?? []);
  return [
    ...header
      .filter((name) => names.find(name) === undefined && !isIgnored(name))
      .map((name) => {
        const meant = names.meant(name);
        const expected = meant === undefined ? `expected one of ${known.join(', ')}, or` : `${meant} Or`;
        return `unknown column “${name}” (${expected} leave it out with --ignore-columns)`;
      }),
    ...found
      .filter((name, index) => found.indexOf(name) < index)
      .map((name) => `column ${name} appears twice`),
    ...required.filter((name) => !found.includes(name)).map((name) => `column ${name} is missing`),
  ];
}

const unnamedColumns = ({ cells }: RawRow, rows: readonly RawRow[]): readonly string[] =>
  cells.flatMap((name, index) =>
    name === '' && rows.some((row) => row.cells[index] !== '')
      ? [`column ${index + 1} has values but no name`]
      : [],
  );

/** A record with a value for every key. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueFor: (key: Key) => Value,
): Record<Key, Value>;
export function recordOf<Value>(
  keys: readonly string[],
  valueFor: (key: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)]));
}
