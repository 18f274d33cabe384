import { type Demographics, levels } from '../school.ts';
import type { Entrant, HostEntrant, PairingRules, Score, ScoreWeights } from './problem.ts';
import { distanceKm } from './sphere.ts';

/** What a part earns of its points where a school does not say enough to tell. */
export const earnedByUnknown = 0.5;

/** The km between two schools; undefined where one of them does not say where it is. */
export const kmBetween = (host: Entrant, partner: Entrant): number | undefined =>
  host.location && partner.location && distanceKm(host.location, partner.location);

/** How many levels apart two schools are, the best of several; undefined where one of them has none. */
export function levelsApart(host: Entrant, partner: Entrant): number | undefined {
  const gaps = host.levels.flatMap((own) =>
    partner.levels.map((other) => Math.abs(levels.indexOf(own) - levels.indexOf(other))),
  );
  return gaps.length === 0 ? undefined : Math.min(...gaps);
}

/** The areas that a partner wants to improve and the host can share, each once. */
export const sharedAreas = (host: Entrant, partner: Entrant): readonly string[] =>
  [...new Set(partner.focusAreas)].filter((area) => host.focusAreas.includes(area));

/**
 * How alike the students of two schools are, 0 to 1: what the mean difference of their shares leaves of the whole. Only
 * shares count that both schools know; undefined where there is none.
 */
export function likeness(a: Demographics, b: Demographics): number | undefined {
  const differences = shareNames.flatMap((name) => {
    const [one, other] = [a[name], b[name]];
    return one === undefined || other === undefined ? [] : [Math.abs(one - other)];
  });
  if (differences.length === 0) return undefined;
  return 1 - differences.reduce((sum, difference) => sum + difference, 0) / differences.length / 100;
}

/** Every share that a school can know of its students. */
export const shareNames = [
  'poverty',
  'black',
  'hispanic',
  'studentsWithDisabilities',
  'englishLanguageLearners',
  'chronicallyAbsent',
] as const satisfies readonly (keyof Demographics)[];

/** Which rule keeps two schools from being a pair. */
export type Obstacle = 'two-levels-apart' | 'not-the-level-it-takes' | 'too-far';

/** The rule of the program that keeps two schools from being a pair, if there is one. Staff's own bans are not among them. */
export function obstacleBetween(
  rules: PairingRules,
  host: Entrant & Pick<HostEntrant, 'takes'>,
  partner: Entrant,
): Obstacle | undefined {
  if ((levelsApart(host, partner) ?? 0) >= 2) return 'two-levels-apart';
  if (host.takes && !partner.levels.includes(host.takes)) return 'not-the-level-it-takes';
  if (rules.withinKm !== undefined && (kmBetween(host, partner) ?? 0) > rules.withinKm) return 'too-far';
  return undefined;
}

/**
 * The score of a host with a partner; undefined where the rules keep them from being a pair. Each part earns a share of its
 * points, rounded to whole ones, so that the points of the parts add up to the total.
 */
export function scoreOf(
  rules: PairingRules,
  host: Entrant & Pick<HostEntrant, 'takes'>,
  partner: Entrant,
): Score | undefined {
  if (obstacleBetween(rules, host, partner)) return undefined;
  const points: ScoreWeights = {
    focusArea: Math.round(rules.weights.focusArea * focusAreaShare(host, partner)),
    level: Math.round(rules.weights.level * levelShare(rules, host, partner)),
    distance: Math.round(rules.weights.distance * distanceShare(rules, host, partner)),
    demographics: Math.round(
      rules.weights.demographics * (likeness(host.demographics, partner.demographics) ?? earnedByUnknown),
    ),
    region: host.region === partner.region ? rules.weights.region : 0,
  };
  const total = points.focusArea + points.level + points.distance + points.demographics + points.region;
  return { total, points };
}

function focusAreaShare(host: Entrant, partner: Entrant): number {
  const wanted = new Set(partner.focusAreas).size;
  return wanted === 0 ? earnedByUnknown : sharedAreas(host, partner).length / wanted;
}

function levelShare(rules: PairingRules, host: Entrant, partner: Entrant): number {
  const apart = levelsApart(host, partner);
  if (apart === undefined) return earnedByUnknown;
  return apart === 0 ? 1 : rules.neighboringLevels;
}

function distanceShare(rules: PairingRules, host: Entrant, partner: Entrant): number {
  const km = kmBetween(host, partner);
  return km === undefined ? earnedByUnknown : Math.max(0, 1 - km / rules.farthestKm);
}
