/**
 * A mixed integer linear program as plain values. The domain states it; the caller passes in a solver. Maximizes the
 * sum of `points` times value over the columns, with every row within its bounds.
 */
export type MilpModel = { readonly columns: readonly MilpColumn[]; readonly rows: readonly MilpRow[] };

/** One unknown. `entries` holds its factor in each of its rows, in the order of the rows. */
export type MilpColumn = {
  readonly points: number;
  readonly atLeast: number;
  readonly atMost: number;
  readonly whole: boolean;
  readonly entries: readonly (readonly [row: number, factor: number])[];
};

export type MilpRow = { readonly atLeast: number; readonly atMost: number };

/**
 * `best`: the values of the columns, and their points. No answer has more points than `bound`, so if both are equal,
 * the answer is proven optimal. `impossible`: no values meet all rows. `undecided`: the time ran out first, and no
 * values have more points than `bound`.
 */
export type MilpAnswer =
  | {
      readonly kind: 'best';
      readonly values: readonly number[];
      readonly points: number;
      readonly bound: number;
    }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'undecided'; readonly bound: number };

/** Solves a model with whole points within a time limit. Throws if the solver itself fails. */
export type RunMilp = (model: MilpModel, timeLimitSeconds: number) => Promise<MilpAnswer>;

/** An answer to a relaxed model, in which values need not be whole: its points, and a price for each row. */
export type LpAnswer = {
  readonly points: number;
  readonly values: Float64Array;
  readonly rowPrices: Float64Array;
};

/** A row that joins a model later, with its factors in columns that the model already has. */
export type LaterRow = MilpRow & { readonly entries: readonly (readonly [column: number, factor: number])[] };

/** A relaxed model that stays open, so that a changed one is solved from where the last one ended. */
export type Lp = {
  /** Adds rows, then columns. Both are numbered on from the last ones. */
  readonly grow: (rows: readonly LaterRow[], columns: readonly MilpColumn[]) => void;
  readonly limitColumn: (column: number, atLeast: number, atMost: number) => void;
  readonly limitRow: (row: number, atLeast: number, atMost: number) => void;
  /** Throws if there is no answer. Models must always have one. */
  readonly solve: () => LpAnswer;
  readonly close: () => void;
};

export type OpenLp = (model: MilpModel) => Lp;

/** The solvers that the domain needs, from outside. */
export type Optimizer = {
  readonly runMilp: RunMilp;
  /** Loads what `OpenLp` needs. */
  readonly loadLp: () => Promise<OpenLp>;
  /** A clock for time limits, in milliseconds. */
  readonly now: () => number;
};
