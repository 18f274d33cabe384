import { sayCount, sayDistance, sayList } from '#domain/base/wording.ts';
import type { Entrant, Score } from '#domain/pairing/problem.ts';
import { kmBetween, levelsApart, likeness, sharedAreas } from '#domain/pairing/score.ts';
import { focusAreaName, type Program, type ScorePart, scoreParts } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';

/** What reasons for a pair need from a program. */
export type PairWords = Pick<Program, 'focusAreas' | 'distanceUnit'>;

/** What each part of a score is for, as a phrase without a period. A part that the data does not tell earns half its points. */
const sayParts = (
  host: Entrant,
  partner: Entrant,
  words: PairWords,
): Readonly<Record<ScorePart, string>> => ({
  focusArea: sayAreas(host, partner, words),
  level: sayLevelsApart(host, partner),
  distance: sayApart(host, partner, words) ?? 'Distance unknown',
  demographics: sayLikeness(host, partner),
  region:
    host.region === partner.region
      ? `Both in ${host.region}`
      : `Different regions: ${host.region} and ${partner.region}`,
});

/** Why a pair fits, for staff: "Shared focus area: Attendance (4,000). Both serve high school grades (2,000). …" The points add up to the score. */
export function sayReason(score: Score, host: Entrant, partner: Entrant, words: PairWords): string {
  const parts = sayParts(host, partner, words);
  return scoreParts.map((part) => `${parts[part]} (${sayCount(score.points[part])}).`).join(' ');
}

/** The total, then the reason. */
export const sayScore = (score: Score, host: Entrant, partner: Entrant, words: PairWords): string =>
  `${sayCount(score.total)} of 10,000 points. ${sayReason(score, host, partner, words)}`;

/**
 * Why two schools were matched, worded for both: known reasons in favor of the pair. Staff see all parts of the
 * score.
 */
export function sayWhy(host: Entrant, partner: Entrant, words: PairWords): string {
  const areas = sharedAreas(host, partner).map((area) => focusAreaName(words, area));
  const apart = sayApart(host, partner, words);
  return [
    ...(areas.length > 0 ? [`Shared focus ${areas.length === 1 ? 'area' : 'areas'}: ${sayList(areas)}`] : []),
    ...(levelsApart(host, partner) === 0 ? [saySharedLevels(host, partner)] : []),
    ...(host.region === partner.region ? [`Both in ${host.region}`] : []),
    ...(apart === undefined ? [] : [apart]),
  ]
    .map((reason) => `${reason}.`)
    .join(' ');
}

function sayAreas(host: Entrant, partner: Entrant, words: PairWords): string {
  const wanted = new Set(partner.focusAreas).size;
  const shared = sharedAreas(host, partner);
  if (wanted === 0) return 'The partner didn’t choose a focus area';
  if (shared.length === 0) return 'No shared focus area';
  const names = shared.map((area) => focusAreaName(words, area)).join(', ');
  if (shared.length < wanted) return `${shared.length} of ${wanted} focus areas: ${names}`;
  return `${wanted === 1 ? 'Shared focus area' : 'Shared focus areas'}: ${names}`;
}

function sayLevelsApart(host: Entrant, partner: Entrant): string {
  const apart = levelsApart(host, partner);
  if (apart === undefined) return 'Grade level unknown';
  return apart === 0
    ? saySharedLevels(host, partner)
    : `The host is ${aSchool(host)} and the partner is ${aSchool(partner)}`;
}

/** "Both serve elementary grades", "Both serve middle and high school grades" */
function saySharedLevels(host: Entrant, partner: Entrant): string {
  const levels = host.levels.filter((level) => partner.levels.includes(level));
  return `Both serve ${sayLevels({ levels }).toLowerCase().replace(/high$/, 'high school')} grades`;
}

function aSchool(school: Entrant): string {
  const levels = sayLevels(school).toLowerCase();
  return `${/^[aeiou]/.test(levels) ? 'an' : 'a'} ${levels} school`;
}

function sayApart(host: Entrant, partner: Entrant, { distanceUnit }: PairWords): string | undefined {
  const km = kmBetween(host, partner);
  return km === undefined ? undefined : `${sayDistance(km, distanceUnit)} apart`;
}

function sayLikeness(host: Entrant, partner: Entrant): string {
  const alike = likeness(host.demographics, partner.demographics);
  return alike === undefined
    ? 'Not known how similar the students are'
    : `Similar students: ${Math.round(alike * 100)}%`;
}
