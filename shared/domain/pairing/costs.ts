import { wholeAt } from './cells.ts';
import type { ScoreTable } from './columns.ts';
import { nearbyHosts } from './nearby.ts';
import { perfectScore, type Ruling } from './problem.ts';
import { type HostRow, rowScores } from './row-scores.ts';

/** The source of pair costs. A row is requested when it is needed, and again if more of it is. */
export type PairCosts = {
  readonly hostCount: number;
  readonly partnerCount: number;
  /** Writes all of a partner's allowed pairs with their costs in points, in any order. Returns their number. */
  readonly writeRow: (partner: number, row: HostRow) => number;
};

/** Banned hosts by partner row. */
export type BansByRow = ReadonlyMap<number, ReadonlySet<number>>;

/** Bans by row, without those of schools that have no row. */
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
 * The costs of a table's pairs: their distance to a perfect score. Excludes banned pairs and pairs below
 * `leastScore`.
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
