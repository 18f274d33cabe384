import type { MilpColumn, MilpModel, MilpRow } from '#domain/base/integer-program.ts';
import type { Entrant, HostEntrant, Ruling } from '#domain/pairing/problem.ts';
import { openAreas } from '#domain/pairing/score.ts';
import type { Role } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { type Concession, isCounted, type SelectionQuota, type SelectionRule } from './problem.ts';

/** A column that is 1 if its school is chosen in this role. */
type HostColumn = {
  readonly host: HostEntrant;
  readonly column: number;
  readonly pairs: readonly PairColumn[];
};
export type PartnerColumn = { readonly partner: Entrant; readonly column: number };
/** A column that is 1 if the two schools are paired. */
export type PairColumn = { readonly host: string; readonly partner: Entrant; readonly column: number };

/** The school or pair of each column of a model. */
export type Columns = {
  readonly hosts: readonly HostColumn[];
  readonly partners: readonly PartnerColumn[];
};

/** By how much a rule is relaxed, as a separate unknown. */
export type Exception = { readonly column: number; readonly concession: Concession };

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

const unbounded = Number.POSITIVE_INFINITY;

/** The weight of an exception. One school more or fewer counts less than overruling a decision by staff. */
const aSchool = 1;
const aDecision = 3;

/** Relaxes a row: by up to `most` steps of `factor`. */
type Give = (row: number, factor: number, weight: number, most: number, concession: Concession) => void;

/** Adds the rows of one rule; with `gives`, also the unknowns that relax it. */
export function addRule(sketch: Sketch, columns: Columns, rule: SelectionRule, gives: boolean): void {
  const give: Give = (row, factor, weight, most, concession) => {
    if (!gives) return;
    const column = addColumn(sketch, { points: -weight, atLeast: 0, atMost: most, whole: true });
    put(sketch, column, row, factor);
    sketch.exceptions.push({ column, concession });
  };
  switch (rule.kind) {
    case 'hosts':
      addTarget(sketch, columns.hosts, rule.count, 'host', give);
      break;
    case 'partners':
      addTarget(sketch, columns.partners, rule.count, 'partner', give);
      break;
    case 'all-hosts':
      // The columns of all hosts are already fixed at 1.
      break;
    case 'every-place':
      addEveryPlace(sketch, columns.hosts, give);
      break;
    case 'quota':
      addQuota(sketch, columns, rule.quota, give);
      break;
    case 'one-level':
      for (const host of columns.hosts)
        addOneOf(
          sketch,
          host,
          levels,
          ({ partner }) => partner.levels,
          { kind: 'mixed-levels', host: host.host.id },
          give,
        );
      break;
    case 'one-focus':
      for (const host of columns.hosts) {
        const areas = openAreas(host.host);
        const named = ({ partner }: PairColumn) => areas.filter((area) => partner.focusAreas.includes(area));
        // A pair that shares no area is an exception, and fits any.
        const fitting = (pair: PairColumn) => (named(pair).length > 0 ? named(pair) : areas);
        addOneOf(sketch, host, areas, fitting, { kind: 'several-areas', host: host.host.id }, give);
      }
      break;
    case 'accepted':
      addAccepted(sketch, columns, rule.school, give);
      break;
    case 'lock':
      addLock(sketch, columns, rule.ruling, give);
      break;
    case 'ban':
      // Without exceptions, a banned pair has no column.
      if (gives) addBan(sketch, columns, rule.ruling, give);
      break;
  }
}

function addTarget(
  sketch: Sketch,
  schools: readonly { readonly column: number }[],
  count: number,
  role: Role,
  give: Give,
): void {
  const all = schools.map(({ column }) => column);
  const row = addSum(sketch, all, count, count);
  give(row, 1, aSchool, count, { kind: 'fewer', role, target: count });
  give(row, -1, aSchool, schools.length, { kind: 'more', role, target: count });
}

