import { kmPerDegree } from '#domain/pairing/geography.ts';
import { round } from './scale.ts';

/** A school on the map. A school without a location is only in the table. Degrees. */
export type MapSchool = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly location?: { readonly latitude: number; readonly longitude: number } | undefined;
};

export type Point = readonly [x: number, y: number];
export type Projection = (location: NonNullable<MapSchool['location']>) => Point;

/** In units of the drawing, like all lengths here. */
export const WIDTH = 640;
export const MARGIN = 22;
/** Limits the height, wherever the schools are. */
const MOST_HEIGHT = 620;
const LEAST_HEIGHT = 300;

/** Room below the schools for the scale. */
const SCALE = 24;

type Layout = {
  readonly project: Projection;
  readonly height: number;
  /** The length of a kilometer. */
  readonly perKm: number;
  /** Where each host's mark goes, by its ID. */
  readonly spots: ReadonlyMap<string, Point>;
  readonly regions: readonly Placed[];
  /** Whether a school's name has room next to its mark. */
  readonly isRoomy: (school: MapSchool) => boolean;
};

/** Where everything on a map goes. `hosts` are among the schools. */
export function layoutOf(schools: readonly MapSchool[], hosts: readonly MapSchool[]): Layout {
  const { project, height, perKm } = projectionOf(
    schools.flatMap(({ location }) => (location ? [location] : [])),
  );
  const regions = regionNames(schools, project);
  return {
    ...{ project, height, perKm, regions },
    spots: apart(hosts, project, height),
    isRoomy: roomFor(schools, regions, project),
  };
}

const marksOf = (schools: readonly MapSchool[], project: Projection): readonly Point[] =>
  schools.flatMap(({ location }) => (location ? [project(location)] : []));

// North is up, and a kilometer has the same length in both directions.
function projectionOf(
  locations: readonly NonNullable<MapSchool['location']>[],
): Pick<Layout, 'project' | 'height' | 'perKm'> {
  const latitudes = locations.map(({ latitude }) => latitude);
  const longitudes = locations.map(({ longitude }) => longitude);
  const [south, north] = extent(latitudes);
  const [west, east] = extent(longitudes);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * shrink, 1e-6);
  const tall = Math.max(north - south, 1e-6);
  const inner = WIDTH - 2 * MARGIN;
  const perDegree = Math.min(inner / wide, (MOST_HEIGHT - 2 * MARGIN) / tall, closest);
  const height = Math.max(LEAST_HEIGHT, Math.ceil(tall * perDegree + 2 * MARGIN)) + SCALE;
  const [left, top] = [(WIDTH - wide * perDegree) / 2, (height - SCALE - tall * perDegree) / 2];
  return {
    height,
    perKm: perDegree / kmPerDegree,
    project: ({ latitude, longitude }) => [
      round(left + (longitude - west) * shrink * perDegree),
      round(top + (north - latitude) * perDegree),
    ],
  };
}

/** Units of the drawing for a degree of latitude, if all schools are in one place. */
const closest = 100_000;

const extent = (values: readonly number[]): readonly [number, number] =>
  values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];

type Placed = { readonly region: string; readonly at: Point };

/** Places the name of each region among its schools, away from marks. */
function regionNames(schools: readonly MapSchool[], project: Projection): readonly Placed[] {
  const marks = marksOf(schools, project);
  const placed: Placed[] = [];
  for (const [region, here] of Map.groupBy(schools, (school) => school.region)) {
    const own = marksOf(here, project);
    if (own.length === 0) continue;
    const taken = [...marks, ...placed.map(({ at }) => at)];
    placed.push({ region, at: freest(own, taken, region.length * LETTER) });
  }
  return placed;
}

