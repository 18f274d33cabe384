import type { Entrant, HostEntrant, PairingProblem } from './problem.ts';

const radians = Math.PI / 180;
const earthRadiusKm = 6371;
/** Extra width of a box, so that rounding excludes no one. */
const leewayDegrees = 0.001;

/**
 * A partner's possible hosts by distance, and some more. Without a largest distance, that is everyone. Otherwise, it
 * is the hosts in a box of degrees around the partner, and hosts without a known place.
 *
 * A box that contains everything within an angle a of latitude φ extends a to the north and south, and asin(sin a /
 * cos φ) to the east and west. A box that reaches a pole contains every longitude.
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
    const { latitude, longitude } = location;
    const east = longitudeReach(latitude, reach);
    const around = [...placeless];
    for (let index = firstFrom(latitudes, latitude - reach); index < placed.length; index += 1) {
      const other = placed[index];
      if (!other || other.latitude > latitude + reach) break;
      if (turnBetween(other.longitude, longitude) <= east) around.push(other.host);
    }
    return around;
  };
}

/** The index of the first sorted number that is at least this, by bisection. */
function firstFrom(sorted: Float64Array, least: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((sorted[middle] ?? least) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

function longitudeReach(latitude: number, reach: number): number {
  if (Math.abs(latitude) + reach >= 90) return 180;
  return Math.asin(Math.sin(reach * radians) / Math.cos(latitude * radians)) / radians + leewayDegrees;
}

/** The degrees between two longitudes, the shorter way around. */
function turnBetween(one: number, other: number): number {
  const difference = Math.abs(one - other);
  return Math.min(difference, 360 - difference);
}
