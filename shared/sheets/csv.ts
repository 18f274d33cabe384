import type { Cell, Sheet } from './sheet.ts';

// Characters that make a spreadsheet read a text as a formula, including wide forms, and characters that it skips
// before them.
const startsLikeFormula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
// A workbook cannot hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A cell that no spreadsheet will calculate: a text that begins like a formula gets an apostrophe. Schools write
 * these texts, and their formula would run on the machine of anyone who opens the file. Numbers come from us.
 */
export const inert = (cell: Cell): Cell => {
  if (typeof cell === 'number') return cell;
  const text = cell.toWellFormed().replace(unprintable, '');
  return startsLikeFormula.test(text) ? `'${text}` : text;
};

type Value = string | number | undefined;

const cell = (value: Value): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One row of a CSV file, unchanged. Texts by other people must go through `inert` first if people will open the file. */
export const csvLine = (values: readonly Value[]): string => `${values.map(cell).join(',')}\n`;

// Excel reads a file as UTF-8 only if it begins with this.
const byteOrderMark = '\uFEFF';

/** A sheet as CSV for spreadsheets. */
export const csvOf = ({ columns, rows }: Sheet): string =>
  byteOrderMark + [columns, ...rows].map((cells) => csvLine(cells.map(inert))).join('');
