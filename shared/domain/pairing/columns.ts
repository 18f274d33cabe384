import { type Level, levels } from '../school.ts';
import { wholeAt } from './cells.ts';
import type { Entrant, HostEntrant, PairingRules } from './problem.ts';
import { earnedByUnknown, shareNames } from './score.ts';
import { onSphere } from './sphere.ts';

/*
 * Schools as columns of numbers. A district has hundreds of thousands of possible pairs, and a country millions.
 * Scoring them from objects takes ten times as long. The results are exactly those of `scoreOf`.
 */

export const shareCount = shareNames.length;
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
export const forbidden = -1;

/** Writes both sides' schools as columns. */
export function tabulate(
  rules: PairingRules,
  hosts: readonly HostEntrant[],
  partners: readonly Entrant[],
): ScoreTable {
  const regions = numbered([...hosts, ...partners].map(({ region }) => region));
  const areas = numbered([...hosts, ...partners].flatMap(({ focusAreas }) => focusAreas));
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
  schools: readonly (Entrant & Pick<HostEntrant, 'takes'>)[],
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
    shares: new Float64Array(count * shareCount).fill(Number.NaN),
  };
  schools.forEach((school, row) => {
    if (school.location) {
      const { x, y, z } = onSphere(school.location);
      columns.x[row] = x;
      columns.y[row] = y;
      columns.z[row] = z;
    }
    for (const area of school.focusAreas) setBit(columns.areas, row * areaWords, areas.get(area) ?? 0);
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
export const levelSets = 1 << levels.length;

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
