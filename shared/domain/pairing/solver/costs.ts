import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { chordOfKm } from '#domain/pairing/geography.ts';
import type { Entrant, HostEntrant, Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { perfectScore } from '#domain/program/program.ts';
import {
  type Columns,
  emptyRow,
  type HostRow,
  rowScores,
  type ScoreRow,
  type ScoreTable,
  tabulate,
} from './columns.ts';

/** The hosts that may be close enough to a partner, by row: all that are, and some that are not. */
type Nearby = (partner: number) => Int32Array;

/**
 * Finds hosts near partners. Without a largest distance, that is all hosts. With one, space is divided into cubes of
 * that width, so that near hosts are in the partner's own cube or one of the 26 around it. Poles and date lines need
 * no special case, and even in a whole country each partner looks only at its surroundings.
 */
function nearbyHosts(table: ScoreTable): Nearby {
  const { hosts, partners, rules } = table;
  const everyHost = Int32Array.from({ length: hosts.count }, (_, host) => host);
  if (rules.withinKm === undefined) return () => everyHost;
  const cubes = cubesOf(hosts, chordOfKm(rules.withinKm) * 1.000001);
  const found = new Int32Array(hosts.count);
  return (partner) => {
    const at = cubes.cubeOf(partners, partner);
    return at === undefined ? everyHost : found.subarray(0, cubes.collectAround(at, found));
  };
}

/** Hosts by cubes of this width. Hosts without a known place are near everyone. */
function cubesOf(hosts: Columns, width: number) {
  // One extra cube on each side of the sphere, so that a cube's neighbors never wrap around.
  const across = Math.ceil(2 / width) + 3;
  const placeless: number[] = [];
  const gathered = new Map<number, number[]>();
  const along = (coordinate: number) => Math.floor((coordinate + 1) / width) + 1;
  const cubeOf = (columns: Columns, row: number): number | undefined => {
    const x = realAt(columns.x, row);
    if (Number.isNaN(x)) return undefined;
    return (along(x) * across + along(realAt(columns.y, row))) * across + along(realAt(columns.z, row));
  };
  for (let host = 0; host < hosts.count; host += 1) {
    const cube = cubeOf(hosts, host);
    const neighbors = cube === undefined ? placeless : (gathered.get(cube) ?? []);
    neighbors.push(host);
    if (cube !== undefined) gathered.set(cube, neighbors);
  }
  const everywhere = Int32Array.from(placeless);
  const byCube = new Map([...gathered].map(([cube, members]) => [cube, Int32Array.from(members)]));
  const offsets = offsetsAround(across);

  /** Writes the hosts in and around a cube, and returns their number. */
  const collectAround = (cube: number, found: Int32Array): number => {
    found.set(everywhere);
    let count = everywhere.length;
    for (const offset of offsets) {
      const members = byCube.get(cube + offset);
      if (members === undefined) continue;
      found.set(members, count);
      count += members.length;
    }
    return count;
  };
  return { cubeOf, collectAround };
}

function offsetsAround(across: number): readonly number[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((x) => steps.flatMap((y) => steps.map((z) => (x * across + y) * across + z)));
}

/** The source of pair costs. A row is requested when it is needed, and again if more of it is. */
export type PairRows = {
  readonly hostCount: number;
  readonly partnerCount: number;
  /** Writes all of a partner's allowed pairs with their costs in points, in any order. Returns their number. */
  readonly writeRow: (partner: number, row: HostRow) => number;
};

export type PairCosts = PairRows & {
  /** The score of one pair, whatever is banned; undefined if the rules don't allow it. */
  readonly scoreOf: (partner: number, host: number) => number | undefined;
};

/** Hosts by partner row, each with a number. */
type HostsByRow = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** The rows of pairs with a number each. Pairs of schools without a row are left out. */
function byRow(
  pairs: readonly (Pair & { readonly points: number })[],
  hosts: readonly Named[],
  partners: readonly Named[],
): HostsByRow {
  const found = new Map<number, Map<number, number>>();
  if (pairs.length === 0) return found;
  const [hostRows, partnerRows] = [rowsOf(hosts), rowsOf(partners)];
  for (const { host, partner, points } of pairs) {
    const [hostRow, partnerRow] = [hostRows.get(host), partnerRows.get(partner)];
    if (hostRow === undefined || partnerRow === undefined) continue;
    const own = found.get(partnerRow) ?? new Map<number, number>();
    found.set(partnerRow, own.set(hostRow, points));
  }
  return found;
}

export const rowsOf = (schools: readonly Named[]): ReadonlyMap<string, number> =>
  new Map(schools.map(({ id }, row) => [id, row]));

/** The scores of pairs that only an exception allows: without points for focus areas, and less its price. */
function exceptedScores(
  { rules, exceptions = [] }: Pick<PairingProblem, 'rules' | 'exceptions'>,
  { hosts, partners }: Sides,
  scoreRow: ScoreRow,
): HostsByRow {
  if (exceptions.length === 0) return new Map();
  const weights = { ...rules.weights, focusArea: 0 };
  const scoreWithoutAreas = rowScores(tabulate({ ...rules, focus: 'weight', weights }, hosts, partners));
  const row = emptyRow(1);
  const prices = byRow(
    exceptions.map((exception) => ({ ...exception, points: exception.pricePoints })),
    hosts,
    partners,
  );
  return new Map(
    [...prices].map(([partner, own]) => [
      partner,
      new Map(
        [...own].flatMap(([host, price]): (readonly [number, number])[] => {
          const only = Int32Array.of(host);
          if (scoreRow(partner, only, row) > 0 || scoreWithoutAreas(partner, only, row) === 0) return [];
          return [[host, Math.max(0, wholeAt(row.points, 0) - price)]];
        }),
      ),
    ]),
  );
}

type Sides = { readonly hosts: readonly HostEntrant[]; readonly partners: readonly Entrant[] };

/**
 * The costs of a problem's pairs, by the rows of these schools: their distance to a perfect score. Excludes banned
 * pairs and pairs below the least score.
 */
export function pairCosts(problem: Omit<PairingProblem, 'locks'>, sides: Sides): PairCosts {
  const { rules, leastScore = 0 } = problem;
  const table = tabulate(rules, sides.hosts, sides.partners);
  const near = nearbyHosts(table);
  const writeScores = rowScores(table);
  const bans = byRow(
    problem.bans.map((ban) => ({ ...ban, points: 0 })),
    sides.hosts,
    sides.partners,
  );
  const excepted = exceptedScores(problem, sides, writeScores);
  const single = emptyRow(1);

  const scoreOf = (partner: number, host: number): number | undefined =>
    writeScores(partner, Int32Array.of(host), single) > 0
      ? wholeAt(single.points, 0)
      : excepted.get(partner)?.get(host);

  const writeRow = (partner: number, row: HostRow): number => {
    let scored = writeScores(partner, near(partner), row);
    for (const [host, points] of excepted.get(partner) ?? []) {
      row.hosts[scored] = host;
      row.points[scored] = points;
      scored += 1;
    }
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
  return { hostCount: table.hosts.count, partnerCount: table.partners.count, writeRow, scoreOf };
}

/*
 * Decides between equally good plans, independent of the order of a file. Each pair has a tie value far below a
 * point, a hash of its two schools' IDs. The solver minimizes points × scale + tie, so ties decide only between plans
 * with equal points and nearly always leave one. Random weights isolate one optimum: K. Mulmuley, U. V. Vazirani, and
 * V. V. Vazirani, "Matching is as easy as matrix inversion", Combinatorica 7 (1987). That plan stays optimal if the
 * algorithm changes. If the hash leaves a tie, the order of IDs decides.
 */
export type Ties = {
  /** The value of a point in ties, a power of two: more than the ties of any chain of pairs add up to. */
  readonly scale: number;
  /** Ties are whole numbers from 0 to below this, a power of two. */
  readonly values: number;
  readonly hosts: Int32Array;
  readonly partners: Int32Array;
};

type Named = Pick<Entrant, 'id'>;

/**
 * Ties for a problem. A price is the difference of two paths of pairs, each through every host at most once, so its
 * ties add up to less than (hosts + 2) × values on either side of zero. With a scale of twice that, rounding a price
 * gives its points. Prices stay within four times `unplacedCost` × scale, which must be a whole number that a double
 * can hold.
 */
export function tiesOf(hosts: readonly Named[], partners: readonly Named[], unplacedCost: number): Ties {
  const largestPrice = 4 * Math.max(unplacedCost, 2 * perfectScore * (hosts.length + 1));
  const scale = powerOfTwoBelow(Number.MAX_SAFE_INTEGER / largestPrice);
  const values = Math.min(2 ** 30, powerOfTwoBelow(scale / (2 * (hosts.length + 2))));
  return {
    scale,
    values,
    hosts: Int32Array.from(hosts, ({ id }) => hashOf(id)),
    partners: Int32Array.from(partners, ({ id }) => hashOf(id)),
  };
}

const powerOfTwoBelow = (bound: number): number => 2 ** Math.floor(Math.log2(bound));

/** The FNV-1a hash of a text's UTF-16 units, 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/**
 * The tie value of two schools from the hashes of their IDs: the mixed sum (the finalizer of MurmurHash3, A.
 * Appleby).
 */
export function tieOf(host: number, partner: number, values: number): number {
  let hash = Math.imul(host, 0x9e3779b1) ^ Math.imul(partner, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) & (values - 1);
}
