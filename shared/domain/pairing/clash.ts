import { type Entrant, type HostEntrant, isPair, type PairingProblem, type Ruling } from './problem.ts';
import { firmObstacle, type Obstacle } from './score.ts';
import type { Concession, SelectionRule } from './selection/problem.ts';

/** One of the rules in a conflict. */
export type Rule =
  | SelectionRule
  /** The hosts, by ID, that may take any level although levels may not mix. */
  | { readonly kind: 'levels-open'; readonly hosts: readonly string[] }
  | { readonly kind: 'levels-apart' }
  | {
      readonly kind: 'obstacle';
      readonly obstacle: Obstacle;
      readonly host: HostEntrant;
      readonly partner: Entrant;
    }
  | { readonly kind: 'one-pair' }
  | { readonly kind: 'capacity'; readonly host: string; readonly capacity: number };

/** The least that must change. Schools are IDs, and `lifted` counts the locks to remove. */
export type Relaxation =
  | { readonly kind: 'set-levels' }
  | { readonly kind: 'lift-either' }
  | { readonly kind: 'lift-lock'; readonly partner: string }
  | {
      readonly kind: 'lift-of-partner';
      readonly partner: string;
      readonly lifted: number;
      readonly locks: number;
    }
  | { readonly kind: 'lift-of-host'; readonly host: string; readonly lifted: number; readonly locks: number }
  /** No concessions: the time ran out before the smallest set was found. */
  | { readonly kind: 'concede'; readonly concessions: readonly Conceded[] };

/** By how much a rule would not be met. */
export type Conceded = Concession & { readonly count: number };

/**
 * Why there is no answer: the smallest set of conflicting rules. Without any one of them, the others can be met.
 */
export type Clash = { readonly rules: readonly Rule[]; readonly relax: Relaxation };

export const isClash = (outcome: object): outcome is Clash => 'relax' in outcome;

/** The smallest set of conflicting rules, if there is one. Among equally small sets, the first in input order. */
export const smallestClash = (problem: PairingProblem): Clash | undefined =>
  clashesOf(problem).reduce<Clash | undefined>(
    (smallest, clash) => (smallest && smallest.rules.length <= clash.rules.length ? smallest : clash),
    undefined,
  );

/**
 * Every set of conflicting rules. Only locks can conflict: a partner without a lock may stay unplaced. Expects a
 * well-formed problem.
 */
export const clashesOf = (problem: PairingProblem): readonly Clash[] => [
  ...clashesOfMixing(problem),
  ...clashesOfLocks(problem),
  ...clashesOfPartners(problem),
  ...clashesOfCapacities(problem),
];

/** If levels may not mix, each host needs a level first. Choosing it is a selection, not an assignment. */
function clashesOfMixing({ hosts, rules }: PairingProblem): readonly Clash[] {
  const open = hosts.filter(({ capacity, takes }) => capacity > 1 && takes === undefined);
  if (rules.mixesLevels || open.length === 0) return [];
  return [
    {
      rules: [{ kind: 'levels-apart' }, { kind: 'levels-open', hosts: open.map(({ id }) => id) }],
      relax: { kind: 'set-levels' },
    },
  ];
}

/** A lock must be of an allowed pair. */
function clashesOfLocks({ hosts, partners, locks, bans, rules }: PairingProblem): readonly Clash[] {
  // Most problems have no locks: a large one then needs no maps.
  if (locks.length === 0) return [];
  const hostById = new Map(hosts.map((host) => [host.id, host]));
  const partnerById = new Map(partners.map((partner) => [partner.id, partner]));
  return locks.flatMap((lock): Clash[] => {
    const [host, partner] = [hostById.get(lock.host), partnerById.get(lock.partner)];
    const ban = bans.find(isPair(lock));
    const obstacle = host && partner && firmObstacle(rules, host, partner);
    const locked = { kind: 'lock', ruling: lock } as const;
    return [
      ...(ban
        ? [{ rules: [locked, { kind: 'ban', ruling: ban }], relax: { kind: 'lift-either' } } as const]
        : []),
      ...(obstacle
        ? [
            {
              rules: [locked, { kind: 'obstacle', obstacle, host, partner }],
              relax: { kind: 'lift-lock', partner: lock.partner },
            } as const,
          ]
        : []),
    ];
  });
}

/** A partner can be locked to only one host. */
function clashesOfPartners({ locks }: PairingProblem): readonly Clash[] {
  return [...Map.groupBy(locks, ({ partner }) => partner)].flatMap(([partner, every]): Clash[] => {
    const own = distinct(every);
    if (own.length < 2) return [];
    return [
      {
        rules: [...own.slice(0, 2).map(lockRule), { kind: 'one-pair' }],
        relax: { kind: 'lift-of-partner', partner, lifted: own.length - 1, locks: own.length },
      },
    ];
  });
}

/** A host can't have more locked partners than places. */
function clashesOfCapacities({ locks, hosts }: PairingProblem): readonly Clash[] {
  const byHost = Map.groupBy(locks, ({ host }) => host);
  return hosts.flatMap(({ id, capacity }): Clash[] => {
    const own = distinct(byHost.get(id) ?? []);
    if (own.length <= capacity) return [];
    return [
      {
        rules: [{ kind: 'capacity', host: id, capacity }, ...own.slice(0, capacity + 1).map(lockRule)],
        relax: { kind: 'lift-of-host', host: id, lifted: own.length - capacity, locks: own.length },
      },
    ];
  });
}

export const largestCapacity = 7;

const lockRule = (ruling: Ruling): Rule => ({ kind: 'lock', ruling });

/** Duplicate locks of a pair count once. */
const distinct = (locks: readonly Ruling[]): readonly Ruling[] =>
  locks.filter((lock, index) => locks.findIndex(isPair(lock)) === index);
