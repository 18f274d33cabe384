import { isBlank } from '#domain/base/characters.ts';
import { uninert } from '#sheets/csv.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { cellReader, type ReadCell } from './cells.ts';
import { condensed, folded, namesIn } from './names.ts';
import { decoded, inFile, readBytes } from './text-file.ts';
import type { SheetRow } from './workbook.part.ts';

/** A problem of one line. */
export type OnLine = { readonly line: number; readonly problem: string };

/** A spreadsheet's rows that aren't blank, and the lines that can't be read. */
export type Table = {
  readonly rows: readonly SheetRow[];
  readonly damaged: readonly OnLine[];
  /** Workbooks leave out the last cells of a row if they're empty. In CSV, a short row has lost some. */
  readonly mayBeShort?: boolean;
};

/**
 * Reads a spreadsheet: CSV from whatever program, or a workbook (xlsx). Of a workbook, it reads the first visible sheet
 * that has the columns.
 */
export async function readTable(
  file: string,
  columns: HeaderColumns = { known: [], required: [] },
): Promise<Parsed<Table>> {
  const bytes = await readBytes(file);
  return inFile(file, isBroken(bytes) ? bytes : await tableOf(bytes.parsed, columns));
}

const otherFormats = /^\s*(?:<|%PDF|\{\\rtf|[[{])/;

async function tableOf(bytes: Buffer, columns: HeaderColumns): Promise<Parsed<Table>> {
  const start = bytes.toString('latin1', 0, 4);
  if (start === 'PK\x03\x04') return tableOfWorkbook(bytes, columns);
  const text = start === '\xd0\xcf\x11\xe0' ? undefined : decoded(bytes);
  if (text !== undefined && !otherFormats.test(text)) return { parsed: tableIn(text) };
  return { problems: ['not a spreadsheet (save it as .xlsx without a password, or as “CSV UTF-8”)'] };
}

async function tableOfWorkbook(bytes: Buffer, columns: HeaderColumns): Promise<Parsed<Table>> {
  const { sheetsIn, WorkbookTooLarge } = await import('./workbook.part.ts');
  try {
    const tables = sheetsIn(bytes).map(({ rows: raw, uncalculated }) => {
      const rows = raw.map(({ line, cells }) => ({ line, cells: cells.map(cleaned) }));
      const header = headerIn(rows, columns)?.cells ?? [];
      return tableFrom(
        rows,
        uncalculated.map(({ line, column }) => ({
          line,
          problem: `${header[column - 1] || `column ${column}`}: has a formula without a value (open the file in a spreadsheet, and save it again)`,
        })),
      );
    });
    const table =
      tables.find(({ rows }) => headerIn(rows, columns)) ?? tables.find(({ rows }) => rows.length > 0);
    return { parsed: { rows: [], damaged: [], ...table, mayBeShort: true } };
  } catch (error) {
    if (error instanceof WorkbookTooLarge) return { problems: [error.message] };
    if (!(error instanceof Error)) throw error;
    return { problems: ['the workbook can’t be read (save it again as .xlsx, or as “CSV UTF-8”)'] };
  }
}

/** CSV text as a table. */
export function tableIn(text: string): Table {
  const [firstLine = '', named] = /^\uFEFF?"?sep *= *(.)"?[,;\t]*(?:\r\n|\n|\r)/i.exec(text) ?? [];
  const body = text
    .slice(firstLine.length)
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n');
  return csvTable(body, named ?? separatorIn(body), firstLine === '' ? 1 : 2);
}

const separators = [',', ';', '\t', '|'] as const;

/** The separator that the first line has most often, outside of quotation marks. */
function separatorIn(text: string): string {
  const unquoted = text.slice(0, 10_000).replaceAll(/"[^"]*"/g, '');
  const first = unquoted.split('\n').find((line) => line.trim() !== '') ?? '';
  const count = (separator: string) => first.split(separator).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

// A cell with more lines has lost its second quotation mark.
const mostLinesInCell = 100;
const mostCharactersInLine = 1_000_000;
const tooLong = 'the line is too long (at most 1,000,000 characters)';
const misplaced = 'misplaced quotation mark (expected two in a cell that begins with one)';

/**
 * Reads CSV (RFC 4180). A cell that doesn't begin with a quotation mark may have some, as in spreadsheets. If a row has a
 * misplaced one, its first line is damaged, and the next line is a row again: no other row is swallowed.
 */
function csvTable(text: string, separator: string, firstLine: number): Table {
  const sign = separator.replace(/[\\\]^-]/g, '\\$&');
  const cell = new RegExp(
    `[ \u00a0]*"([^"]*(?:""[^"]*)*)"[ \u00a0]*(?=[${sign}\\n]|$)|(?![ \u00a0]*")([^${sign}\\n]*)`,
    'y',
  );
  const rowAt = (start: number) => {
    const cells: string[] = [];
    for (let at = start; ; at += 1) {
      cell.lastIndex = at;
      const [whole, inQuotes, plain = ''] = cell.exec(text) ?? [];
      if (whole === undefined || linesIn(whole) > mostLinesInCell) return undefined;
      cells.push(cleaned(inQuotes?.replaceAll('""', '"') ?? plain));
      at += whole.length;
      if (text[at] !== separator) return { cells, end: at };
    }
  };
  const rows: SheetRow[] = [];
  const damaged: OnLine[] = [];
  let line = firstLine;
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const isTooLong = (lineEnd < 0 ? text.length : lineEnd) - at > mostCharactersInLine;
    const row = isTooLong ? undefined : rowAt(at);
    if (row) rows.push({ line, cells: row.cells });
    else damaged.push({ line, problem: isTooLong ? tooLong : misplaced });
    const end = row?.end ?? lineEnd;
    line += linesIn(text.slice(at, end));
    at = end < 0 ? text.length : end + 1;
  }
  return tableFrom(rows, damaged);
}

const linesIn = (text: string): number => text.split('\n').length;

// Spreadsheets keep the zeros of ="0113".
const formulaOfText = /^="([^"]*)"$/;
const saysNothing = /^(?:n\/a|tb[ad]|[-–—]+)$/i;

