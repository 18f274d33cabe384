import type { Lp, MilpModel, MilpRow, OpenLp } from '#domain/base/integer-program.ts';
import { realAt } from '#domain/base/typed-arrays.ts';
import {
  addColumn,
  addRow,
  addSum,
  modelOf,
  newSketch,
  put,
  type Sketch,
} from '#domain/pairing/selection/rows.ts';
import { perfectScore } from '#domain/program/program.ts';
import { type Prices, scaled } from './bound.ts';
import type { Decided } from './decisions.ts';
import type { Choosing } from './offers.ts';

const unbounded = Number.POSITIVE_INFINITY;

/** The columns and rows of a choice, by the indexes of its hosts, offers, and partners. */
type Layout = {
  /** 1 if the host takes the offer. */
  readonly taken: readonly (readonly number[])[];
  /** 1 if the partner is with the host at the offer, in the order of its fits. */
  readonly placed: readonly (readonly (readonly number[])[])[];
  /** 1 if the partner is chosen; in a selection only. */
  readonly chosen: readonly number[];
  readonly hostRows: readonly number[];
  readonly partnerRows: readonly number[];
  readonly placedRow: number | undefined;
  readonly minimumRows: readonly number[];
  readonly eitherRows: readonly number[];
};

/**
 * The relaxed choice, with a column for each offer and each partner that fits it. A partner is placed at most as far
 * as its offer is taken, pair by pair. That makes the bound as tight as choosing whole groups of partners would.
 * Whatever was decided, the model has an answer: what can't be met is met at a price above all points.
 */
export function openChoice(
  choosing: Choosing,
  placedAtLeast: number | undefined,
  openLp: OpenLp,
): OpenChoice {
  const { model, layout } = choiceModel(choosing, placedAtLeast);
  const lp = openLp(model);
  const limited = changedLimits(lp, model);
  const solve = (decided: Decided, placed = placedAtLeast): Relaxed => {
    limit(limited, layout, choosing, decided);
    if (layout.placedRow !== undefined) limited.row(layout.placedRow, placed ?? 0, unbounded);
    const { points, values, rowPrices } = lp.solve();
    return { points, values, layout, prices: pricesIn(rowPrices, layout, choosing) };
  };
  return { solve, close: lp.close };
}

/** A relaxed choice that stays open. `placed` can differ from call to call, if places count at all. */
export type OpenChoice = {
  readonly solve: (decided: Decided, placed?: number) => Relaxed;
  readonly close: () => void;
};

type Limits = Readonly<Record<'column' | 'row', (index: number, atLeast: number, atMost: number) => void>>;

/** Sends limits to the solver only if they differ from the last ones. */
function changedLimits(lp: Lp, { columns, rows }: MilpModel): Limits {
  const sending = (now: readonly MilpRow[], send: Limits['row']): Limits['row'] => {
    const last = [...now];
    return (index, atLeast, atMost) => {
      if (last[index]?.atLeast === atLeast && last[index]?.atMost === atMost) return;
      last[index] = { atLeast, atMost };
      send(index, atLeast, atMost);
    };
  };
  return { column: sending(columns, lp.limitColumn), row: sending(rows, lp.limitRow) };
}

/** The answer to the relaxed choice. */
export type Relaxed = {
  readonly points: number;
  readonly values: Float64Array;
  readonly layout: Layout;
  readonly prices: Prices;
};