function addEveryPlace(sketch: Sketch, hosts: readonly HostColumn[], give: Give): void {
  for (const { host, column, pairs } of hosts) {
    const row = addSum(sketch, columnsOf(pairs), 0, unbounded);
    put(sketch, column, row, -host.capacity);
    give(row, 1, aSchool, host.capacity, { kind: 'open-places', host: host.id });
  }
}

const columnsOf = (schools: readonly { readonly column: number }[]): readonly number[] =>
  schools.map(({ column }) => column);

function addQuota(sketch: Sketch, { hosts, partners }: Columns, quota: SelectionQuota, give: Give): void {
  const { atLeast } = quota;
  const counted = [
    ...hosts.filter(({ host }) => isCounted(quota, host, 'host')),
    ...partners.filter(({ partner }) => isCounted(quota, partner, 'partner')),
  ];
  const row = addSum(sketch, columnsOf(counted), atLeast, unbounded);
  give(row, 1, aSchool, atLeast, { kind: 'below-quota', quota });
}

/**
 * A host chooses one option, and all its partners fit it. For each set of options, partners that fit only these get
 * places only if one of the set is chosen. If partners can fit several options, such rows can't be tighter.
 */
function addOneOf<T extends string>(
  sketch: Sketch,
  host: HostColumn,
  options: readonly T[],
  fitting: (pair: PairColumn) => readonly T[],
  concession: Concession,
  give: Give,
): void {
  if (options.length === 0) return;
  const chosen = options.map((option) => ({
    option,
    column: addColumn(sketch, { points: 0, atLeast: 0, atMost: 1, whole: true }),
  }));
  const one = addSum(sketch, columnsOf(chosen), 0, 0);
  put(sketch, host.column, one, -1);
  give(one, 1 - options.length, aSchool, 1, concession);
  const fits = host.pairs.map((pair) => ({
    ...pair,
    set: options.filter((one) => fitting(pair).includes(one)),
  }));
  const sets = [...fits.map(({ set }) => set), ...options.map((option) => [option])].filter(
    (set) => set.length > 0 && set.length < options.length,
  );
  for (const set of new Map(sets.map((each) => [JSON.stringify(each), each])).values()) {
    const inside = fits.filter((pair) => pair.set.every((option) => set.includes(option)));
    if (inside.length === 0) continue;
    const row = addSum(sketch, columnsOf(inside), Number.NEGATIVE_INFINITY, 0);
    for (const { option, column } of chosen)
      if (set.includes(option)) put(sketch, column, row, -host.host.capacity);
  }
}

function addAccepted(sketch: Sketch, { hosts, partners }: Columns, school: string, give: Give): void {
  const asHost = hosts.filter(({ host }) => host.id === school);
  const asPartner = partners.filter(({ partner }) => partner.id === school);
  const row = addSum(sketch, columnsOf([...asHost, ...asPartner]), 1, unbounded);
  give(row, 1, aDecision, 1, { kind: 'not-accepted', school });
}

function addLock(sketch: Sketch, columns: Columns, ruling: Ruling, give: Give): void {
  const row = addSum(sketch, columnsOf(pairsRuled(columns, ruling)), 1, 1);
  give(row, 1, aDecision, 1, { kind: 'lock-lifted', ruling });
}

function addBan(sketch: Sketch, columns: Columns, ruling: Ruling, give: Give): void {
  const row = addRow(sketch, Number.NEGATIVE_INFINITY, 0);
  for (const { column } of pairsRuled(columns, ruling)) put(sketch, column, row, 1);
  give(row, -1, aDecision, 1, { kind: 'ban-lifted', ruling });
}

const pairsRuled = ({ hosts }: Columns, ruling: Ruling) =>
  hosts
    .filter(({ host }) => host.id === ruling.host)
    .flatMap(({ pairs }) => pairs.filter(({ partner }) => partner.id === ruling.partner));
