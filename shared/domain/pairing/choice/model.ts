import type { LaterRow, Lp, MilpColumn, MilpModel, OpenLp } from '#domain/base/integer-program.ts';
import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
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
import { boundOf, gainOf, never, type Prices, scaled, topFits, unitsPerPoint } from './bound.ts';
import type { Decided } from './decisions.ts';
import type { Choosing } from './offers.ts';

const unbounded = Number.POSITIVE_INFINITY;
const none = -1;

/** The columns and rows of a choice, by the indexes of its hosts, offers, and partners. */
type Layout = {
  /** 1 if the host takes the offer. */
  readonly taken: readonly (readonly number[])[];
  /** 1 if the partner is with the host at the offer, in the order of its fits; -1 while the model does without it. */
  readonly placed: readonly (readonly Int32Array[])[];
  /** 1 if the partner is chosen; in a selection only. */
  readonly chosen: readonly number[];
  readonly hostRows: readonly number[];
  readonly partnerRows: readonly number[];
  /** For each offer: at most so many partners as the host has places, and at least so many as it must take. */
  readonly fullRows: readonly (readonly number[])[];
  readonly filledRows: readonly (readonly number[])[];
  readonly placedRow: number | undefined;
  readonly minimumRows: readonly number[];
  readonly eitherRows: readonly number[];
};

/** A partner at an offer, by the indexes of host, offer, and fit. */
type FitIndex = readonly [host: number, offer: number, fit: number];

/**
 * The relaxed choice, with a column for each offer and each partner that fits it. A partner is placed at most as far
 * as its offer is taken, pair by pair. That makes the bound as tight as choosing whole groups of partners would.
 * Whatever was decided, the model has an answer: what can't be met is met at a price above all points.
 *
 * Pairs join the model only if the prices show that they could matter (column generation; P. C. Gilmore and R. E.
 * Gomory, 1961). The bound always counts all pairs.
 */
export function openChoice(
  choosing: Choosing,
  placedAtLeast: number | undefined,
  openLp: OpenLp,
): OpenChoice {
  const { model, layout } = frameOf(choosing, placedAtLeast);
  const lp = openLp(model);
  const limits = changedLimits(lp);
  const join = joining(choosing, lp, model, layout);
  join(firstFits(choosing));
  const solve: OpenChoice['solve'] = (decided, placed = placedAtLeast, isEnough = () => false) => {
    for (;;) {
      limit(limits, layout, choosing, decided);
      if (layout.placedRow !== undefined) limits.row(layout.placedRow, placed ?? 0, unbounded);
      const { points, values, rowPrices } = lp.solve();
      const prices = pricesIn(rowPrices, layout, choosing);
      const bound = boundOf(choosing, prices, decided, placed);
      const missing = isEnough(bound) ? [] : missingFits(choosing, layout, prices, decided);
      if (missing.length === 0) return { points, values, layout, prices, bound };
      join(missing);
    }
  };
  return { solve, close: lp.close };
}

/** A relaxed choice that stays open. */
export type OpenChoice = {
  /**
   * The best answer under the decisions. `placed` can differ from call to call, if places count at all. Once the bound
   * `isEnough`, the answer need not be the best.
   */
  readonly solve: (decided: Decided, placed?: number, isEnough?: (bound: number) => boolean) => Relaxed;
  readonly close: () => void;
};

type Limits = Readonly<Record<'column' | 'row', (index: number, atLeast: number, atMost: number) => void>>;

/** Sends limits to the solver only if they differ from the last ones. */
function changedLimits(lp: Lp): Limits {
  const sending = (send: Limits['row']): Limits['row'] => {
    const last: { readonly least: number[]; readonly most: number[] } = { least: [], most: [] };
    return (index, atLeast, atMost) => {
      if (last.least[index] === atLeast && last.most[index] === atMost) return;
      last.least[index] = atLeast;
      last.most[index] = atMost;
      send(index, atLeast, atMost);
    };
  };
  return { column: sending(lp.limitColumn), row: sending(lp.limitRow) };
}

/** Adds pairs to the model: each a column, and at most as far taken as its offer. */
function joining({ hosts }: Choosing, lp: Lp, { rows, columns }: MilpModel, layout: Layout) {
  let [rowCount, columnCount] = [rows.length, columns.length];
  return (fits: readonly FitIndex[]): void => {
    const newRows: LaterRow[] = [];
    const newColumns = fits.map(([h, o, f]): MilpColumn => {
      const { partner = none, points = 0 } = hosts[h]?.offers[o]?.fits[f] ?? {};
      const own = [
        layout.partnerRows[partner],
        layout.fullRows[h]?.[o],
        layout.filledRows[h]?.[o],
        layout.placedRow,
      ].flatMap((row = none) => (row === none ? [] : [row]));
      if ((hosts[h]?.capacity ?? 0) > 1) {
        own.push(rowCount + newRows.length);
        const entries = [[layout.taken[h]?.[o] ?? none, -1] as const];
        newRows.push({ atLeast: Number.NEGATIVE_INFINITY, atMost: 0, entries });
      }
      return {
        ...{ points, atLeast: 0, atMost: 1, whole: false },
        entries: own.map((row) => [row, 1] as const),
      };
    });
    lp.grow(newRows, newColumns);
    fits.forEach(([h, o, f], index) => {
      const list = layout.placed[h]?.[o];
      if (list) list[f] = columnCount + index;
    });
    rowCount += newRows.length;
    columnCount += newColumns.length;
  };
}

