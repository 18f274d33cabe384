import { type DistanceUnit, sayCount, sayDistance } from '#domain/base/wording.ts';
import { type ScorePart, scoreParts } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import type { Entrant, Score } from './problem.ts';
import { kmBetween, levelsApart, likeness, sharedAreas } from './score.ts';

/** The words of a program that reasons for a pair need. */
export type PairWords = {
  readonly areaName: (id: string) => string;
  readonly distanceUnit: DistanceUnit;
};

/** What each part of a score is for, as a phrase without a period. A part that the data does not tell earns half its points. */
export const sayParts = (
  host: Entrant,
  partner: Entrant,
  words: PairWords,
): Readonly<Record<ScorePart, string>> => ({
  focusArea: sayAreas(host, partner, words.areaName),
  level: sayLevelsApart(host, partner),
  distance: sayApart(host, partner, words.distanceUnit),
  demographics: sayLikeness(host, partner),
  region:
    host.region === partner.region
      ? `Both in ${host.region}`
      : `Different regions: ${host.region} and ${partner.region}`,
});

/** Why a pair is a good one: each part with its points, and the total. */
export function sayScore(score: Score, host: Entrant, partner: Entrant, words: PairWords): string {
  const parts = sayParts(host, partner, words);
  const said = scoreParts.map((part) => `${parts[part]} (${sayCount(score.points[part])})`);
  return `${sayCount(score.total)} of 10,000 points. ${said.join('. ')}.`;
}

function sayAreas(host: Entrant, partner: Entrant, areaName: (id: string) => string): string {
  const wanted = new Set(partner.focusAreas).size;
  const shared = sharedAreas(host, partner);
  if (wanted === 0) return 'The partner didn’t choose a focus area';
  if (shared.length === 0) return 'No shared focus area';
  const names = shared.map(areaName).join(', ');
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
export function saySharedLevels(host: Pick<Entrant, 'levels'>, partner: Pick<Entrant, 'levels'>): string {
  const levels = host.levels.filter((level) => partner.levels.includes(level));
  return `Both serve ${sayLevels({ levels }).toLowerCase().replace(/high$/, 'high school')} grades`;
}

function aSchool(school: Entrant): string {
  const levels = sayLevels(school).toLowerCase();
  return `${/^[aeiou]/.test(levels) ? 'an' : 'a'} ${levels} school`;
}

function sayApart(host: Entrant, partner: Entrant, unit: DistanceUnit): string {
  const km = kmBetween(host, partner);
  return km === undefined ? 'Distance unknown' : `${sayDistance(km, unit)} apart`;
}

function sayLikeness(host: Entrant, partner: Entrant): string {
  const alike = likeness(host.demographics, partner.demographics);
  return alike === undefined
    ? 'Not known how similar the students are'
    : `Similar students: ${Math.round(alike * 100)}%`;
}
