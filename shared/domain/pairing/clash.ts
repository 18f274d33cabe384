import { countOf } from '#domain/base/wording.ts';
import { levelNames } from '#domain/program/school.ts';
import {
  type Entrant,
  type HostEntrant,
  namesOf,
  type PairingProblem,
  type Ruling,
  type SchoolNames,
} from './problem.ts';
import { type Obstacle, obstacleBetween } from './score.ts';

/**
 * Why there is no answer. `clashing` is the smallest set of conflicting rules, one sentence each. Without any one of
 * them, the others can be met. `relaxation` says the least that must change, in a sentence.
 */
export type Clash = { readonly clashing: readonly string[]; readonly relaxation: string };

export const isClash = (outcome: object): outcome is Clash => 'clashing' in outcome;

/** The smallest set of conflicting rules, if there is one. Among equally small sets, the first in input order. */
export const smallestClash = (problem: PairingProblem): Clash | undefined =>
  clashesOf(problem).reduce<Clash | undefined>(
    (smallest, clash) => (smallest && smallest.clashing.length <= clash.clashing.length ? smallest : clash),
    undefined,
  );

/**
 * Every set of conflicting rules. Only locks can conflict: a partner without a lock may stay unplaced. Expects a
 * well-formed problem.
 */
export function clashesOf(problem: PairingProblem): readonly Clash[] {
  const mixing = clashesOfMixing(problem);
  // Most problems have no locks: a large one then needs no list of names.
  if (problem.locks.length === 0) return mixing;
  const names = namesOf(problem);
  return [
    ...mixing,
    ...clashesOfLocks(problem, names),
    ...clashesOfPartners(problem, names),
    ...clashesOfCapacities(problem, names),
  ];
}

/** If levels may not mix, each host needs a level first. Choosing it is a selection, not an assignment. */
function clashesOfMixing({ hosts, rules }: PairingProblem): readonly Clash[] {
  const open = hosts.filter(({ capacity, takes }) => capacity > 1 && takes === undefined);
  if (rules.mixesLevels || open.length === 0) return [];
  return [
    {
      clashing: [
        'All of a host’s partners must share a grade level (mixesLevels is false).',
        `No grade level is set for ${countOf(open.length, 'host')} (${open.map(({ id }) => id).join(', ')}).`,
      ],
      relaxation:
        'Use --select to choose a level for each host, set each host’s level, or allow mixed levels.',
    },
  ];
}

/** A lock must be of an allowed pair. */
function clashesOfLocks(problem: PairingProblem, names: SchoolNames): readonly Clash[] {
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  return problem.locks.flatMap((lock) => {
    const [host, partner] = [hosts.get(lock.host), partners.get(lock.partner)];
    const ban = problem.bans.find((other) => isSamePair(lock, other));
    const obstacle = host && partner && obstacleBetween(problem.rules, host, partner);
    return [
      ...(ban
        ? [
            {
              clashing: [sayLock(names, lock), sayBan(names, ban)],
              relaxation: 'Remove one of the two rules.',
            },
          ]
        : []),
      ...(obstacle
        ? [
            {
              clashing: [sayLock(names, lock), sayObstacle(obstacle, host, partner)],
              relaxation: `Remove the keep-together rule for ${names(lock.partner)}.`,
            },
          ]
        : []),
    ];
  });
}

const isSamePair = (one: Ruling, other: Ruling): boolean =>
  one.host === other.host && one.partner === other.partner;

/** The rule against a pair, in a sentence. */
export function sayObstacle(obstacle: Obstacle, host: HostEntrant, partner: Entrant): string {
  switch (obstacle) {
    case 'two-levels-apart':
      return `${host.name} and ${partner.name} are two grade levels apart, so they can’t be paired.`;
    case 'not-the-level-it-takes':
      return `${host.name} only takes ${host.takes ? levelNames[host.takes].toLowerCase() : 'other'} schools, and ${partner.name} isn’t one.`;
    case 'too-far':
      return `${host.name} and ${partner.name} are farther apart than the rules allow.`;
  }
}

/** A partner can be locked to only one host. */
function clashesOfPartners({ locks }: PairingProblem, names: SchoolNames): readonly Clash[] {
  return [...Map.groupBy(locks, ({ partner }) => partner)].flatMap(([id, own]) => {
    const [first, ...others] = distinct(own);
    const second = others[0];
    if (!first || !second) return [];
    return [
      {
        clashing: [sayLock(names, first), sayLock(names, second), 'A partner can only be in one pair.'],
        relaxation:
          others.length === 1
            ? `Remove one of the two keep-together rules for ${names(id)}.`
            : `Remove ${others.length} of the ${others.length + 1} keep-together rules for ${names(id)}.`,
      },
    ];
  });
}

/** A host can't have more locked partners than places. */
function clashesOfCapacities({ locks, hosts }: PairingProblem, names: SchoolNames): readonly Clash[] {
  const byHost = Map.groupBy(locks, ({ host }) => host);
  return hosts.flatMap(({ id, capacity }) => {
    const own = distinct(byHost.get(id) ?? []);
    if (own.length <= capacity) return [];
    const removed = `remove ${own.length - capacity} of its ${own.length} keep-together rules`;
    return [
      {
        clashing: [
          `${names(id)} has ${countOf(capacity, 'place')}.`,
          ...own.slice(0, capacity + 1).map((lock) => sayLock(names, lock)),
        ],
        relaxation:
          own.length <= largestCapacity
            ? `Raise ${names(id)}’s capacity to ${own.length}, or ${removed}.`
            : `For ${names(id)}, ${removed}.`,
      },
    ];
  });
}

export const largestCapacity = 7;

/** Duplicate locks of a pair count once. */
const distinct = (locks: readonly Ruling[]): readonly Ruling[] =>
  locks.filter((lock, index) => locks.findIndex((other) => isSamePair(lock, other)) === index);

const sayLock = (names: SchoolNames, { host, partner, reason }: Ruling): string =>
  `${names(partner)} must be paired with ${names(host)}${sayReason(reason)}.`;

const sayBan = (names: SchoolNames, { host, partner, reason }: Ruling): string =>
  `${names(partner)} must not be paired with ${names(host)}${sayReason(reason)}.`;

const sayReason = (reason: string): string => (reason === '' ? '' : ` (“${reason}”)`);
