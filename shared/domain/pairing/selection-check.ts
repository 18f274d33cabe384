import { levels } from '../school.ts';
import type { Entrant, Pair, PairingProblem } from './problem.ts';
import {
  isEveryPlaceUsed,
  type SelectionProblem,
  type SelectionQuota,
  sayCounted,
} from './selection-problem.ts';

/**
 * Holds a choice of schools against what was asked, knowing nothing of how it was found. `chosen` is the problem of the admitted
 * schools, and `pairs` are theirs. Answers what does not hold, a sentence each. That the pairs are the best for these
 * schools is for `checkPairing`.
 */
export function checkSelection(
  problem: SelectionProblem,
  chosen: PairingProblem,
  pairs: readonly Pair[],
): readonly string[] {
  return [
    ...checkSchools(problem, chosen),
    ...checkTargets(problem, chosen),
    ...checkPlaces(problem, chosen, pairs),
    ...problem.terms.quotas.flatMap((quota) => checkQuota(quota, chosen)),
    ...checkRulings(problem, pairs),
    ...checkLevels(problem, chosen, pairs),
  ];
}

/** Everybody chosen applied, in the one role it plays; who had to be admitted, is. */
function checkSchools({ candidates, terms }: SelectionProblem, { hosts, partners }: PairingProblem) {
  const ids = [...hosts, ...partners].map(({ id }) => id);
  const asHosts = new Set(candidates.hosts.map(({ id }) => id));
  const asPartners = new Set(candidates.partners.map(({ id }) => id));
  return [
    ...hosts.filter(({ id }) => !asHosts.has(id)).map(({ id }) => `${id} is no candidate for a host.`),
    ...partners
      .filter(({ id }) => !asPartners.has(id))
      .map(({ id }) => `${id} is no candidate for a partner.`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id} is admitted twice.`),
    ...terms.accepted.filter((id) => !ids.includes(id)).map((id) => `${id} is accepted, and not admitted.`),
  ];
}

function checkTargets({ terms: { targets } }: SelectionProblem, { hosts, partners }: PairingProblem) {
  const { host, partner = partners.length } = targets;
  return [
    ...(hosts.length === host ? [] : [`${hosts.length} hosts are admitted, and the target is ${host}.`]),
    ...(partners.length === partner
      ? []
      : [`${partners.length} partners are admitted, and the target is ${partner}.`]),
  ];
}

/** Every admitted partner has a host, every host the partners it was given places for, within what it offered. */
function checkPlaces(
  { candidates, terms }: SelectionProblem,
  chosen: PairingProblem,
  pairs: readonly Pair[],
): readonly string[] {
  const isFull = isEveryPlaceUsed(terms);
  const offered = new Map(candidates.hosts.map(({ id, capacity }) => [id, capacity]));
  const placed = new Set(pairs.map(({ partner }) => partner));
  return [
    ...chosen.partners
      .filter(({ id }) => !placed.has(id))
      .map(({ id }) => `${id} is admitted and has no host.`),
    ...chosen.hosts.flatMap(({ id, capacity }) => {
      const count = pairs.filter(({ host }) => host === id).length;
      const places = offered.get(id) ?? 0;
      if (count === 0) return [`${id} is admitted and has no partner.`];
      if (count !== capacity) return [`${id} was given ${capacity} places and has ${count} partners.`];
      if (count > places) return [`${id} offered ${places} places and has ${count} partners.`];
      return isFull && count < places ? [`${id} has ${places - count} places left empty.`] : [];
    }),
  ];
}

function checkQuota(quota: SelectionQuota, { hosts, partners }: PairingProblem): readonly string[] {
  const { region, level, role, atLeast } = quota;
  const schools: readonly Entrant[] = [
    ...(role === 'partner' ? [] : hosts),
    ...(role === 'host' ? [] : partners),
  ];
  const count = schools.filter(
    (school) =>
      (region === undefined || school.region === region) &&
      (level === undefined || school.levels.includes(level)),
  ).length;
  return count >= atLeast
    ? []
    : [`At least ${sayCounted(atLeast, quota)} were asked for; there are ${count}.`];
}

function checkRulings({ candidates }: SelectionProblem, pairs: readonly Pair[]): readonly string[] {
  const isPaired = (ruled: Pair) =>
    pairs.some(({ host, partner }) => host === ruled.host && partner === ruled.partner);
  return [
    ...candidates.locks
      .filter((lock) => !isPaired(lock))
      .map(({ host, partner }) => `${partner} is locked to ${host}, and is not with it.`),
    ...candidates.bans
      .filter(isPaired)
      .map(({ host, partner }) => `${partner} must not be with ${host}, and is.`),
  ];
}

function checkLevels(
  { candidates }: SelectionProblem,
  { hosts, partners }: PairingProblem,
  pairs: readonly Pair[],
): readonly string[] {
  if (candidates.rules.mixesLevels) return [];
  const levelsOf = new Map(partners.map(({ id, levels: own }) => [id, own]));
  return hosts
    .filter(({ id }) => {
      const own = pairs.filter(({ host }) => host === id).map(({ partner }) => levelsOf.get(partner) ?? []);
      return !levels.some((level) => own.every((one) => one.includes(level)));
    })
    .map(({ id }) => `The partners of ${id} do not share a level.`);
}
