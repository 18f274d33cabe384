import { expect, test } from 'vitest';
import type { MilpModel } from '../../shared/domain/pairing/selection-milp.ts';
import { runMilp } from '../../shared/optimizer/highs.ts';

/** Things of some weight and worth, and a bag; each is taken or left, or in parts where `whole` is false. */
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

test('the best values are found, and proven', async () => {
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

test('columns that need not be whole are not', async () => {
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

test('rows that cannot all be kept are impossible, also with nothing in them', async () => {
  const model = bag(10, [[5, 10]]);
  const more = { ...model, rows: [{ atLeast: 6, atMost: 10 }] };
  expect(await runMilp(more, 10)).toEqual({ kind: 'impossible' });
  expect(
    await runMilp({ columns: model.columns, rows: [...model.rows, { atLeast: 1, atMost: 1 }] }, 10),
  ).toEqual({
    kind: 'impossible',
  });
});

test('at the time limit, the best found comes with a bound, or it is undecided', async () => {
  // A market split: one of the hardest kinds of program for its size, so no machine is done in this time.
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
    // What each row lacks or has too much, which costs.
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
