import { createHash } from 'node:crypto';

/** Choices that look random but are always the same. */
export type Chance = {
  /** A whole number from `least` to `most`, inclusive. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <const C extends readonly [unknown, ...unknown[]]>(choices: C) => C[number];
  /** The same values in another order. */
  readonly shuffled: <T>(values: readonly T[]) => readonly T[];
};

/** Choices that depend on `name` and on how many were made before. */
export function chanceOf(name: string): Chance {
  let made = 0;
  const next = () => {
    made += 1;
    return createHash('sha256').update(`${name} ${made}`).digest().readUInt32BE(0);
  };
  const between = (least: number, most: number) => least + (next() % (most - least + 1));
  return {
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    shuffled: (values) =>
      values
        .map((value) => ({ value, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ value }) => value),
  };
}
