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
  let least: number | undefined;
  for (const own of host.levels)
    for (const other of partner.levels) {
      const apart = Math.abs(levels.indexOf(own) - levels.indexOf(other));
      if (least === undefined || apart < least) least = apart;
    }
  return least;
}

/** The areas that a partner wants to improve and the host can share, each once. */
export const sharedAreas = (host: Entrant, partner: Entrant): readonly string[] =>
  [...new Set(partner.focusAreas)].filter((area) => host.focusAreas.includes(area));

/**
 * How alike the students of two schools are, 0 to 1: what the mean difference of their shares leaves of the whole. Only
 * shares count that both schools know; undefined where there is none.
 */
export function likeness(a: Demographics, b: Demographics): number | undefined {
  let known = 0;
  let sum = 0;
  for (const name of shareNames) {
    const [one, other] = [a[name], b[name]];
    if (one === undefined || other === undefined) continue;
    known += 1;
    sum += Math.abs(one - other);
  }
  return known === 0 ? undefined : 1 - sum / known / 100;
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

type OpenHost = Entrant & Pick<HostEntrant, 'takes'>;

/** What lies between two schools; undefined is not known. */
type Gap = { readonly levels: number | undefined; readonly km: number | undefined };

const gapBetween = (host: Entrant, partner: Entrant): Gap => ({
  levels: levelsApart(host, partner),
  km: kmBetween(host, partner),
});

/** The rule of the program that keeps two schools from being a pair, if there is one. Staff's own bans are not among them. */
export const obstacleBetween = (
  rules: PairingRules,
  host: OpenHost,
  partner: Entrant,
): Obstacle | undefined => obstacleIn(rules, host, partner, gapBetween(host, partner));

/** What is not known is no obstacle. */
function obstacleIn(
  { withinKm = Number.POSITIVE_INFINITY }: PairingRules,
  host: OpenHost,
  partner: Entrant,
  gap: Gap,
): Obstacle | undefined {
  if ((gap.levels ?? 0) >= 2) return 'two-levels-apart';
  if (host.takes && !partner.levels.includes(host.takes)) return 'not-the-level-it-takes';
  return (gap.km ?? 0) > withinKm ? 'too-far' : undefined;
}

/**
 * The score of a host with a partner; undefined where the rules keep them from being a pair. Each part earns a share of its
 * points, rounded to whole ones, so that the points of the parts add up to the total.
 */
export function scoreOf(rules: PairingRules, host: OpenHost, partner: Entrant): Score | undefined {
  const gap = gapBetween(host, partner);
  if (obstacleIn(rules, host, partner, gap)) return undefined;
  const { weights } = rules;
  const alike = likeness(host.demographics, partner.demographics) ?? earnedByUnknown;
  const points: ScoreWeights = {
    focusArea: Math.round(weights.focusArea * focusAreaShare(host, partner)),
    level: Math.round(weights.level * levelShare(rules, gap)),
    distance: Math.round(weights.distance * distanceShare(rules, gap)),
    demographics: Math.round(weights.demographics * alike),
    region: host.region === partner.region ? weights.region : 0,
  };
  const total = points.focusArea + points.level + points.distance + points.demographics + points.region;
  return { total, points };
}

function focusAreaShare(host: Entrant, partner: Entrant): number {
  const wanted = new Set(partner.focusAreas).size;
  return wanted === 0 ? earnedByUnknown : sharedAreas(host, partner).length / wanted;
}

function levelShare(rules: PairingRules, gap: Gap): number {
  if (gap.levels === undefined) return earnedByUnknown;
  return gap.levels === 0 ? 1 : rules.neighboringLevels;
}

const distanceShare = (rules: PairingRules, { km }: Gap): number =>
  km === undefined ? earnedByUnknown : Math.max(0, 1 - km / rules.farthestKm);
