import { countOf, type DistanceUnit, kmFrom } from '#domain/base/wording.ts';
import { kmPerDegree } from '#domain/pairing/geography.ts';
import type { Rings } from '#domain/program/program.ts';
import { round } from './scale.ts';

/** A school on the map. A school without a location is only in the table. Degrees. */
export type MapSchool = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly location?: { readonly latitude: number; readonly longitude: number } | undefined;
};

/** What the focus of a pair is to its partner. */
export type FocusFit = 'first' | 'second' | 'exception';

/** `href` leads to its row in a table. */
type Linked = MapSchool & { readonly href: string };

/** `match` is absent if areas are only a weight. */
export type MapPartner = Linked & { readonly match?: FocusFit };

/** A host with its partners. `number` is its number in the list below the map. */
export type MapHost = Linked & { readonly number: number; readonly partners: readonly MapPartner[] };

type PartnershipMapProps = {
  readonly title: string;
  readonly hosts: readonly MapHost[];
  readonly unplaced: readonly Linked[];
  readonly unit: DistanceUnit;
  /** The outlines of regions. */
  readonly outlines: readonly Rings[];
};

type Point = readonly [x: number, y: number];
type Projection = (location: NonNullable<MapSchool['location']>) => Point;

const WIDTH = 640;
const MARGIN = 22;
/** Limits the height, wherever the schools are. */
const MOST_HEIGHT = 620;
const LEAST_HEIGHT = 300;

/** Room below the schools for the scale. */
const SCALE = 24;

/**
 * Hosts and partners on a map, with a line for each pair and the names of the regions. Each school has its name and a
 * link to its row. The list below has the same pairs.
 */
export function PartnershipMap({ title, hosts, unplaced, unit, outlines }: PartnershipMapProps) {
  const schools = [...hosts.flatMap((host) => [host, ...host.partners]), ...unplaced];
  const { project, height, perKm } = projectionOf(
    schools.flatMap(({ location }) => (location ? [location] : [])),
  );
  const spots = apart(hosts, project, height);
  const missing = schools.filter(({ location }) => !location).length;
  const regions = regionNames(schools, project);
  const isRoomy = roomFor(schools, regions, project);
  const marked = { project, isRoomy };
  return (
    <figure class="lp-figure lp-map">
      <figcaption>
        <strong class="lp-figure__title">{title}</strong>
        <span class="lp-figure__summary">{sayMap(hosts, unplaced.length, missing)}</span>
      </figcaption>
      <Legend hosts={hosts} />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with links is no fieldset */}
      <svg class="lp-map__drawing" viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={title}>
        {outlines.length > 0 && (
          <path class="lp-map__outline" d={outlines.map(outlineOf(project)).join('')} />
        )}
        {matchesIn(hosts).map((match) => (
          <path
            key={match ?? 'pair'}
            class={lineClass(match)}
            d={hosts.flatMap((host) => linesOf(host, spots.get(host.id), match, project)).join('')}
          />
        ))}
        {unplaced.map((school) => (
          <Dot key={school.id} school={school} kind="unplaced" {...marked} />
        ))}
        {hosts.map((host) =>
          host.partners.map((school) => <Dot key={school.id} school={school} kind="partner" {...marked} />),
        )}
        {hosts.map((host) => (
          <HostMark key={host.id} host={host} at={spots.get(host.id)} isRoomy={isRoomy} />
        ))}
        {regions.map(({ region, at: [x, y] }) => (
          <text key={region} class="lp-map__region" x={x} y={y} text-anchor="middle">
            {region}
          </text>
        ))}
        <Scale perKm={perKm} unit={unit} bottom={height - 8} />
      </svg>
    </figure>
  );
}

const matchWords: Readonly<Record<FocusFit, string>> = {
  first: 'Partner’s first choice',
  second: 'Partner’s second choice',
  exception: 'Exception: no shared focus area',
};

const matches = ['first', 'second', 'exception', undefined] as const;

/** The kinds of pairs on the map, in this order. */
const matchesIn = (hosts: readonly MapHost[]) =>
  matches.filter((match) => hosts.some(({ partners }) => partners.some((one) => one.match === match)));

const lineClass = (match: FocusFit | undefined): string =>
  match === undefined ? 'lp-map__pairs' : `lp-map__pairs lp-map__pairs--${match}`;

/** Each kind of line, with its number of pairs. Nothing if all lines mean the same. */
function Legend({ hosts }: Pick<PartnershipMapProps, 'hosts'>) {
  const partners = hosts.flatMap((host) => host.partners);
  const kinds = matchesIn(hosts).flatMap((match) => match ?? []);
  if (kinds.length === 0) return null;
  return (
    <ul class="lp-map__legend">
      {kinds.map((match) => (
        <li key={match}>
          <svg viewBox="0 0 40 8" width="40" height="8" aria-hidden="true">
            <path class={lineClass(match)} d="M0 4h40" />
          </svg>{' '}
          {matchWords[match]}: {partners.filter((one) => one.match === match).length}
        </li>
      ))}
    </ul>
  );
}

type ScaleProps = { readonly perKm: number; readonly unit: DistanceUnit; readonly bottom: number };

