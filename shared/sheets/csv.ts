import type { Sheet } from '../domain/sheet.ts';
import { inert } from './inert.ts';

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
