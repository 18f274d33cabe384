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

/** The index of the first of sorted numbers that is at least this, by bisection. */
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

/** The degrees from one longitude to another, the short way around. */
function turnBetween(one: number, other: number): number {
  const difference = Math.abs(one - other);
  return Math.min(difference, 360 - difference);
}