/** A bar of a round length, at most a quarter of the map. */
function Scale({ perKm, unit, bottom }: ScaleProps) {
  const perUnit = perKm * kmFrom(1, unit);
  const length = lengths.findLast((one) => one * perUnit <= WIDTH / 4);
  if (length === undefined) return null;
  const end = round(MARGIN + length * perUnit);
  return (
    <g class="lp-map__scale">
      <path d={`M${MARGIN} ${bottom - 6}v6H${end}v-6`} />
      <text x={end + 6} y={bottom}>
        {length === 1 ? `1 ${unit.slice(0, -1)}` : `${length} ${unit}`}
      </text>
    </g>
  );
}

const lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** A polygon as a path. Holes stay empty by the even-odd rule. */
const outlineOf =
  (project: Projection) =>
  (rings: Rings): string =>
    rings
      .map(
        (ring) =>
          `M${ring.map(([longitude, latitude]) => project({ latitude, longitude }).join(' ')).join('L')}z`,
      )
      .join('');

function sayMap(hosts: readonly MapHost[], unplaced: number, missing: number): string {
  const partners = hosts.reduce((sum, host) => sum + host.partners.length, 0);
  const left =
    unplaced === 0
      ? ''
      : unplaced === 1
        ? ' The open circle is the partner without a host.'
        : ` Open circles are the ${unplaced} partners without a host.`;
  const lacking =
    missing === 0
      ? ''
      : ` ${countOf(missing, 'school isn’t', 'schools aren’t')} shown because the directory has no location for ${missing === 1 ? 'it' : 'them'}.`;
  return `${countOf(hosts.length, 'host')}, numbered as in the list below, with lines to ${partners === 1 ? 'the partner' : `their ${partners} partners`}.${left}${lacking}`;
}

// North is up, and a kilometer has the same length in both directions.
function projectionOf(locations: readonly NonNullable<MapSchool['location']>[]): {
  readonly project: Projection;
  readonly height: number;
  /** Units of the drawing for a kilometer. */
  readonly perKm: number;
} {
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
  const marks = schools.flatMap(({ location }) => (location ? [project(location)] : []));
  const placed: Placed[] = [];
  for (const [region, here] of Map.groupBy(schools, (school) => school.region)) {
    const own = here.flatMap(({ location }) => (location ? [project(location)] : []));
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
function apart(hosts: readonly MapHost[], project: Projection, height: number): ReadonlyMap<string, Point> {
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

function linesOf(
  { partners }: MapHost,
  from: Point | undefined,
  match: FocusFit | undefined,
  project: Projection,
): readonly string[] {
  if (!from) return [];
  const [x, y] = from;
  return partners.flatMap((partner) => {
    if (!partner.location || partner.match !== match) return [];
    const [toX, toY] = project(partner.location);
    return [`M${x} ${y}L${toX} ${toY}`];
  });
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
    ...schools.flatMap(({ location }) => (location ? [around(project(location))] : [])),
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
const NAME = 12;
const NAME_LETTER = 5.8;

/** Names go inward, so that they end inside. */
const isOnLeft = ([x]: Point): boolean => x < WIDTH / 2;

function nameBox(name: string, at: Point): Box {
  const [x, y] = at;
  const width = name.length * NAME_LETTER;
  return isOnLeft(at)
    ? [x + NAME, y - 7, x + NAME + width, y + 5]
    : [x - NAME - width, y - 7, x - NAME, y + 5];
}

type MarkProps = { readonly project: Projection; readonly isRoomy: (school: MapSchool) => boolean };

function Name({
  school,
  at,
  isRoomy,
}: { readonly school: MapSchool; readonly at: Point } & Pick<MarkProps, 'isRoomy'>) {
  const [x, y] = at;
  return (
    <text
      class={isRoomy(school) ? 'lp-map__name' : 'lp-map__name lp-map__name--tight'}
      x={round(isOnLeft(at) ? x + NAME : x - NAME)}
      y={round(y + 4)}
      text-anchor={isOnLeft(at) ? undefined : 'end'}
    >
      {school.name}
    </text>
  );
}

type DotProps = MarkProps & { readonly school: Linked; readonly kind: 'partner' | 'unplaced' };

function Dot({ school, project, isRoomy, kind }: DotProps) {
  if (!school.location) return null;
  const at = project(school.location);
  return (
    <a href={school.href}>
      <circle class={`lp-map__${kind}`} cx={at[0]} cy={at[1]} r="4" />
      <Name school={school} at={at} isRoomy={isRoomy} />
    </a>
  );
}

type HostMarkProps = Pick<MarkProps, 'isRoomy'> & { readonly host: MapHost; readonly at: Point | undefined };

function HostMark({ host, at, isRoomy }: HostMarkProps) {
  if (!at) return null;
  const [x, y] = at;
  return (
    <a href={host.href} class="lp-map__host">
      <circle cx={x} cy={y} r="9.5" />
      <text x={x} y={round(y + 4)} text-anchor="middle">
        {host.number}{' '}
      </text>
      <Name school={host} at={at} isRoomy={isRoomy} />
    </a>
  );
}