/** A cell as people see it. One without any visible character, or that says that it has no value, is empty. */
function cleaned(cell: string): string {
  const seen = cell
    .normalize('NFC')
    .replaceAll(/\p{Space_Separator}/gu, ' ')
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .trim();
  const text = uninert(seen.replace(formulaOfText, '$1').trim()).trim();
  return isBlank(text) || saysNothing.test(text) ? '' : text;
}

/** The width of the cells that have something in them. */
const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '') + 1;

/** Spreadsheets leave blank rows behind, which don't count. */
const tableFrom = (rows: readonly SheetRow[], damaged: readonly OnLine[]): Table => ({
  rows: rows.filter(({ cells }) => widthOf(cells) > 0),
  damaged,
});

const mostTitleRows = 10;

/** The first row with all of these columns. Rows with a title, or the date of a report, may stand above it. */
function headerIn(rows: readonly SheetRow[], columns: HeaderColumns): SheetRow | undefined {
  const names = namesOf(columns);
  const isTitle = ({ cells }: SheetRow) =>
    cells.filter((cell) => cell !== '').length < Math.max(2, columns.required.length);
  const above = rows.slice(0, mostTitleRows).findIndex((row) => !isTitle(row));
  return rows.slice(0, above < 0 ? mostTitleRows : above + 1).find(({ cells }) => {
    const found = new Set(cells.map(names.find));
    return columns.required.every((column) => found.has(column));
  });
}

/** Whether the header has a column, in any spelling. */
export function hasColumn(table: Table, columns: HeaderColumns, name: string): boolean {
  const { cells = [] } = headerIn(table.rows, columns) ?? table.rows[0] ?? {};
  return namesIn(cells, [], condensed).find(name) !== undefined;
}

