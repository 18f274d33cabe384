import { mustShareArea, type PairingRules, type ScoreWeights } from '#domain/program/program.ts';
import { type Demographics, levels } from '#domain/program/school.ts';
import { distanceKm } from './geography.ts';
import {
  type Entrant,
  type Exception,
  type HostEntrant,
  type Pair,
  type PairingProblem,
  pairKey,
  type Score,
} from './problem.ts';

/** The share of a part's points if a school's data is missing. */
export const earnedByUnknown = 0.5;

/** The distance between two schools in km; undefined if a place is missing. */
export const kmBetween = (host: Entrant, partner: Entrant): number | undefined =>
  host.location && partner.location && distanceKm(host.location, partner.location);

/** How many levels apart two schools are, the closest if they have several; undefined if one has none. */
export function levelsApart(host: Entrant, partner: Entrant): number | undefined {
  let least: number | undefined;
  for (const own of host.levels)
    for (const other of partner.levels) {
      const apart = Math.abs(levels.indexOf(own) - levels.indexOf(other));
      if (least === undefined || apart < least) least = apart;
    }
  return least;
}

/** Areas that the partner wants to improve and the host can share, each once. */
export const sharedAreas = (host: Entrant, partner: Entrant): readonly string[] =>
  [...new Set(partner.focusAreas)].filter((area) => host.focusAreas.includes(area));

/**
 * How similar the students of two schools are, 0 to 1: one minus the average difference of their shares. Only shares
 * that both schools have count; undefined if there are none.
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

/** Every student group that a school can have data on. */
export const shareNames = [
  'poverty',
  'black',
  'hispanic',
  'studentsWithDisabilities',
  'englishLanguageLearners',
  'chronicallyAbsent',
] as const satisfies readonly (keyof Demographics)[];

/** The rule that keeps two schools from being paired. */
export type Obstacle =
  | 'two-levels-apart'
  | 'not-the-level-it-takes'
  | 'too-far'
  | 'no-shared-area'
  | 'not-its-focus';

type OpenHost = Entrant & Pick<HostEntrant, 'takes' | 'focus'>;

/** The areas that a host can still work on. */
export const openAreas = ({
  focus,
  focusAreas,
}: Pick<OpenHost, 'focus' | 'focusAreas'>): readonly string[] => (focus === undefined ? focusAreas : [focus]);

/** Which of the partner's choices the host can work on: 0 for the first; -1 for none. */
function choiceMet(host: Pick<OpenHost, 'focus' | 'focusAreas'>, partner: Entrant): number {
  const areas = openAreas(host);
  return [...new Set(partner.focusAreas)].findIndex((area) => areas.includes(area));
}

/** The area that a pair works on, and which of the partner's choices it is: 0 for the first. */
export type AreaMet = { readonly area: string; readonly choice: number };

/** Undefined if the pair shares no area, or if no single area is theirs because areas are only a weight. */
export function areaMet(
  rules: Pick<PairingRules, 'focus'>,
  host: Pick<OpenHost, 'focus' | 'focusAreas'>,
  partner: Entrant,
): AreaMet | undefined {
  if (!mustShareArea(rules)) return undefined;
  const choice = choiceMet(host, partner);
  const area = [...new Set(partner.focusAreas)][choice];
  return area === undefined ? undefined : { area, choice };
}

/** The part of the points for a focus area that a partner's second choice earns, if the rules don't say. */
export const usualSecondChoice = 0.6;

/** The differences between two schools; undefined if unknown. */
type Gap = { readonly levels: number | undefined; readonly km: number | undefined };

const gapBetween = (host: Entrant, partner: Entrant): Gap => ({
  levels: levelsApart(host, partner),
  km: kmBetween(host, partner),
});

/** The program rule that keeps two schools from being paired, whatever staff allow. */
export const firmObstacle = (rules: PairingRules, host: OpenHost, partner: Entrant): Obstacle | undefined =>
  obstacleIn(rules, host, partner, gapBetween(host, partner));

/** An obstacle that nothing can lift. Missing data is none. */
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
 * The score of a host with a partner; undefined if the rules keep them from being paired. Each part gets a share of
 * its points, rounded to a whole number, so that the parts add up to the total. An exception allows a pair without a
 * shared area.
 */
