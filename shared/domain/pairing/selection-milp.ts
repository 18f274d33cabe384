/**
 * A mixed integer linear program, as plain values: the domain states it, and whoever can solve one is handed in.
 * To be maximized: the sum of `points` times value over the columns, with every row between its bounds.
 */
export type MilpModel = { readonly columns: readonly MilpColumn[]; readonly rows: readonly MilpRow[] };

/** One unknown. `entries`: its factor in each row that it is part of, in the order of rows. */
export type MilpColumn = {
  readonly points: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly whole: boolean;
  readonly entries: readonly (readonly [row: number, factor: number])[];
};

export type MilpRow = { readonly atLeast: number; readonly atMost: number };

/**
 * `best`: values of the columns; no answer reaches more points than `bound`, and if `proven`, none more than this one.
 * `impossible`: no values keep all rows. `undecided`: the time was over before any answer was found.
 */
export type MilpAnswer =
  | {
      readonly kind: 'best';
      readonly values: readonly number[];
      readonly bound: number;
      readonly proven: boolean;
    }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'undecided' };

/** Solves a model whose points are whole numbers, within a time. Throws where the solver itself fails. */
export type RunMilp = (model: MilpModel, timeLimitSeconds: number) => Promise<MilpAnswer>;