/** The place farthest from everything else, on a grid over `own` and a little beyond. */
function freest(own: readonly Point[], taken: readonly Point[], width: number): Point {
  const [left, right] = extent(own.map(([x]) => x));
  const [top, bottom] = extent(own.map(([, y]) => y));
  const grid = steps.flatMap((across) =>
    steps.map((down): Point => {
      const x = left - REACH + across * (right - left + 2 * REACH);
      const y = top - REACH + down * (bottom - top + 2 * REACH);
      return [round(within(x, width / 2 + 4, WIDTH - width / 2 - 4)), round(Math.max(y, 16))];
    }),
  );
  // A word is wide and low, so marks next to it are closer than marks above it.
  const clearance = ([x, y]: Point) =>
    Math.min(
      CLEAR,
      ...taken.map(([atX, atY]) => Math.hypot(Math.max(0, Math.abs(atX - x) - width / 2), atY - (y - 5))),
    );
  const center: Point = [(left + right) / 2, (top + bottom) / 2];
  const fromCenter = ([x, y]: Point) => Math.hypot(x - center[0], y - center[1]);
  const [best = center] = grid.toSorted(
    (a, b) => clearance(b) - clearance(a) || fromCenter(a) - fromCenter(b),
  );
  return best;
}

const LETTER = 9;
/** How far a region's name may be from its schools. */
const REACH = 28;
/** More room around a name counts for nothing. */
const CLEAR = 20;
const steps = Array.from({ length: 9 }, (_, step) => step / 8);
const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** How far apart the marks of hosts are at least. */
const HOST_GAP = 22;
const turns = Array.from({ length: 12 }, (_, step) => (step * Math.PI) / 6);
const reaches = Array.from({ length: 8 }, (_, step) => (step * HOST_GAP) / 2);

/** Where each host's mark goes: its place, or the nearest spot that covers no other host's mark. */
function apart(hosts: readonly MapSchool[], project: Projection, height: number): ReadonlyMap<string, Point> {
  const spots = new Map<string, Point>();
  const isInside = ([x, y]: Point) =>
    x >= MARGIN && x <= WIDTH - MARGIN && y >= MARGIN && y <= height - SCALE - MARGIN;
  for (const { id, location } of hosts) {
    if (!location) continue;
    const [x, y] = project(location);
    const near = reaches.flatMap((reach) =>
      turns.map((turn): Point => [round(x + reach * Math.cos(turn)), round(y + reach * Math.sin(turn))]),
    );
    const isFree = (at: Point) =>
      [...spots.values()].every((other) => Math.hypot(at[0] - other[0], at[1] - other[1]) >= HOST_GAP);
    spots.set(id, near.find((at, index) => isFree(at) && (index === 0 || isInside(at))) ?? [x, y]);
  }
  return spots;
}

/**
 * Which names have room next to their marks, first come, first served: no other mark or name is in the way. Other
 * names show when someone points at the mark or reaches it by keyboard.
 */
function roomFor(
  schools: readonly MapSchool[],
  regions: readonly Placed[],
  project: Projection,
): (school: MapSchool) => boolean {
  const boxes: Box[] = [
    ...marksOf(schools, project).map(around),
    ...regions.map(({ region, at: [x, y] }): Box => {
      const half = (region.length * LETTER) / 2;
      return [x - half, y - 14, x + half, y + 4];
    }),
  ];
  const roomy = new Set<string>();
  for (const { id, name, location } of schools) {
    if (!location) continue;
    const box = nameBox(name, project(location));
    const isFree = boxes.every((taken) => !overlap(box, taken));
    if (!isFree || box[0] < 0 || box[2] > WIDTH) continue;
    roomy.add(id);
    boxes.push(box);
  }
  return ({ id }) => roomy.has(id);
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const around = ([x, y]: Point): Box => [x - MARK, y - MARK, x + MARK, y + MARK];

/** How far a mark reaches, and where its name begins. */
const MARK = 9.5;
export const NAME = 12;
const NAME_LETTER = 5.8;

/** Names go inward, so that they end inside. */
export const isOnLeft = ([x]: Point): boolean => x < WIDTH / 2;

function nameBox(name: string, at: Point): Box {
  const [x, y] = at;
  const width = name.length * NAME_LETTER;
  return isOnLeft(at)
    ? [x + NAME, y - 7, x + NAME + width, y + 5]
    : [x - NAME - width, y - 7, x - NAME, y + 5];
}
