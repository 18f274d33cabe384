import { realAt } from './cells.ts';
import type { Columns, ScoreTable } from './columns.ts';
import { chordOfKm } from './sphere.ts';

/** The hosts that may be close enough to a partner, by row: all that are, and some that are not. */
export type Nearby = (partner: number) => Int32Array;

/**
 * Finds hosts near partners. Without a largest distance, that is all hosts. With one, space is divided into cubes of
 * that width, so that near hosts are in the partner's own cube or one of the 26 around it. Poles and date lines need
 * no special case, and even in a whole country each partner looks only at its surroundings.
 */
export function nearbyHosts(table: ScoreTable): Nearby {
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
