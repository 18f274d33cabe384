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
 * `best`: values of the columns and their points; no answer reaches more points than `bound`, so where the two are the same it
 * is proven that none is better. `impossible`: no values keep all rows. `undecided`: the time was over before any were found,
 * and none reach more than `bound`.
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

/** Solves a model whose points are whole numbers, within a time. Throws where the solver itself fails. */
export type RunMilp = (model: MilpModel, timeLimitSeconds: number) => Promise<MilpAnswer>;

/**
 * An answer in which every column is whole. Rows of a transportation problem have such answers at their corners, where
 * solvers look, so columns that are not asked to be whole nearly always are; if not, it is asked again of all of them.
 */
export async function wholeAnswer(
  runMilp: RunMilp,
  model: MilpModel,
  timeLimitSeconds: number,
): Promise<MilpAnswer> {
  const answer = await runMilp(model, timeLimitSeconds);
  if (answer.kind !== 'best' || answer.values.every(isWhole)) return answer;
  return runMilp(
    { ...model, columns: model.columns.map((column) => ({ ...column, whole: true })) },
    timeLimitSeconds,
  );
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-4;
