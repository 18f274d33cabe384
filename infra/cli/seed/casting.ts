import { isAtLeast, type Rating, type School } from '../../../shared/domain/program/school.ts';
import type { Chance } from './chance.ts';
import type { Scenario } from './scenarios.ts';

const hostYears = 5;
const hostRating: Rating = 'Proficient';

const suitsHost = ({ principalYearsHere, qualityReview, fullyScreened }: School): boolean =>
  (principalYearsHere ?? 0) >= hostYears &&
  qualityReview !== undefined &&
  isAtLeast(qualityReview.lowest, hostRating) &&
  fullyScreened === false;

const isUnderRated = ({ qualityReview }: School): boolean =>
  qualityReview !== undefined && !isAtLeast(qualityReview.lowest, hostRating);

/** One in this many hosts is a school the directory knows too little about. */
const unknownEvery = 4;

/**
 * A different school for each scenario. Hosts qualify, except declined ones with a low rating and some the
 * directory knows too little about. Partners come from the rest.
 */
export function castSchools(
  scenarios: readonly Scenario[],
  schools: readonly School[],
  chance: Chance,
): readonly School[] {
  const free = new Set(chance.shuffled(schools));
  const take = (suits: (school: School) => boolean): School => {
    const [chosen] = [...free].filter(suits);
    if (!chosen) throw new Error('The sample directory has too few schools for the sample applications');
    free.delete(chosen);
    return chosen;
  };
  const hosts = scenarios.filter(({ role }) => role === 'host');
  const hostSchools = hosts.map(({ stage }, index) => {
    if (stage === 'declined') return take(isUnderRated);
    return index % unknownEvery === unknownEvery - 1
      ? take(({ qualityReview }) => qualityReview === undefined)
      : take(suitsHost);
  });
  let hostsCast = 0;
  return scenarios.map(({ role }) => {
    const host = role === 'host' ? hostSchools[hostsCast++] : undefined;
    return host ?? take((school) => !suitsHost(school) && school.qualityReview !== undefined);
  });
}