function choiceModel(
  choosing: Choosing,
  placedAtLeast: number | undefined,
): { model: MilpModel; layout: Layout } {
  const { hosts, partners, picking } = choosing;
  const sketch = newSketch();
  const column = (points: number, atMost = 1) =>
    addColumn(sketch, { points, atLeast: 0, atMost, whole: false });
  const taken = hosts.map(({ offers, quality }) => offers.map(({ points }) => column(points + quality)));
  const chosen = picking ? partners.map(({ quality }) => column(quality)) : [];
  const hostRows = taken.map((columns) => addSum(sketch, columns, Number.NEGATIVE_INFINITY, 1));
  const partnerRows = partners.map((_, index) => {
    const own = chosen[index];
    const row = addRow(sketch, own === undefined ? Number.NEGATIVE_INFINITY : 0, own === undefined ? 1 : 0);
    if (own !== undefined) put(sketch, own, row, -1);
    return row;
  });
  const least: number[] = [];
  const placed = hosts.map((host, h) =>
    host.offers.map(({ fits }, o) => {
      const offer = taken[h]?.[o] ?? -1;
      const full = addSum(sketch, [offer], Number.NEGATIVE_INFINITY, 0, -host.capacity);
      const filled = host.least > 0 ? addSum(sketch, [offer], 0, unbounded, -host.least) : undefined;
      if (filled !== undefined) least.push(filled);
      return fits.map(({ partner, points }) => {
        const pair = column(points);
        for (const row of [partnerRows[partner], full, filled])
          if (row !== undefined) put(sketch, pair, row, 1);
        if (host.capacity > 1) put(sketch, pair, addSum(sketch, [offer], Number.NEGATIVE_INFINITY, 0, -1), 1);
        return pair;
      });
    }),
  );
  const placedRow =
    placedAtLeast === undefined ? undefined : addSum(sketch, placed.flat(2), placedAtLeast, unbounded);
  const targets = picking
    ? [
        addSum(sketch, taken.flat(), picking.hosts, picking.hosts),
        ...(picking.partners === undefined
          ? []
          : [addSum(sketch, chosen, picking.partners, picking.partners)]),
      ]
    : [];
  const minimumRows = (picking?.minimums ?? []).map((minimum) => {
    const counted = [
      ...minimum.hosts.flatMap((host) => taken[host] ?? []),
      ...minimum.partners.flatMap((partner) => chosen[partner] ?? []),
    ];
    return addSum(sketch, counted, minimum.atLeast, unbounded);
  });
  const eitherRows = (picking?.eitherRole ?? []).map(([host, partner]) =>
    addSum(sketch, [...(taken[host] ?? []), chosen[partner] ?? -1], Number.NEGATIVE_INFINITY, 1),
  );
  const soft = placedRow === undefined ? minimumRows : [...minimumRows, placedRow];
  soften(sketch, choosing, {
    up: [...soft, ...least, ...targets, ...(picking ? [...hostRows, ...partnerRows] : [])],
    down: [...targets, ...eitherRows],
  });
  // HiGHS solves no model without columns.
  addColumn(sketch, { points: 0, atLeast: 0, atMost: 0, whole: false });
  return {
    model: modelOf(sketch),
    layout: { taken, placed, chosen, hostRows, partnerRows, placedRow, minimumRows, eitherRows },
  };
}

/** Lets rows be missed, at more points than any plan has: every partner, every school's quality, and every lock. */
function soften(
  sketch: Sketch,
  { hosts, partners }: Choosing,
  { up, down }: { readonly up: readonly number[]; readonly down: readonly number[] },
): void {
  const mostPoints = [
    perfectScore * partners.length,
    ...partners.map(({ quality }) => quality),
    ...hosts.map(({ quality, offers }) => quality + Math.max(0, ...offers.map(({ points }) => points))),
  ].reduce((sum, points) => sum + points, 0);
  const missing = -2 * (mostPoints + perfectScore);
  const miss = (row: number, factor: number) =>
    put(
      sketch,
      addColumn(sketch, { points: missing, atLeast: 0, atMost: unbounded, whole: false }),
      row,
      factor,
    );
  for (const row of up) miss(row, 1);
  for (const row of down) miss(row, -1);
}

/** Rules out what was decided against, and requires what was decided for. */
function limit(
  limits: Limits,
  layout: Layout,
  { hosts, picking, partners }: Choosing,
  decided: Decided,
): void {
  hosts.forEach(({ offers }, h) => {
    const open = offers.map((_, o) => decided.offers[h]?.[o] !== 0 && decided.hosts[h] !== 'out');
    const isLast = open.filter(Boolean).length === 1;
    offers.forEach((_, o) => {
      const most = open[o] ? 1 : 0;
      limits.column(layout.taken[h]?.[o] ?? -1, isLast && !picking ? most : 0, most);
      decided.fits[h]?.[o]?.forEach((isOpen, f) => {
        limits.column(layout.placed[h]?.[o]?.[f] ?? -1, 0, isOpen);
      });
    });
    if (picking)
      limits.row(layout.hostRows[h] ?? -1, decided.hosts[h] === 'in' ? 1 : Number.NEGATIVE_INFINITY, 1);
  });
  if (picking)
    partners.forEach((_, p) => {
      const is = decided.partners[p];
      limits.column(layout.chosen[p] ?? -1, is === 'in' ? 1 : 0, is === 'out' ? 0 : 1);
    });
}

function pricesIn(rowPrices: Float64Array, layout: Layout, { picking }: Choosing): Prices {
  const positive = (price: number) => Math.max(0, scaled(price));
  const at = (row: number) => realAt(rowPrices, row);
  return {
    partners: Float64Array.from(layout.partnerRows, (row) => (picking ? scaled(at(row)) : positive(at(row)))),
    place: layout.placedRow === undefined ? 0 : positive(-at(layout.placedRow)),
    minimums: layout.minimumRows.map((row) => positive(-at(row))),
    eitherRole: layout.eitherRows.map((row) => positive(at(row))),
  };
}