/** The header, the rows below it that are as wide as it is, and all lines that can't be read. */
function fitted({ rows: all, damaged, mayBeShort = false }: Table, header: SheetRow) {
  const width = widthOf(header.cells);
  const narrowed = ({ line, cells }: SheetRow): SheetRow => ({ line, cells: cells.slice(0, width) });
  const rows = all.filter(({ line, cells }) => line > header.line && cells.join() !== header.cells.join());
  const misfits = rows.flatMap(({ line, cells }): readonly OnLine[] => {
    const isShort = cells.length < width && !mayBeShort;
    const own = isShort ? cells.length : widthOf(cells);
    if (!isShort && own <= width) return [];
    const values = own === 1 ? '1 value' : `${own} values`;
    return [{ line, problem: `the row has ${values}, but the header has ${width} columns` }];
  });
  const unread = [...damaged, ...misfits];
  const lines = new Set(unread.map(({ line }) => line));
  return {
    header: narrowed(header),
    rows: rows.filter(({ line }) => !lines.has(line)).map(narrowed),
    damaged: unread,
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

/** What tells a header. */
export type HeaderColumns = Pick<Columns<string>, 'known' | 'required' | 'aliases'>;

const namesOf = ({ known, aliases = [] }: Pick<HeaderColumns, 'known' | 'aliases'>) =>
  namesIn(known, aliases, condensed);

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
  table: Table,
  columns: Columns<Column>,
  ignored: Ignored,
  rowOf: RowReader<Column, T>,
  idOf: (row: T) => string = () => '',
): Parsed<Rows<T>> {
  const headerRow = headerIn(table.rows, columns) ?? table.rows[0];
  if (!headerRow) return { problems: [...onLines(file, table.damaged), `${file}: no header row`] };
  const { header, rows, damaged } = fitted(table, headerRow);
  const wrong = [...headerProblems(header.cells, columns, ignored), ...unnamedColumns(header, rows)];
  if (wrong.length > 0)
    return {
      problems: onLines(file, [
        ...damaged.filter(({ line }) => line < header.line),
        ...wrong.map((problem) => ({ line: header.line, problem })),
      ]),
    };
  if (rows.length + damaged.length === 0 && !columns.mayHaveNoRows)
    return { problems: [`${file}: no rows below the header`] };
  const names = namesOf(columns);
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
  const table = await readTable(file, columns);
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
  { known, required, aliases = [] }: Columns<Column>,
  ignored: Ignored,
): readonly string[] {
  const names = namesOf({ known, aliases });
  const mayStay = ignored === 'others' ? undefined : namesIn(ignored, [], condensed);
  const isIgnored = (name: string) => !mayStay || name === '' || mayStay.find(name) !== undefined;
  const found = header.flatMap((name) => names.find(name) ?? []);
  const unknown = header.filter((name) => names.find(name) === undefined && !isIgnored(name));
  const { near = [], strange = [] } = Object.groupBy(unknown, (name) =>
    names.closest(name) ? 'near' : 'strange',
  );
  return [
    ...near.map(
      (name) => `unknown column ${quoted(name)} (${names.meant(name)} Or leave it out with --ignore-columns)`,
    ),
    ...sayStrange(strange, known),
    ...found
      .filter((name, index) => found.indexOf(name) < index)
      .map((name) => `column ${name} appears twice`),
    ...required.filter((name) => !found.includes(name)).map((name) => `column ${name} is missing`),
  ];
}

const quoted = (name: string): string => `“${name.replaceAll(/\s+/g, ' ')}”`;

function sayStrange(names: readonly string[], known: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const [column, them] = names.length === 1 ? ['column', 'it'] : ['columns', 'them'];
  return [
    `unknown ${column} ${names.map(quoted).join(', ')} (expected one of ${known.join(', ')}, or leave ${them} out with --ignore-columns)`,
  ];
}

const unnamedColumns = ({ cells }: SheetRow, rows: readonly SheetRow[]): readonly string[] =>
  cells.flatMap((name, index) =>
    name === '' && rows.some((row) => (row.cells[index] ?? '') !== '')
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
