import type { MilpColumn, MilpModel, MilpRow } from '#domain/base/integer-program.ts';
import type { Choosing } from '#domain/pairing/choice/offers.ts';
import { runMilp } from '#optimizer/highs.ts';

/** HiGHS’s best plan: how many partners without a lock it places, and its points. `isProven` is false if time ran out. */
export type PeerPlan = { readonly placed?: number; readonly points: number; readonly isProven: boolean };

/**
 * The same choice by HiGHS’s own branch and cut, on the strongest formulation: a pair counts only as far as its offer
 * is taken, pair by pair. If schools are chosen already, one run finds the most places, and another the most points.
 */
export async function choiceByHighs(choosing: Choosing, limitSeconds: number): Promise<PeerPlan> {
  const run = async (model: MilpModel): Promise<PeerPlan> => {
    const answer = await runMilp(model, limitSeconds);
    if (answer.kind !== 'best') return { points: Number.NaN, isProven: false };
    return { points: answer.points, isProven: answer.bound === answer.points };
  };
  if (choosing.picking) return run(strongModel(choosing));
  const most = await run(strongModel(choosing, { isCount: true }));
  const best = await run(strongModel(choosing, { placed: most.points }));
  return { placed: most.points, points: best.points, isProven: most.isProven && best.isProven };
}

type Aim = { readonly isCount?: boolean; readonly placed?: number };

function strongModel(
  { hosts, partners, picking }: Choosing,
  { isCount = false, placed }: Aim = {},
): MilpModel {
  const rows: MilpRow[] = [];
  const columns: (Omit<MilpColumn, 'entries'> & { readonly entries: [number, number][] })[] = [];
  const addRow = (atLeast: number, atMost: number) => rows.push({ atLeast, atMost }) - 1;
  const entryAt = (row: number | undefined, value: number): [number, number][] =>
    row === undefined ? [] : [[row, value]];
  const addColumn = (points: number, whole: boolean, entries: [number, number][]) => {
    columns.push({ points: isCount && whole ? 0 : points, atLeast: 0, atMost: 1, whole, entries });
    return entries;
  };
  const below = Number.NEGATIVE_INFINITY;
  const above = Number.POSITIVE_INFINITY;
  const partnerRows = partners.map(() => (picking ? addRow(0, 0) : addRow(below, 1)));
  const placedRow = placed === undefined ? [] : [addRow(placed, above)];
  const targetRow = picking && addRow(picking.hosts, picking.hosts);
  const minimums = (picking?.minimums ?? []).map((minimum) => ({
    ...minimum,
    row: addRow(minimum.atLeast, above),
  }));
  const eithers = (picking?.eitherRole ?? []).map(([host, partner]) => ({
    host,
    partner,
    row: addRow(below, 1),
  }));
  const rowsOf = (side: 'host' | 'partner', index: number): [number, number][] => [
    ...minimums
      .filter((minimum) => minimum[side === 'host' ? 'hosts' : 'partners'].includes(index))
      .map(({ row }): [number, number] => [row, 1]),
    ...eithers.filter((one) => one[side] === index).map(({ row }): [number, number] => [row, 1]),
  ];
  if (picking) {
    const countRow = picking.partners === undefined ? [] : [addRow(picking.partners, picking.partners)];
    partners.forEach(({ quality }, p) => {
      const own = countRow.map((row): [number, number] => [row, 1]);
      addColumn(quality, true, [[partnerRows[p] ?? 0, -1], ...own, ...rowsOf('partner', p)]);
    });
  }
  hosts.forEach(({ capacity, least, quality, offers }, h) => {
    const hostRow = addRow(below, 1);
    offers.forEach(({ points, fits }) => {
      const full = addRow(below, 0);
      const filled = least > 0 ? addRow(0, above) : undefined;
      const taken = addColumn(points + quality, true, [
        [hostRow, 1],
        [full, -capacity],
        ...entryAt(filled, -least),
        ...entryAt(targetRow, 1),
        ...rowsOf('host', h),
      ]);
      for (const fit of fits) {
        const linked = addRow(below, 0);
        taken.push([linked, -1]);
        const own = [partnerRows[fit.partner] ?? 0, ...placedRow, full, filled, linked];
        addColumn(
          isCount ? 1 : fit.points,
          false,
          own.flatMap((row): [number, number][] => (row === undefined ? [] : [[row, 1]])),
        );
      }
    });
  });
  return {
    columns: columns.map((column) => ({ ...column, entries: column.entries.sort(([a], [b]) => a - b) })),
    rows,
  };
}
