import { expect, test } from 'vitest';
import type { MilpModel } from '#domain/base/integer-program.ts';
import { runMilp } from '#optimizer/highs.ts';

/** A knapsack problem: things with a weight and a worth. If `whole` is false, part of a thing can be taken. */
const bag = (
  capacity: number,
  things: readonly (readonly [weight: number, worth: number])[],
  whole = true,
): MilpModel => ({
  columns: things.map(([weight, points]) => ({
    points,
    atLeast: 0,
    atMost: 1,
    whole,
    entries: [[0, weight]],
  })),
  rows: [{ atLeast: 0, atMost: capacity }],
});

test('finds the best values and proves them', async () => {
  const things = [
    [5, 10],
    [4, 40],
    [6, 30],
    [3, 50],
  ] as const;
  expect(await runMilp(bag(10, things), 10)).toEqual({
    kind: 'best',
    values: [0, 1, 0, 1],
    points: 90,
    bound: 90,
  });
});

test('columns may have fractions if they don’t have to be whole', async () => {
  const answer = await runMilp(
    bag(
      5,
      [
        [4, 40],
        [6, 30],
      ],
      false,
    ),
    10,
  );
  expect(answer).toMatchObject({ kind: 'best', points: 45 });
});

test('rows that conflict have no solution, even if one is empty', async () => {
  const model = bag(10, [[5, 10]]);
  const more = { ...model, rows: [{ atLeast: 6, atMost: 10 }] };
  expect(await runMilp(more, 10)).toEqual({ kind: 'impossible' });
  expect(
    await runMilp({ columns: model.columns, rows: [...model.rows, { atLeast: 1, atMost: 1 }] }, 10),
  ).toEqual({
    kind: 'impossible',
  });
});

test('at the time limit, returns the best found with a bound, or undecided', async () => {
  // A market split problem is one of the hardest for its size, so no machine solves it in this time.
  const size = 40;
  const weight = (row: number, column: number) =>
    (((column + 3) * 7919 * (row + 11) * (column + row + 5)) % 97) + 1;
  const rows = Array.from({ length: 5 }, (_, row) => {
    const sum = Array.from({ length: size }, (_nothing, column) => weight(row, column)).reduce(
      (a, b) => a + b,
    );
    return { atLeast: Math.floor(sum / 2), atMost: Math.floor(sum / 2) };
  });
  const columns: MilpModel['columns'] = [
    ...Array.from({ length: size }, (_, column) => ({
      points: 0,
      atLeast: 0,
      atMost: 1,
      whole: true,
      entries: rows.map((_row, row) => [row, weight(row, column)] as const),
    })),
    // The shortfall and excess of each row, which cost points.
    ...rows.flatMap((_, row) =>
      [1, -1].map((factor) => ({
        points: -1,
        atLeast: 0,
        atMost: 5000,
        whole: false,
        entries: [[row, factor] as const],
      })),
    ),
  ];
  const answer = await runMilp({ columns, rows }, 0.3);
  if (answer.kind === 'best') expect(answer.bound).toBeGreaterThan(answer.points);
  else expect(answer).toMatchObject({ kind: 'undecided' });
});
