import { realAt, wholeAt } from './cells.ts';
import { forbidden, levelSets, type ScoreTable, shareCount } from './columns.ts';
import { earnedByUnknown } from './score.ts';
import { chordOfKm, kmOfSquaredChord } from './sphere.ts';

/** Some hosts by row, with a number for each: points or costs. Longer than its content. */
export type HostRow = { readonly hosts: Int32Array; readonly points: Int32Array };

export const emptyRow = (hostCount: number): HostRow => ({
  hosts: new Int32Array(hostCount),
  points: new Int32Array(hostCount),
});

/** Writes the hosts that the rules allow for a partner, with their scores. Returns their number. */
export type ScoreRow = (partner: number, candidates: Int32Array, row: HostRow) => number;

/** Scores a partner with hosts, part by part. Each part is one loop along the columns, which is fastest. */
export function rowScores(table: ScoreTable): ScoreRow {
  const admitByDistance = distancePass(table);
  return (partner, candidates, row) => {
    const nearEnough = admitByDistance(partner, candidates, row);
    const count = admitByLevel(table, partner, row, nearEnough);
    addRegionPoints(table, partner, row, count);
    addAreaPoints(table, partner, row, count);
    addDemographicsPoints(table, partner, row, count);
    return count;
  };
}

/** Starts a row with the hosts that are near enough, and their points for distance. */
function distancePass({ hosts, partners, rules }: ScoreTable): ScoreRow {
  const { x: hostX, y: hostY, z: hostZ } = hosts;
  const weight = rules.weights.distance;
  const unknown = Math.round(weight * earnedByUnknown);
  const { farthestKm, withinKm = Number.POSITIVE_INFINITY } = rules;
  // Saves an arcsine for far hosts. Slightly wider than exact, because the distance in km decides.
  const widestSquare = chordOfKm(withinKm) ** 2 * 1.000001;

  return (partner, candidates, row) => {
    const ownX = realAt(partners.x, partner);
    const ownY = realAt(partners.y, partner);
    const ownZ = realAt(partners.z, partner);
    let count = 0;
    for (let index = 0; index < candidates.length; index += 1) {
      const host = wholeAt(candidates, index);
      const x = realAt(hostX, host) - ownX;
      const y = realAt(hostY, host) - ownY;
      const z = realAt(hostZ, host) - ownZ;
      const square = x * x + y * y + z * z;
      if (square > widestSquare) continue;
      let points = unknown;
      // An unknown place is NaN, and so is anything calculated with it.
      if (!Number.isNaN(square)) {
        const km = kmOfSquaredChord(square);
        if (km > withinKm) continue;
        points = Math.round(weight * Math.max(0, 1 - km / farthestKm));
      }
      row.hosts[count] = host;
      row.points[count] = points;
      count += 1;
    }
    return count;
  };
}

/** Keeps only hosts with a fitting level in a row, adds their points for level, and returns their number. */
function admitByLevel(
  { hosts, partners, levelPoints }: ScoreTable,
  partner: number,
  row: HostRow,
  from: number,
) {
  const own = wholeAt(partners.levels, partner);
  let count = 0;
  for (let index = 0; index < from; index += 1) {
    const host = wholeAt(row.hosts, index);
    const points = wholeAt(levelPoints, wholeAt(hosts.levels, host) * levelSets + own);
    const takes = wholeAt(hosts.takes, host);
    if (points === forbidden || (takes !== 0 && (takes & own) === 0)) continue;
    row.hosts[count] = host;
    row.points[count] = wholeAt(row.points, index) + points;
    count += 1;
  }
  return count;
}

function addRegionPoints(
  { hosts, partners, rules }: ScoreTable,
  partner: number,
  row: HostRow,
  count: number,
) {
  const own = wholeAt(partners.region, partner);
  for (let index = 0; index < count; index += 1)
    if (wholeAt(hosts.region, wholeAt(row.hosts, index)) === own)
      row.points[index] = wholeAt(row.points, index) + rules.weights.region;
}

function addAreaPoints(table: ScoreTable, partner: number, row: HostRow, count: number): void {
  const { hosts, partners, areaWords } = table;
  const pointsByShared = areaPointsByShared(table, partner);
  for (let index = 0; index < count; index += 1) {
    const host = wholeAt(row.hosts, index);
    let shared = 0;
    for (let word = 0; word < areaWords; word += 1)
      shared += bitCount(
        wholeAt(hosts.areas, host * areaWords + word) & wholeAt(partners.areas, partner * areaWords + word),
      );
    row.points[index] = wholeAt(row.points, index) + wholeAt(pointsByShared, shared);
  }
}

/** A partner's points for focus areas, by the number of its areas that the host shares. */
function areaPointsByShared({ partners, rules }: ScoreTable, partner: number): Int32Array {
  const wanted = wholeAt(partners.areaCount, partner);
  return Int32Array.from({ length: wanted + 1 }, (_, shared) =>
    Math.round(rules.weights.focusArea * (wanted === 0 ? earnedByUnknown : shared / wanted)),
  );
}

/** The number of set bits in a word. Each step clears the lowest one. */
function bitCount(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function addDemographicsPoints(
  { hosts, partners, rules }: ScoreTable,
  partner: number,
  row: HostRow,
  count: number,
) {
  const weight = rules.weights.demographics;
  const { shares } = hosts;
  const own = partners.shares.subarray(partner * shareCount, (partner + 1) * shareCount);
  for (let index = 0; index < count; index += 1) {
    const start = wholeAt(row.hosts, index) * shareCount;
    let known = 0;
    let sum = 0;
    for (let share = 0; share < shareCount; share += 1) {
      const difference = Math.abs(realAt(shares, start + share) - realAt(own, share));
      if (Number.isNaN(difference)) continue;
      known += 1;
      sum += difference;
    }
    const alike = known === 0 ? earnedByUnknown : 1 - sum / known / 100;
    row.points[index] = wholeAt(row.points, index) + Math.round(weight * alike);
  }
}
