import { type Instant, shownIn } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';

/** A date is "2014-05-02" or, with its time in the program's zone, "2014-05-02 17:00". */
export type DateCell = { readonly date: string };

export type Cell = string | number | DateCell | { readonly percent: number };

/** Rows for spreadsheets. `name` names its file, or its place in a workbook. */
export type Sheet = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** An instant's date and time; empty without one. */
export const stamp = ({ program }: Cycle, instant: Instant | undefined): Cell =>
  instant === undefined ? '' : { date: shownIn(program.timeZone, instant).slice(0, 16).replace('T', ' ') };

/** A cell as CSV has it. Every spreadsheet reads these dates and percentages as such. */
export const textOf = (cell: Cell): string => {
  if (typeof cell !== 'object') return String(cell);
  return 'date' in cell ? cell.date : `${cell.percent}%`;
};
