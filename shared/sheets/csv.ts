import { type Cell, type Sheet, textOf } from './sheet.ts';

// Characters that make a spreadsheet read a text as a formula, including wide forms, and characters that it skips
// before them.
const startsLikeFormula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
// A workbook cannot hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A text that no spreadsheet will calculate: if it begins like a formula, it gets an apostrophe. Schools write these
 * texts, and their formula would run on the machine of anyone who opens the file.
 */
const inertText = (text: string): string => {
  const clean = text.toWellFormed().replace(unprintable, '');
  return startsLikeFormula.test(clean) ? `'${clean}` : clean;
};

/** The same for any cell. Numbers, dates, and percentages come from us. */
export const inert = (cell: Cell): Cell => (typeof cell === 'string' ? inertText(cell) : cell);

/** The text that `inert` was given. */
export const uninert = (text: string): string =>
  text.startsWith("'") && startsLikeFormula.test(text.slice(1)) ? text.slice(1) : text;

type Value = Cell | undefined;

// Spreadsheets that respect quotation marks keep an ID such as 0113 as text.
const cell = (value: Value = ''): string =>
  typeof value === 'string' && value !== '' ? `"${inertText(value).replaceAll('"', '""')}"` : textOf(value);

const csvLine = (values: readonly Value[]): string => `${values.map(cell).join(',')}\n`;

// Excel reads a file as UTF-8 only if it begins with this.
const byteOrderMark = '\uFEFF';

type Rows = Iterable<readonly Value[]>;

/** A CSV file for spreadsheets, line by line. */
export function* csvLines(columns: readonly string[], rows: Rows): Iterable<string> {
  yield byteOrderMark + csvLine(columns);
  for (const row of rows) yield csvLine(row);
}

export const csvOf = ({ columns, rows }: Pick<Sheet, 'columns'> & { readonly rows: Rows }): string =>
  [...csvLines(columns, rows)].join('');
