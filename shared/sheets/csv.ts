import type { Sheet } from '../domain/sheet.ts';
import { inert } from './inert.ts';

type Value = string | number | undefined;

const cell = (value: Value): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One row of a CSV file, as it is: what others wrote goes through `inert` first where people open it. */
export const csvLine = (values: readonly Value[]): string => `${values.map(cell).join(',')}\n`;

// Excel takes a file for UTF-8 only if it begins so.
const byteOrderMark = '\uFEFF';

/** A sheet as CSV for spreadsheets. */
export const csvOf = ({ columns, rows }: Sheet): string =>
  byteOrderMark + [columns, ...rows].map((cells) => csvLine(cells.map(inert))).join('');
