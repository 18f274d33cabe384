import { countOf, type DistanceUnit, kmFrom } from '#domain/base/wording.ts';
import type { Rings } from '#domain/program/program.ts';
import {
  isOnLeft,
  layoutOf,
  MARGIN,
  type MapSchool,
  NAME,
  type Point,
  type Projection,
  WIDTH,
} from './map-layout.ts';
import { round } from './scale.ts';

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
  /** Where the list below the map starts. The keyboard can skip to it. */
  readonly list: `#${string}`;
  readonly hosts: readonly MapHost[];
  readonly unplaced: readonly Linked[];
  readonly unit: DistanceUnit;
  /** The outlines of regions. */
  readonly outlines: readonly Rings[];
};

/**
 * Hosts and partners on a map, with a line for each pair and the names of the regions. Each school has its name and a
 * link to its row. The list below has the same pairs.
 */
export function PartnershipMap({ title, list, hosts, unplaced, unit, outlines }: PartnershipMapProps) {
  const schools = [...hosts.flatMap((host) => [host, ...host.partners]), ...unplaced];
  const { project, height, perKm, spots, regions, isRoomy } = layoutOf(schools, hosts);
  const missing = schools.filter(({ location }) => !location).length;
  const marked = { project, isRoomy };
  return (
    <figure class="lp-figure lp-map">
      <figcaption>
        <strong class="lp-figure__title">{title}</strong>
        <span class="lp-figure__summary">{sayMap(hosts, unplaced.length, missing)}</span>
      </figcaption>
      <Legend hosts={hosts} />
      <a class="govuk-skip-link" href={list}>
        Skip the map
      </a>
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
        {regions.map(({ region, at: [x, y] }) => (
          <text key={region} class="lp-map__region" x={x} y={y} text-anchor="middle">
            {region}
          </text>
        ))}
        <g class="lp-map__unplaced">
          {unplaced.map((school) => (
            <Dot key={school.id} school={school} {...marked} />
          ))}
        </g>
        <g class="lp-map__partner">
          {hosts.map((host) =>
            host.partners.map((school) => <Dot key={school.id} school={school} {...marked} />),
          )}
        </g>
        {hosts.map((host) => (
          <HostMark key={host.id} host={host} at={spots.get(host.id)} isRoomy={isRoomy} />
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

type MarkProps = { readonly project: Projection; readonly isRoomy: (school: MapSchool) => boolean };

function Name({
  school,
  at,
  isRoomy,
}: { readonly school: MapSchool; readonly at: Point } & Pick<MarkProps, 'isRoomy'>) {
  const [x, y] = at;
  return (
    <text
      class={isRoomy(school) ? 'lp-map__name' : 'lp-map__tight'}
      x={round(isOnLeft(at) ? x + NAME : x - NAME)}
      y={round(y + 4)}
      text-anchor={isOnLeft(at) ? undefined : 'end'}
    >
      {school.name}
    </text>
  );
}

type DotProps = MarkProps & { readonly school: Linked };

function Dot({ school, project, isRoomy }: DotProps) {
  if (!school.location) return null;
  const at = project(school.location);
  return (
    <a href={school.href}>
      <circle cx={at[0]} cy={at[1]} />
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
