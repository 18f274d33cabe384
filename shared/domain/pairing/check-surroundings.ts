import type { Entrant, HostEntrant, PairingProblem } from './problem.ts';

const radians = Math.PI / 180;
const earthRadiusKm = 6371;
/** What a box is drawn wider than it must be, so that rounding leaves nobody out. */
const leewayDegrees = 0.001;

/**
 * The hosts that a partner can be paired with by distance, and some more: everyone, unless the rules say how far apart schools
 * may be. Then it is those in a box of degrees around the partner, and those of unknown place.
 *
 * A box that holds all within an angle a of latitude φ reaches a to the north and south, and asin(sin a / cos φ) to the east
 * and west; one that reaches a pole holds every longitude.
 */
export function hostsAround({ hosts, rules }: PairingProblem): (partner: Entrant) => readonly HostEntrant[] {
  const { withinKm } = rules;
  if (withinKm === undefined) return () => hosts;
  const reach = withinKm / earthRadiusKm / radians + leewayDegrees;
  const placeless = hosts.filter(({ location }) => !location);
  const placed = hosts
    .flatMap((host) => (host.location ? [{ host, ...host.location }] : []))
    .sort((a, b) => a.latitude - b.latitude);
  const latitudes = Float64Array.from(placed, ({ latitude }) => latitude);

  return ({ location }) => {
    if (!location) return hosts;
    const band = placed.slice(
      firstFrom(latitudes, location.latitude - reach),
      firstFrom(latitudes, location.latitude + reach),
    );
    const east = longitudeReach(location.latitude, reach);
    const inBox = band.filter(({ longitude }) => turnBetween(longitude, location.longitude) <= east);
    return [...placeless, ...inBox.map(({ host }) => host)];
  };
}

/** The index of the first of sorted numbers that is at least this. */
function firstFrom(sorted: Float64Array, least: number): number {
  const index = sorted.findIndex((value) => value >= least);
  return index === -1 ? sorted.length : index;
}

function longitudeReach(latitude: number, reach: number): number {
  if (Math.abs(latitude) + reach >= 90) return 180;
  return Math.asin(Math.sin(reach * radians) / Math.cos(latitude * radians)) / radians + leewayDegrees;
}

/** The degrees from one longitude to another, the short way around. */
function turnBetween(one: number, other: number): number {
  const difference = Math.abs(one - other);
  return Math.min(difference, 360 - difference);
}
