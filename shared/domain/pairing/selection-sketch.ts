import type { Level } from '../school.ts';
import type { Entrant, HostEntrant } from './problem.ts';
import type { MilpColumn, MilpModel, MilpRow } from './selection-milp.ts';

/** A column that is 1 if its school is chosen in this role. */
export type HostColumn = {
  readonly host: HostEntrant;
  readonly column: number;
  readonly pairs: readonly PairColumn[];
};
export type PartnerColumn = { readonly partner: Entrant; readonly column: number };
/** A column that is 1 if the two schools are paired. */
export type PairColumn = { readonly host: string; readonly partner: Entrant; readonly column: number };
/** A column that is 1 if all the host's partners have this level. */
export type LevelColumn = { readonly host: string; readonly level: Level; readonly column: number };

/** The school or pair of each column of a model. */
export type Columns = {
  readonly hosts: readonly HostColumn[];
  readonly partners: readonly PartnerColumn[];
  readonly levels: LevelColumn[];
};

/** By how much a rule is relaxed, as a separate unknown. `say` puts a count into words. */
export type Exception = { readonly column: number; readonly say: (count: number) => string };

/** A model under construction. Rows come first, then the columns with entries in them. */
export type Sketch = {
  readonly columns: (Omit<MilpColumn, 'entries'> & { readonly entries: [row: number, factor: number][] })[];
  readonly rows: MilpRow[];
  readonly exceptions: Exception[];
};

export const newSketch = (): Sketch => ({ columns: [], rows: [], exceptions: [] });

/** Returns the column's index. */
export function addColumn(sketch: Sketch, column: Omit<MilpColumn, 'entries'>): number {
  sketch.columns.push({ ...column, entries: [] });
  return sketch.columns.length - 1;
}

/** Returns the row's index. */
export function addRow(sketch: Sketch, atLeast: number, atMost: number): number {
  sketch.rows.push({ atLeast, atMost });
  return sketch.rows.length - 1;
}

export function put(sketch: Sketch, column: number, row: number, factor: number): void {
  sketch.columns[column]?.entries.push([row, factor]);
}

/** A row over columns that all have the same factor. */
export function addSum(
  sketch: Sketch,
  columns: readonly number[],
  atLeast: number,
  atMost: number,
  factor = 1,
): number {
  const row = addRow(sketch, atLeast, atMost);
  for (const column of columns) put(sketch, column, row, factor);
  return row;
}

export const modelOf = ({ columns, rows }: Sketch): MilpModel => ({
  columns: columns.map((column) => ({ ...column, entries: column.entries.sort(([a], [b]) => a - b) })),
  rows,
});
