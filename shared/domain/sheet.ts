import type { Cycle } from './cycle.ts';
import { type Instant, shownIn } from './time.ts';

export type Cell = string | number;

/** What a cycle left behind, as rows for people with spreadsheets. */
export type Sheet = {
  readonly name: 'applications' | 'decisions' | 'partnerships' | 'visits' | 'reflections';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** "2014-05-02 17:00" by the program's clock: text that sorts, and that every spreadsheet takes for a time. */
export const stamp = ({ program }: Cycle, instant: Instant | undefined): string =>
  instant === undefined ? '' : shownIn(program.timeZone, instant).slice(0, 16).replace('T', ' ');
