import { countOf } from '#domain/base/wording.ts';
import type { Entrant, Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { levels } from '#domain/program/school.ts';
import { isEveryPlaceUsed, type SelectionProblem, type SelectionQuota, sayCounted } from './problem.ts';

/**
 * Checks a choice of schools against its terms. It shares no code with the solver. `chosen` is the problem of the
 * chosen schools, and `pairs` are their pairs. Returns the faults, one sentence each. `checkPairing` checks that the
 * pairs are the best for these schools.
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

/** Every chosen school is a candidate in its one role, and every accepted school is chosen. */
function checkSchools({ candidates, terms }: SelectionProblem, { hosts, partners }: PairingProblem) {
  const ids = [...hosts, ...partners].map(({ id }) => id);
  const asHosts = new Set(candidates.hosts.map(({ id }) => id));
  const asPartners = new Set(candidates.partners.map(({ id }) => id));
  return [
    ...hosts.filter(({ id }) => !asHosts.has(id)).map(({ id }) => `${id} isn’t a host candidate.`),
    ...partners.filter(({ id }) => !asPartners.has(id)).map(({ id }) => `${id} isn’t a partner candidate.`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id} is chosen twice.`),
    ...terms.accepted
      .filter((id) => !ids.includes(id))
      .map((id) => `${id} is already accepted but isn’t chosen.`),
  ];
}

function checkTargets({ terms: { targets } }: SelectionProblem, { hosts, partners }: PairingProblem) {
  const { host, partner = partners.length } = targets;
  return [
    ...(hosts.length === host
      ? []
      : [`The target is ${countOf(host, 'host')}, but the plan has ${hosts.length}.`]),
    ...(partners.length === partner
      ? []
      : [`The target is ${countOf(partner, 'partner')}, but the plan has ${partners.length}.`]),
  ];
}

/**
 * Every chosen partner has a host. Every chosen host has as many partners as it was given places, and at most as many
 * as it offered.
 */
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
      .map(({ id }) => `${id} is chosen but has no host.`),
    ...chosen.hosts.flatMap(({ id, capacity }) => {
      const count = pairs.filter(({ host }) => host === id).length;
      const places = offered.get(id) ?? 0;
      if (count === 0) return [`${id} is chosen but has no partner.`];
      if (count !== capacity)
        return [`${id} was given ${countOf(capacity, 'place')} but has ${countOf(count, 'partner')}.`];
      if (count > places)
        return [`${id} offered ${countOf(places, 'place')} but has ${countOf(count, 'partner')}.`];
      return isFull && count < places ? [`${id} has ${countOf(places - count, 'open place')}.`] : [];
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
    : [`The quota is at least ${sayCounted(atLeast, quota)}, but the plan has ${count}.`];
}

function checkRulings({ candidates }: SelectionProblem, pairs: readonly Pair[]): readonly string[] {
  const isPaired = (ruled: Pair) =>
    pairs.some(({ host, partner }) => host === ruled.host && partner === ruled.partner);
  return [
    ...candidates.locks
      .filter((lock) => !isPaired(lock))
      .map(({ host, partner }) => `${partner} must be paired with ${host} but isn’t.`),
    ...candidates.bans
      .filter(isPaired)
      .map(({ host, partner }) => `${partner} must not be paired with ${host} but is.`),
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
      return own.length > 1 && !levels.some((level) => own.every((one) => one.includes(level)));
    })
    .map(({ id }) => `${id}’s partners don’t share a grade level.`);
}