/** A model with no more pairs than this has all of them from the start. */
const fewFits = 800;
/** In larger ones, each offer and each partner start with their best pairs. */
const firstOfPlaces = 2;
const firstOfPartner = 4;

function firstFits({ hosts, partners }: Choosing): readonly FitIndex[] {
  const all = hosts.flatMap(({ capacity, offers }, h) =>
    offers.flatMap(({ fits }, o) => {
      const order = fits.map((fit, f) => ({ ...fit, index: [h, o, f] as const }));
      order.sort((a, b) => b.points - a.points);
      return order.map((fit, rank) => ({ ...fit, isFirst: rank < firstOfPlaces * capacity }));
    }),
  );
  if (all.length <= fewFits) return all.map(({ index }) => index);
  const left = new Int32Array(partners.length).fill(firstOfPartner);
  return all
    .sort((a, b) => b.points - a.points)
    .filter(({ partner, isFirst }) => {
      left[partner] = wholeAt(left, partner) - 1;
      return isFirst || wholeAt(left, partner) >= 0;
    })
    .map(({ index }) => index);
}

/** In units: less than this is a matter of rounding. */
const tolerance = 0.01 * unitsPerPoint;

/** Pairs that an offer would bring beyond what the model knows of its host, at these prices. */
function missingFits(
  choosing: Choosing,
  layout: Layout,
  prices: Prices,
  decided: Decided,
): readonly FitIndex[] {
  return choosing.hosts.flatMap((host, h): readonly FitIndex[] => {
    if (decided.hosts[h] === 'out') return [];
    const offered = host.offers.flatMap((_, o) => {
      if (decided.offers[h]?.[o] !== 1) return [];
      const isKnown = (f: number) => layout.placed[h]?.[o]?.[f] !== none;
      const top = topFits(host, h, o, prices, decided);
      const known = top.every(({ fit }) => isKnown(fit))
        ? top
        : topFits(host, h, o, prices, decided, isKnown);
      return [{ o, top, gain: gainOf(host, o, top), known: gainOf(host, o, known) }];
    });
    const most = Math.max(...offered.map(({ known }) => known), never);
    return offered
      .filter(({ gain }) => gain > most + tolerance)
      .flatMap(({ o, top }) =>
        top.flatMap(({ fit }) => (layout.placed[h]?.[o]?.[fit] === none ? [[h, o, fit] as const] : [])),
      );
  });
}

/** The answer to the relaxed choice. */
export type Relaxed = {
  readonly points: number;
  readonly values: Float64Array;
  readonly layout: Layout;
  readonly prices: Prices;
  /** What no plan under the decisions can exceed, in units: see `boundOf`. */
  readonly bound: number;
};

/** The model without pairs. */
function frameOf(
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
  const ofEachOffer = (rowOf: (offer: number, h: number) => number) =>
    taken.map((columns, h) => columns.map((offer) => rowOf(offer, h)));
  const fullRows = ofEachOffer((offer, h) =>
    addSum(sketch, [offer], Number.NEGATIVE_INFINITY, 0, -(hosts[h]?.capacity ?? 0)),
  );
  const filledRows = ofEachOffer((offer, h) => {
    const least = hosts[h]?.least ?? 0;
    return least > 0 ? addSum(sketch, [offer], 0, unbounded, -least) : none;
  });
  const placedRow = placedAtLeast === undefined ? undefined : addRow(sketch, placedAtLeast, unbounded);
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
    up: [
      ...soft,
      ...filledRows.flat().filter((row) => row !== none),
      ...targets,
      ...(picking ? [...hostRows, ...partnerRows] : []),
    ],
    down: [...targets, ...eitherRows],
  });
  // HiGHS solves no model without columns.
  addColumn(sketch, { points: 0, atLeast: 0, atMost: 0, whole: false });
  return {
    model: modelOf(sketch),
    layout: {
      ...{ taken, chosen, hostRows, partnerRows, fullRows, filledRows, placedRow, minimumRows, eitherRows },
      placed: hosts.map(({ offers }) => offers.map(({ fits }) => new Int32Array(fits.length).fill(none))),
    },
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
        const column = layout.placed[h]?.[o]?.[f] ?? none;
        if (column !== none) limits.column(column, 0, isOpen);
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
