import { sayCount } from '../amounts.ts';
import { sayLevels } from '../school.ts';
import type { Entrant, Score, ScorePart } from './problem.ts';
import { scoreParts } from './problem.ts';
import { kmBetween, levelsApart, likeness, sharedAreas } from './score.ts';

/** What each part of a score says of two schools, in words that begin small and end without a stop. */
export const sayParts = (
  host: Entrant,
  partner: Entrant,
  areaName: (id: string) => string,
): Readonly<Record<ScorePart, string>> => ({
  focusArea: sayAreas(host, partner, areaName),
  level: sayLevelsApart(host, partner),
  distance: sayDistance(host, partner),
  demographics: sayLikeness(host, partner),
  region:
    host.region === partner.region
      ? `both are in ${host.region}`
      : `they are in different regions, ${host.region} and ${partner.region}`,
});

/** Why a pair is a good one, in a sentence: its points, and what each part of them says. */
export function sayScore(
  score: Score,
  host: Entrant,
  partner: Entrant,
  areaName: (id: string) => string,
): string {
  const parts = sayParts(host, partner, areaName);
  const said = scoreParts.map((part) => `${parts[part]} (${sayCount(score.points[part])})`).join('; ');
  return `${sayCount(score.total)} of 10,000 points: ${said}.`;
}

function sayAreas(host: Entrant, partner: Entrant, areaName: (id: string) => string): string {
  const wanted = new Set(partner.focusAreas).size;
  const shared = sharedAreas(host, partner);
  if (wanted === 0) return 'the partner does not say what it wants to improve, which earns half';
  if (shared.length === 0) return 'the host shares none of the areas that the partner wants to improve';
  const names = shared.map(areaName).join(', ');
  if (wanted === 1) return `the host shares what the partner wants to improve: ${names}`;
  return `the host shares ${shared.length} of the ${wanted} areas that the partner wants to improve: ${names}`;
}

function sayLevelsApart(host: Entrant, partner: Entrant): string {
  const apart = levelsApart(host, partner);
  if (apart === undefined) return 'the level of one of them is not known, which earns half';
  const common = host.levels.filter((level) => partner.levels.includes(level));
  return apart === 0
    ? `both are ${sayLevels({ levels: common }).toLowerCase()} schools`
    : `the host is ${sayLevels(host).toLowerCase()}, the partner ${sayLevels(partner).toLowerCase()}: neighboring levels`;
}

function sayDistance(host: Entrant, partner: Entrant): string {
  const km = kmBetween(host, partner);
  return km === undefined
    ? 'it is not known how far apart they are, which earns half'
    : `they are ${km.toFixed(1)} km apart`;
}

function sayLikeness(host: Entrant, partner: Entrant): string {
  const alike = likeness(host.demographics, partner.demographics);
  return alike === undefined
    ? 'it is not known how alike their students are, which earns half'
    : `their students are ${Math.round(alike * 100)} % alike`;
}
