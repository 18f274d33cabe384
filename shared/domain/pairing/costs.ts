import { wholeAt } from './cells.ts';
import type { ScoreTable } from './columns.ts';
import { nearbyHosts } from './nearby.ts';
import { perfectScore, type Ruling } from './problem.ts';
import { type HostRow, rowScores } from './row-scores.ts';

/** Where the costs of pairs come from. A row is asked for when it is needed, and again when more of it is. */
export type PairCosts = {
  readonly hostCount: number;
  readonly partnerCount: number;
  /** Writes every allowed pair of a partner with its cost in points, in any order; answers how many there are. */
  readonly writeRow: (partner: number, row: HostRow) => number;
};

/** The hosts that partners must not have, by the row of the partner. */
export type BansByRow = ReadonlyMap<number, ReadonlySet<number>>;

/** Bans by rows; those of schools that have no row are left out. */
export function bansByRow(
  bans: readonly Ruling[],
  hostRows: ReadonlyMap<string, number>,
  partnerRows: ReadonlyMap<string, number>,
): BansByRow {
  const banned = new Map<number, Set<number>>();
  for (const { host, partner } of bans) {
    const [hostRow, partnerRow] = [hostRows.get(host), partnerRows.get(partner)];
    if (hostRow === undefined || partnerRow === undefined) continue;
    banned.set(partnerRow, (banned.get(partnerRow) ?? new Set()).add(hostRow));
  }
  return banned;
}

/**
 * The costs of a table's pairs: what each lacks to a perfect score. Banned pairs are not allowed, nor those that score less
 * than `leastScore`.
 */
export function pairCosts(table: ScoreTable, bans: BansByRow, leastScore: number): PairCosts {
  const near = nearbyHosts(table);
  const writeScores = rowScores(table);

  const writeRow = (partner: number, row: HostRow): number => {
    const scored = writeScores(partner, near(partner), row);
    const banned = bans.get(partner);
    let count = 0;
    for (let index = 0; index < scored; index += 1) {
      const host = wholeAt(row.hosts, index);
      const score = wholeAt(row.points, index);
      if (score < leastScore || banned?.has(host)) continue;
      row.hosts[count] = host;
      row.points[count] = perfectScore - score;
      count += 1;
    }
    return count;
  };
  return { hostCount: table.hosts.count, partnerCount: table.partners.count, writeRow };
}
