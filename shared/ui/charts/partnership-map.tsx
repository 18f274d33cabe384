import { countOf } from '#domain/base/wording.ts';
import { round } from './scale.ts';

/** A school on the map. A school without a location is only in the table. Degrees. */
export type MapSchool = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly location?: { readonly latitude: number; readonly longitude: number } | undefined;
};

/** A host with its partners. `number` is its number in the table below the map. */
export type MapHost = MapSchool & { readonly number: number; readonly partners: readonly MapSchool[] };

type PartnershipMapProps = {
  readonly title: string;
  readonly hosts: readonly MapHost[];
  readonly unplaced: readonly MapSchool[];
};

type Point = readonly [x: number, y: number];
type Projection = (location: NonNullable<MapSchool['location']>) => Point;

const WIDTH = 640;
const MARGIN = 22;
/** Limits the height, wherever the schools are. */
const MOST_HEIGHT = 620;
const LEAST_HEIGHT = 300;

/** Hosts and partners on a map, with a line for each pair and the names of the regions. The table has the same pairs. */
export function PartnershipMap({ title, hosts, unplaced }: PartnershipMapProps) {
  const schools = [...hosts.flatMap((host) => [host, ...host.partners]), ...unplaced];
  const { project, height } = projectionOf(schools.flatMap(({ location }) => (location ? [location] : [])));
  const missing = schools.filter(({ location }) => !location).length;
  return (
    <figure class="lp-figure lp-map">
      <figcaption>
        <strong class="lp-figure__title">{title}</strong>
        <span class="lp-figure__summary">{sayMap(hosts, unplaced.length, missing)}</span>
      </figcaption>
      <svg class="lp-map__drawing" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={title}>
        <path class="lp-map__pairs" d={hosts.flatMap((host) => linesOf(host, project)).join('')} />
        {unplaced.map((school) => (
          <Dot key={school.id} school={school} project={project} kind="unplaced" />
        ))}
        {hosts.map((host) =>
          host.partners.map((school) => (
            <Dot key={school.id} school={school} project={project} kind="partner" />
          )),
        )}
        {hosts.map((host) => (
          <HostMark key={host.id} host={host} project={project} />
        ))}
        {regionNames(schools, project).map(({ region, at: [x, y] }) => (
          <text key={region} class="lp-map__region" x={x} y={y} text-anchor="middle">
            {region}
          </text>
        ))}
      </svg>
    </figure>
  );
}

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
  return `${countOf(hosts.length, 'host')}, numbered as in the table below, with lines to ${partners === 1 ? 'the partner' : `their ${partners} partners`}.${left}${lacking}`;
}

// North is up, and a kilometer has the same length in both directions.
function projectionOf(locations: readonly NonNullable<MapSchool['location']>[]): {
  readonly project: Projection;
  readonly height: number;
} {
  const latitudes = locations.map(({ latitude }) => latitude);
  const longitudes = locations.map(({ longitude }) => longitude);
  const [south, north] = extent(latitudes);
  const [west, east] = extent(longitudes);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * shrink, 1e-6);
  const tall = Math.max(north - south, 1e-6);
  const inner = WIDTH - 2 * MARGIN;
  const perDegree = Math.min(inner / wide, (MOST_HEIGHT - 2 * MARGIN) / tall);
  const height = Math.max(LEAST_HEIGHT, Math.ceil(tall * perDegree + 2 * MARGIN));
  const [left, top] = [(WIDTH - wide * perDegree) / 2, (height - tall * perDegree) / 2];
  return {
    height,
    project: ({ latitude, longitude }) => [
      round(left + (longitude - west) * shrink * perDegree),
      round(top + (north - latitude) * perDegree),
    ],
  };
}

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

function linesOf({ location, partners }: MapHost, project: Projection): readonly string[] {
  if (!location) return [];
  const [x, y] = project(location);
  return partners.flatMap((partner) => {
    if (!partner.location) return [];
    const [toX, toY] = project(partner.location);
    return [`M${x} ${y}L${toX} ${toY}`];
  });
}

type DotProps = {
  readonly school: MapSchool;
  readonly project: Projection;
  readonly kind: 'partner' | 'unplaced';
};

function Dot({ school: { name, location }, project, kind }: DotProps) {
  if (!location) return null;
  const [x, y] = project(location);
  return (
    <circle class={`lp-map__${kind}`} cx={x} cy={y} r="4">
      <title>{name}</title>
    </circle>
  );
}

function HostMark({ host, project }: { readonly host: MapHost; readonly project: Projection }) {
  if (!host.location) return null;
  const [x, y] = project(host.location);
  return (
    <g class="lp-map__host">
      <title>{host.name}</title>
      <circle cx={x} cy={y} r="9.5" />
      <text x={x} y={round(y + 4)} text-anchor="middle">
        {host.number}
      </text>
    </g>
  );
}