export function scoreOf(
  rules: PairingRules,
  host: OpenHost,
  partner: Entrant,
  exception?: Pick<Exception, 'pricePoints'>,
): Score | undefined {
  const choice = mustShareArea(rules) ? choiceMet(host, partner) : undefined;
  const isApart = choice === -1;
  if (isApart && !exception) return undefined;
  const gap = gapBetween(host, partner);
  if (obstacleIn(rules, host, partner, gap)) return undefined;
  const { weights } = rules;
  const alike = likeness(host.demographics, partner.demographics) ?? earnedByUnknown;
  const points: ScoreWeights = {
    focusArea: Math.round(
      weights.focusArea * (choice === undefined ? shareOfAreas(host, partner) : shareOfChoice(rules, choice)),
    ),
    level: Math.round(weights.level * levelShare(rules, gap)),
    distance: Math.round(weights.distance * distanceShare(rules, gap)),
    demographics: Math.round(weights.demographics * alike),
    region: host.region === partner.region ? weights.region : 0,
  };
  const total = points.focusArea + points.level + points.distance + points.demographics + points.region;
  return { total: isApart ? Math.max(0, total - (exception?.pricePoints ?? 0)) : total, points };
}

function shareOfAreas(host: OpenHost, partner: Entrant): number {
  const wanted = new Set(partner.focusAreas).size;
  return wanted === 0 ? earnedByUnknown : sharedAreas(host, partner).length / wanted;
}

const shareOfChoice = ({ secondChoice = usualSecondChoice }: PairingRules, choice: number): number =>
  choice < 0 ? 0 : choice === 0 ? 1 : secondChoice;

/** The scores of a problem's pairs, with its exceptions. */
export function scoresIn({
  rules,
  locks,
  exceptions = [],
}: PairingProblem): (host: OpenHost, partner: Entrant) => Score | undefined {
  const excepted = exceptionsByPair({ locks, exceptions });
  return (host, partner) => scoreOf(rules, host, partner, excepted(host.id, partner.id));
}

/**
 * The scores of pairs that staff make by hand. A pair without a shared area is an exception without a price. Undefined
 * only for pairs that nothing can allow.
 */
export function scoresByHand(
  problem: PairingProblem,
): (host: OpenHost, partner: Entrant) => Score | undefined {
  const scoreBetween = scoresIn(problem);
  return (host, partner) =>
    scoreBetween(host, partner) ?? scoreOf(problem.rules, host, partner, { pricePoints: 0 });
}

/** Whether a pair can only be an exception: areas must be shared, and theirs aren't. */
export const isExceptional = (rules: PairingRules, host: OpenHost, partner: Entrant): boolean =>
  mustShareArea(rules) && choiceMet(host, partner) < 0;

/** The scores of a problem's pairs by ID; undefined for a pair that isn't allowed. */
export function scoreByPair(
  problem: PairingProblem,
  scoreBetween = scoresIn(problem),
): (pair: Pair) => Score | undefined {
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  return (pair) => {
    const [host, partner] = [hosts.get(pair.host), partners.get(pair.partner)];
    return host && partner && scoreBetween(host, partner);
  };
}

/** The exception for a pair. Staff who keep a pair together allow it without a price. */
function exceptionsByPair({
  locks,
  exceptions = [],
}: Pick<PairingProblem, 'locks' | 'exceptions'>): (
  host: string,
  partner: string,
) => Pick<Exception, 'pricePoints'> | undefined {
  const byPair = new Map(
    [...exceptions, ...locks.map((lock) => ({ ...lock, pricePoints: 0 }))].map((one) => [pairKey(one), one]),
  );
  return byPair.size === 0 ? () => undefined : (host, partner) => byPair.get(pairKey({ host, partner }));
}

function levelShare(rules: PairingRules, gap: Gap): number {
  if (gap.levels === undefined) return earnedByUnknown;
  return gap.levels === 0 ? 1 : rules.neighboringLevels;
}

const distanceShare = (rules: PairingRules, { km }: Gap): number =>
  km === undefined ? earnedByUnknown : Math.max(0, 1 - km / rules.farthestKm);
