import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { chordOfKm, kmOfSquaredChord, onSphere } from '#domain/pairing/geography.ts';
import type { Entrant, HostEntrant } from '#domain/pairing/problem.ts';
import { earnedByUnknown, openAreas, shareNames, usualSecondChoice } from '#domain/pairing/score.ts';
import { mustShareArea, type PairingRules } from '#domain/program/program.ts';
import { type Level, levels } from '#domain/program/school.ts';

/*
 * Schools as columns of numbers. A district has hundreds of thousands of possible pairs, and a country millions.
 * Scoring them from objects takes ten times as long. The results are exactly those of `scoreOf`.
 */
const shareCount = shareNames.length;
const bitsPerWord = 30;

/** Schools of one side, one row each. */
export type Columns = {
  readonly count: number;
  /** A school's levels as bits, in the order of `levels`; 0 for none. */
  readonly levels: Int32Array;
  /** For hosts: the allowed levels of their partners, as bits; 0 for any. */
  readonly takes: Int32Array;
  /** Equal numbers mean equal regions. */
  readonly region: Int32Array;
  /** The place on the unit sphere; NaN if unknown. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Focus areas as bits, `areaWords` words per school. */
  readonly areas: Int32Array;
  readonly areaCount: Int32Array;
  /** For partners: the number of the first choice; -1 for none. */
  readonly firstArea: Int32Array;
  /** Student groups in percent, in the order of `shareNames`; NaN if unknown. */
  readonly shares: Float64Array;
};

/** Both sides of a problem, and the points of their pairs. */
export type ScoreTable = {
  readonly hosts: Columns;
  readonly partners: Columns;
  readonly areaWords: number;
  readonly rules: PairingRules;
  /** Points for level by the bits of host and partner, 8 × 8; `forbidden` if they are two levels apart. */
  readonly levelPoints: Int32Array;
};

/** The value for schools two levels apart. */
const forbidden = -1;

/** Writes both sides' schools as columns. */
export function tabulate(
  rules: PairingRules,
  hosts: readonly HostEntrant[],
  partners: readonly Entrant[],
): ScoreTable {
  const regions = numbered([...hosts, ...partners].map(({ region }) => region));
  const areas = numbered([...hosts.flatMap(openAreas), ...partners.flatMap(({ focusAreas }) => focusAreas)]);
  const areaWords = Math.max(1, Math.ceil(areas.size / bitsPerWord));
  return {
    hosts: columnsOf(hosts, regions, areas, areaWords),
    partners: columnsOf(partners, regions, areas, areaWords),
    areaWords,
    rules,
    levelPoints: levelPointsOf(rules),
  };
}

/** Gives each name its own number. */
function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, index]));
}

function columnsOf(
  schools: readonly (Entrant & Pick<HostEntrant, 'takes' | 'focus'>)[],
  regions: ReadonlyMap<string, number>,
  areas: ReadonlyMap<string, number>,
  areaWords: number,
): Columns {
  const count = schools.length;
  const columns = {
    count,
    levels: Int32Array.from(schools, (school) => levelBits(school.levels)),
    takes: Int32Array.from(schools, ({ takes }) => levelBits(takes ? [takes] : [])),
    region: Int32Array.from(schools, ({ region }) => regions.get(region) ?? 0),
    x: new Float64Array(count).fill(Number.NaN),
    y: new Float64Array(count).fill(Number.NaN),
    z: new Float64Array(count).fill(Number.NaN),
    areas: new Int32Array(count * areaWords),
    areaCount: Int32Array.from(schools, ({ focusAreas }) => new Set(focusAreas).size),
    firstArea: Int32Array.from(schools, ({ focusAreas: [first = ''] }) => areas.get(first) ?? -1),
    shares: new Float64Array(count * shareCount).fill(Number.NaN),
  };
  schools.forEach((school, row) => {
    if (school.location) {
      const { x, y, z } = onSphere(school.location);
      columns.x[row] = x;
      columns.y[row] = y;
      columns.z[row] = z;
    }
    for (const area of openAreas(school)) setBit(columns.areas, row * areaWords, areas.get(area) ?? 0);
    shareNames.forEach((name, index) => {
      columns.shares[row * shareCount + index] = school.demographics[name] ?? Number.NaN;
    });
  });
  return columns;
}

const levelBits = (own: readonly Level[]): number =>
  levels.reduce((bits, level, index) => (own.includes(level) ? bits | (1 << index) : bits), 0);

function setBit(words: Int32Array, offset: number, bit: number) {
  const word = offset + Math.floor(bit / bitsPerWord);
  words[word] = wholeAt(words, word) | (1 << (bit % bitsPerWord));
}

/** The number of sets of levels. */
const levelSets = 1 << levels.length;

function levelPointsOf(rules: PairingRules): Int32Array {
  const points = new Int32Array(levelSets * levelSets);
  for (let own = 0; own < levelSets; own += 1)
    for (let other = 0; other < levelSets; other += 1)
      points[own * levelSets + other] = levelPointsBetween(rules, own, other);
  return points;
}

/** Shifting a level's bit by one gives its neighbor's. */
function levelPointsBetween(
  { weights, neighboringLevels }: PairingRules,
  own: number,
  other: number,
): number {
  if (own === 0 || other === 0) return Math.round(weights.level * earnedByUnknown);
  if (own & other) return weights.level;
  const neighbors = (own << 1) | (own >> 1);
  return neighbors & other ? Math.round(weights.level * neighboringLevels) : forbidden;
}

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
    const fitting = admitByLevel(table, partner, row, nearEnough);
    const count = admitByArea(table, partner, row, fitting);
    addRegionPoints(table, partner, row, count);
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

/** Adds points for focus areas. If an area must be shared, keeps only hosts that share one. Returns the number of hosts. */
function admitByArea(table: ScoreTable, partner: number, row: HostRow, from: number): number {
  const { hosts, partners, areaWords, rules } = table;
  const isRequired = mustShareArea(rules);
  const byShared = isRequired ? undefined : areaPointsByShared(table, partner);
  const first = wholeAt(partners.firstArea, partner);
  const firstWord = Math.floor(first / bitsPerWord);
  const firstBit = first < 0 ? 0 : 1 << (first % bitsPerWord);
  const forFirst = rules.weights.focusArea;
  const forSecond = Math.round(forFirst * (rules.secondChoice ?? usualSecondChoice));
  let count = 0;
  for (let index = 0; index < from; index += 1) {
    const host = wholeAt(row.hosts, index);
    let shared = 0;
    for (let word = 0; word < areaWords; word += 1)
      shared += bitCount(
        wholeAt(hosts.areas, host * areaWords + word) & wholeAt(partners.areas, partner * areaWords + word),
      );
    if (isRequired && shared === 0) continue;
    const meetsFirst =
      firstBit !== 0 && (wholeAt(hosts.areas, host * areaWords + firstWord) & firstBit) !== 0;
    const points = byShared ? wholeAt(byShared, shared) : meetsFirst ? forFirst : forSecond;
    row.hosts[count] = host;
    row.points[count] = wholeAt(row.points, index) + points;
    count += 1;
  }
  return count;
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
