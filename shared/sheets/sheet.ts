import { type Instant, shownIn } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';

export type Cell = string | number;

/** Rows for spreadsheets. `name` names its file, or its place in a workbook. */
export type Sheet = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** "2014-05-02 17:00" in the program's zone. It sorts as text, and every spreadsheet reads it as a time. */
export const stamp = ({ program }: Cycle, instant: Instant | undefined): string =>
  instant === undefined ? '' : shownIn(program.timeZone, instant).slice(0, 16).replace('T', ' ');
