import { wholeAt } from './cells.ts';
import { forbidden, type ScoreTable, scoreAt } from './columns.ts';
import { nearbyHosts } from './nearby.ts';
import { perfectScore } from './problem.ts';

/** Room for the pairs of one partner: hosts by row, and what each pair costs in points. */
export type CostRow = { readonly hosts: Int32Array; readonly costs: Int32Array };

/** Where the costs of pairs come from. A row is asked for when it is needed, and again when more of it is. */
export type PairCosts = {
  readonly hostCount: number;
  readonly partnerCount: number;
  /** Writes every allowed pair of a partner, in any order, and answers how many there are. */
  readonly writeRow: (partner: number, row: CostRow) => number;
};

/**
 * The costs of a table's pairs: what each lacks to a perfect score. Bans are hosts by the row of the partner that must not
 * have them; a pair that scores less than `leastScore` is not allowed.
 */
export function pairCosts(
  table: ScoreTable,
  bans: ReadonlyMap<number, ReadonlySet<number>>,
  leastScore: number,
): PairCosts {
  const near = nearbyHosts(table);
  const lowest = Math.max(leastScore, forbidden + 1);

  const writeRow = (partner: number, row: CostRow): number => {
    const banned = bans.get(partner);
    const hosts = near(partner);
    let count = 0;
    for (let index = 0; index < hosts.length; index += 1) {
      const host = wholeAt(hosts, index);
      const score = scoreAt(table, host, partner);
      if (score < lowest || banned?.has(host)) continue;
      row.hosts[count] = host;
      row.costs[count] = perfectScore - score;
      count += 1;
    }
    return count;
  };
  return { hostCount: table.hosts.count, partnerCount: table.partners.count, writeRow };
}
