import type { Entrant, HostEntrant } from '#domain/pairing/problem.ts';
import { html, type Markup } from './markup.ts';

/** A host with its number in the report, and its partners. */
export type NumberedHost = {
  readonly number: number;
  readonly host: HostEntrant;
  readonly partners: readonly Entrant[];
};

type Place = NonNullable<Entrant['location']>;

const [width, margin, tallest] = [640, 24, 440];

/** Hosts by number with lines to their partners, and open circles for partners without a host; nothing without places. */
export function reportMap(hosts: readonly NumberedHost[], unplaced: readonly Entrant[]): Markup | undefined {
  const schools = [...hosts.flatMap(({ host, partners }) => [host, ...partners]), ...unplaced];
  const places = schools.flatMap(({ location }) => location ?? []);
  if (places.length === 0) return undefined;
  const { at, height } = projection(places);
  const dot = (school: Entrant, kind: string) => {
    const point = school.location && at(school.location);
    return point
      ? html`<circle class="${kind}" cx="${point.x}" cy="${point.y}" r="4"><title>${school.name}</title></circle>`
      : html``;
  };
  return html`<svg viewBox="0 0 ${width} ${height}" role="group" aria-label="Map of hosts and partners">
${hosts.flatMap(({ host, partners }) => partners.map((partner) => line(host, partner, at)))}
${unplaced.map((school) => dot(school, 'unplaced'))}
${hosts.flatMap(({ partners }) => partners.map((school) => dot(school, 'partner')))}
${hosts.map((host) => mark(host, at))}
</svg>`;
}

type At = (place: Place) => { readonly x: number; readonly y: number };

function line(host: Entrant, partner: Entrant, at: At): Markup {
  if (!host.location || !partner.location) return html``;
  const [from, to] = [at(host.location), at(partner.location)];
  return html`<path class="pair" d="M${from.x} ${from.y}L${to.x} ${to.y}"/>`;
}

function mark({ number, host }: NumberedHost, at: At): Markup {
  if (!host.location) return html``;
  const { x, y } = at(host.location);
  return html`<a href="#host-${number}"><title>${host.name}</title><circle class="host" cx="${x}" cy="${y}" r="10"/><text x="${x}" y="${y + 4}" text-anchor="middle">${number}</text></a>`;
}

/** North is up, and a mile is as long in both directions. */
function projection(places: readonly Place[]): { readonly at: At; readonly height: number } {
  const range = (values: readonly number[]) =>
    [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] as const;
  const [south, north] = range(places.map(({ latitude }) => latitude));
  const [west, east] = range(places.map(({ longitude }) => longitude));
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const [wide, tall] = [Math.max((east - west) * shrink, 1e-6), Math.max(north - south, 1e-6)];
  const perDegree = Math.min((width - 2 * margin) / wide, (tallest - 2 * margin) / tall);
  const left = (width - wide * perDegree) / 2;
  return {
    height: Math.ceil(tall * perDegree + 2 * margin),
    at: ({ latitude, longitude }) => ({
      x: Math.round(left + (longitude - west) * shrink * perDegree),
      y: Math.round(margin + (north - latitude) * perDegree),
    }),
  };
}
