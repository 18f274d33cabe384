import { sayCount } from '#domain/base/wording.ts';
import { clashesOf, largestCapacity } from '#domain/pairing/clash.ts';
import type { Entrant, HostEntrant, PairingProblem } from '#domain/pairing/problem.ts';
import { shareNames } from '#domain/pairing/score.ts';
import { type PairingRules, perfectScore } from '#domain/program/program.ts';
import { sayClash } from './pairing.ts';

/** More schools on one side would exceed the solver's range of whole numbers. */
const mostSchools = 100_000;

/**
 * Faults of a problem, one sentence each with the school and the rule; empty if it can be solved. Malformed sides and
 * rulings come first. Conflicting rules are searched only in a well-formed problem.
 */
export function problemsOf(problem: PairingProblem): readonly string[] {
  const malformed = [
    ...problemsOfRules(problem.rules),
    ...problemsOfSide('host', problem.hosts),
    ...problemsOfSide('partner', problem.partners),
    ...problem.hosts.flatMap(problemsOfCapacity),
    ...problemsOfRoles(problem),
    ...problemsOfRulings(problem),
    ...problemsOfLeastScore(problem),
  ];
  if (malformed.length > 0) return malformed;
  return clashesOf(problem).map((clash) => {
    const { rules, relaxations } = sayClash(clash, problem);
    return [...rules, ...relaxations].join(' ');
  });
}

function problemsOfRules(rules: PairingRules): readonly string[] {
  const weights = Object.entries(rules.weights);
  const sum = weights.reduce((total, [, points]) => total + points, 0);
  return [
    ...weights
      .filter(([, points]) => !Number.isInteger(points) || points < 0)
      .map(([part, points]) => `The weight of ${part} is ${points}. It must be a whole number of 0 or more.`),
    ...(sum === perfectScore
      ? []
      : [`The weights add up to ${sayCount(sum)}. They must add up to ${sayCount(perfectScore)}.`]),
    ...(rules.farthestKm > 0 ? [] : [`farthestKm is ${rules.farthestKm}. It must be more than 0.`]),
    ...(rules.neighboringLevels >= 0 && rules.neighboringLevels <= 1
      ? []
      : [`neighboringLevels is ${rules.neighboringLevels}. It must be from 0 to 1.`]),
    ...(rules.withinKm === undefined || rules.withinKm > 0
      ? []
      : [`withinKm is ${rules.withinKm}. It must be more than 0.`]),
  ];
}

function problemsOfSide(side: 'host' | 'partner', schools: readonly Entrant[]): readonly string[] {
  if (schools.length === 0) return [`There are no ${side}s. Pairing needs at least one.`];
  if (schools.length > mostSchools)
    return [
      `There are ${sayCount(schools.length)} ${side}s. At most ${sayCount(mostSchools)} can be paired.`,
    ];
  return [
    ...repeated(schools.map(({ id }) => id)).map(
      ({ value, first, again }) =>
        `ID ${value} is used by ${side} ${first} and again by ${side} ${again}. IDs must be unique.`,
    ),
    ...schools.flatMap((school, index) => problemsOfSchool(`${side} ${index + 1} (${school.id})`, school)),
  ];
}

/** Repeated values, with the positions (from 1) of the first and of each repetition. */
function repeated(values: readonly string[]) {
  const seen = new Map<string, number>();
  return values.flatMap((value, index) => {
    const first = seen.get(value);
    if (first !== undefined) return [{ value, first, again: index + 1 }];
    seen.set(value, index + 1);
    return [];
  });
}

function problemsOfSchool(where: string, { id, location, demographics }: Entrant): readonly string[] {
  return [
    ...(id === '' ? [`${capital(where)} has no ID.`] : []),
    ...(location && !isBetween(location.latitude, -90, 90)
      ? [`The latitude of ${where} is ${location.latitude}. It must be from −90 to 90.`]
      : []),
    ...(location && !isBetween(location.longitude, -180, 180)
      ? [`The longitude of ${where} is ${location.longitude}. It must be from −180 to 180.`]
      : []),
    ...shareNames.flatMap((name) => {
      const share = demographics[name];
      return share === undefined || isBetween(share, 0, 100)
        ? []
        : [`${name} of ${where} is ${share}. It must be a percentage from 0 to 100.`];
    }),
  ];
}

/** Also false for NaN. */
const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const problemsOfCapacity = ({ id, capacity }: HostEntrant, index: number): readonly string[] =>
  Number.isInteger(capacity) && isBetween(capacity, 1, largestCapacity)
    ? []
    : [`The capacity of host ${index + 1} (${id}) is ${capacity}. It must be from 1 to ${largestCapacity}.`];

function problemsOfRoles({ hosts, partners }: PairingProblem): readonly string[] {
  const hostIds = new Set(hosts.map(({ id }) => id));
  return partners
    .filter(({ id }) => hostIds.has(id))
    .map(({ id }) => `${id} is both a host and a partner. A school can only have one role.`);
}

function problemsOfRulings({ hosts, partners, locks, bans }: PairingProblem): readonly string[] {
  const hostIds = new Set(hosts.map(({ id }) => id));
  const partnerIds = new Set(partners.map(({ id }) => id));
  const rulings = [
    ...locks.map((ruling, index) => ({ ...ruling, where: `Lock ${index + 1}` })),
    ...bans.map((ruling, index) => ({ ...ruling, where: `Ban ${index + 1}` })),
  ];
  return rulings.flatMap(({ where, host, partner }) => [
    ...(hostIds.has(host) ? [] : [`${where} names host ${host}, which isn’t in the list of hosts.`]),
    ...(partnerIds.has(partner)
      ? []
      : [`${where} names partner ${partner}, which isn’t in the list of partners.`]),
  ]);
}

const problemsOfLeastScore = ({ leastScore = 0 }: PairingProblem): readonly string[] =>
  Number.isInteger(leastScore) && isBetween(leastScore, 0, perfectScore)
    ? []
    : [`The minimum score is ${leastScore}. It must be a whole number from 0 to ${sayCount(perfectScore)}.`];
