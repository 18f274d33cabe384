import type { MilpModel } from '#domain/base/integer-program.ts';
import { byId, type HostEntrant, type PairingProblem, pairKey } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import type { SelectionProblem, SelectionRule } from './problem.ts';
import {
  addColumn,
  addRow,
  addRule,
  addSum,
  type Columns,
  type Exception,
  modelOf,
  newSketch,
  type PairColumn,
  type PartnerColumn,
  put,
  type Sketch,
} from './rows.ts';

/** What a model looks for: just an answer, or the fewest exceptions to its rules. With exceptions, there's always one. */
type Aim = 'fewest-exceptions' | 'any-answer';

/**
 * Whether a selection can meet some of its rules, as a program with a column for each school in a role and for each
 * allowed pair. Schools are sorted by ID, so that the input order does not matter. Only the columns of schools,
 * levels, and areas need to be whole: the rest is then a transportation problem with whole corners.
 */
export function selectionModel(
  { candidates }: SelectionProblem,
  rules: readonly SelectionRule[],
  aim: Aim,
): { readonly model: MilpModel; readonly exceptions: readonly Exception[] } {
  const sketch = newSketch();
  const admitsAll = rules.some(({ kind }) => kind === 'all-hosts');
  const partners = candidates.partners.toSorted(byId).map((partner) => ({
    partner,
    column: addColumn(sketch, { points: 0, atLeast: 0, atMost: 1, whole: true }),
  }));
  const pairsOf = pairColumns(sketch, candidates, partners, rules, aim);
  const hosts = candidates.hosts.toSorted(byId).map((host) => {
    const column = addColumn(sketch, { points: 0, atLeast: admitsAll ? 1 : 0, atMost: 1, whole: true });
    return { host, column, pairs: pairsOf(host) };
  });
  const columns: Columns = { hosts, partners };
  keepCapacities(sketch, columns);
  if (!admitsAll) keepHostsWithPartners(sketch, columns);
  keepOneHostEach(sketch, columns);
  keepOneRoleEach(sketch, columns);
  for (const rule of rules) addRule(sketch, columns, rule, aim === 'fewest-exceptions');
  return { model: modelOf(sketch), exceptions: sketch.exceptions };
}

/**
 * Adds the columns of a host's pairs. A banned pair has no column, unless exceptions are counted: lifting the ban is
 * then one.
 */
function pairColumns(
  sketch: Sketch,
  candidates: PairingProblem,
  partners: readonly PartnerColumn[],
  rules: readonly SelectionRule[],
  aim: Aim,
) {
  const { locks, leastScore = 0 } = candidates;
  const scoreBetween = scoresIn(candidates);
  const locked = new Set(locks.map(pairKey));
  const banned = new Set(rules.flatMap((rule) => (rule.kind === 'ban' ? [pairKey(rule.ruling)] : [])));
  return (host: HostEntrant): readonly PairColumn[] =>
    partners.flatMap(({ partner }) => {
      const score = partner.id === host.id ? undefined : scoreBetween(host, partner)?.total;
      const key = pairKey({ host: host.id, partner: partner.id });
      if (score === undefined || (score < leastScore && !locked.has(key))) return [];
      if (banned.has(key) && aim !== 'fewest-exceptions') return [];
      const column = addColumn(sketch, { points: 0, atLeast: 0, atMost: 1, whole: false });
      return [{ host: host.id, partner, column }];
    });
}

/** A chosen host has at most as many partners as places. Other hosts have none. */
function keepCapacities(sketch: Sketch, { hosts }: Columns): void {
  for (const { host, column, pairs } of hosts) {
    const columns = pairs.map((pair) => pair.column);
    put(sketch, column, addSum(sketch, columns, Number.NEGATIVE_INFINITY, 0), -host.capacity);
  }
}

/** A chosen host has at least one partner. */
function keepHostsWithPartners(sketch: Sketch, { hosts }: Columns): void {
  for (const { column, pairs } of hosts) {
    const columns = pairs.map((pair) => pair.column);
    put(sketch, column, addSum(sketch, columns, 0, Number.POSITIVE_INFINITY), -1);
  }
}

/** A chosen partner has one host. Other partners have none. */
function keepOneHostEach(sketch: Sketch, { hosts, partners }: Columns): void {
  const rowOf = new Map(
    partners.map(({ partner, column }) => {
      const row = addRow(sketch, 0, 0);
      put(sketch, column, row, -1);
      return [partner.id, row];
    }),
  );
  for (const { partner, column } of hosts.flatMap(({ pairs }) => pairs)) {
    const row = rowOf.get(partner.id);
    if (row !== undefined) put(sketch, column, row, 1);
  }
}

/** A candidate for both roles is chosen in at most one. */
function keepOneRoleEach(sketch: Sketch, { hosts, partners }: Columns): void {
  const hostColumns = new Map(hosts.map(({ host, column }) => [host.id, column]));
  for (const { partner, column } of partners) {
    const asHost = hostColumns.get(partner.id);
    if (asHost !== undefined) addSum(sketch, [asHost, column], 0, 1);
  }
}
