import type { Level } from '../school.ts';
import { inOrder, type PairingProblem } from './problem.ts';
import type { Columns } from './selection-sketch.ts';

/** The chosen schools as a separate problem: each host with the places and the level that it was given. */
export function chosenProblem(
  candidates: PairingProblem,
  columns: Columns,
  values: readonly number[],
): PairingProblem {
  const isOne = (column: number) => Math.round(values[column] ?? 0) === 1;
  const takes = levelsTaken(columns, values);
  const hosts = columns.hosts
    .filter(({ column }) => isOne(column))
    .map(({ host, pairs }) => {
      const level = takes.get(host.id);
      const capacity = pairs.filter((pair) => isOne(pair.column)).length;
      return { ...host, capacity, ...(level ? { takes: level } : {}) };
    });
  const partners = columns.partners.filter(({ column }) => isOne(column)).map(({ partner }) => partner);
  const hostIds = new Set(hosts.map(({ id }) => id));
  const partnerIds = new Set(partners.map(({ id }) => id));
  const ruled = (rulings: PairingProblem['locks']) =>
    rulings
      .filter(({ host, partner }) => hostIds.has(host) && partnerIds.has(partner))
      .toSorted((a, b) => inOrder(a.host, b.host) || inOrder(a.partner, b.partner));
  return { ...candidates, hosts, partners, locks: ruled(candidates.locks), bans: ruled(candidates.bans) };
}

/** The level of each host, by ID; empty if levels may mix. */
export const levelsTaken = ({ levels }: Columns, values: readonly number[]): ReadonlyMap<string, Level> =>
  new Map(
    levels
      .filter(({ column }) => Math.round(values[column] ?? 0) === 1)
      .map(({ host, level }): [string, Level] => [host, level]),
  );
