import {
  byPair,
  type ChoiceCertificate,
  type Entrant,
  inOrder,
  type PairingProblem,
  type Ruling,
  type Solution,
} from '#domain/pairing/problem.ts';
import type { Quota, Role } from '#domain/program/program.ts';
import { levelNames } from '#domain/program/school.ts';

/** A quota of the program; with a role, for its hosts or its partners only. */
export type SelectionQuota = Quota & { readonly role?: Role };

/** The terms for choosing schools from the candidates. */
export type SelectionTerms = {
  /** IDs of schools that must be chosen. */
  readonly accepted: readonly string[];
  /** Points for choosing a school in a role, in addition to its pairs. Whole and not negative; by ID, 0 if missing. */
  readonly quality: Readonly<Record<Role, Readonly<Record<string, number>>>>;
  /** Exact numbers. Without a number of partners, the chosen hosts' places decide it. */
  readonly targets: { readonly host: number; readonly partner?: number };
  readonly quotas: readonly SelectionQuota[];
  /** Whether every chosen host must be full, or have at least one partner. */
  readonly usesEveryPlace: boolean;
};

/**
 * Which schools to choose, and how to pair them. A school may be a candidate in both roles but is chosen in at most
 * one.
 */
export type SelectionProblem = { readonly candidates: PairingProblem; readonly terms: SelectionTerms };

/** The chosen schools and their pairs, compared with the best possible choice. */
export type Selected = {
  readonly kind: 'selected';
  /**
   * The problem that `solution` answers and its certificate proves: only the chosen schools, each host with its
   * places and, if levels may not mix, its level.
   */
  readonly chosen: PairingProblem;
  readonly solution: Solution;
  /** The pairs' scores plus the quality of all chosen schools. */
  readonly points: number;
  /** No choice has more points than this. */
  readonly bound: number;
  /** `bound` minus `points`: 0 proves that no choice is better. */
  readonly gap: number;
  /** The proof of it; absent if the time ran out. */
  readonly certificate?: ChoiceCertificate;
};

/** The time ran out before there was a choice that meets all rules, or a proof that there is none. */
export type Undecided = { readonly kind: 'undecided'; readonly afterSeconds: number };

/** One requirement of a selection. Requirements can conflict. */
export type SelectionRule =
  | { readonly kind: 'hosts'; readonly count: number }
  | { readonly kind: 'partners'; readonly count: number }
  | { readonly kind: 'every-place' }
  /** Every host is already chosen, and may also stay without a partner. */
  | { readonly kind: 'all-hosts' }
  | { readonly kind: 'quota'; readonly quota: SelectionQuota }
  | { readonly kind: 'one-level' }
  | { readonly kind: 'one-focus' }
  | { readonly kind: 'accepted'; readonly school: string }
  | { readonly kind: 'lock'; readonly ruling: Ruling }
  | { readonly kind: 'ban'; readonly ruling: Ruling };

/** What of a requirement may be given up, so that the others can be met. Schools are IDs. */
export type Concession =
  | { readonly kind: 'fewer' | 'more'; readonly role: Role; readonly target: number }
  | { readonly kind: 'open-places'; readonly host: string }
  | { readonly kind: 'below-quota'; readonly quota: SelectionQuota }
  | { readonly kind: 'mixed-levels'; readonly host: string }
  | { readonly kind: 'several-areas'; readonly host: string }
  | { readonly kind: 'not-accepted'; readonly school: string }
  | { readonly kind: 'lock-lifted' | 'ban-lifted'; readonly ruling: Ruling };

/** The same question as a selection in which only levels and areas are left to choose. */
export function selectionOfAll(candidates: PairingProblem): {
  readonly selection: SelectionProblem;
  readonly rules: readonly SelectionRule[];
} {
  const terms: SelectionTerms = {
    accepted: [],
    quality: { host: {}, partner: {} },
    targets: { host: candidates.hosts.length },
    quotas: [],
    usesEveryPlace: false,
  };
  return {
    selection: { candidates, terms },
    rules: [{ kind: 'all-hosts' }, ...choiceRules(candidates), ...rulingsOf(candidates)],
  };
}

/** What each host must choose one of. */
const choiceRules = ({ rules }: PairingProblem): readonly SelectionRule[] => [
  ...(rules.mixesLevels ? [] : [{ kind: 'one-level' } as const]),
  ...(rules.focus === 'one-each' ? [{ kind: 'one-focus' } as const] : []),
];

/** All requirements, with staff's decisions on single schools last. The order does not depend on the input. */
export const rulesOf = ({ candidates, terms }: SelectionProblem): readonly SelectionRule[] => [
  { kind: 'hosts', count: terms.targets.host },
  ...(terms.targets.partner === undefined
    ? []
    : [{ kind: 'partners', count: terms.targets.partner } as const]),
  ...(isEveryPlaceUsed(terms) ? [{ kind: 'every-place' } as const] : []),
  ...terms.quotas.toSorted(byQuota).map((quota) => ({ kind: 'quota', quota }) as const),
  ...choiceRules(candidates),
  ...terms.accepted.toSorted(inOrder).map((school) => ({ kind: 'accepted', school }) as const),
  ...rulingsOf(candidates),
];

/** The order of quotas in rules and minimums. */
export const byQuota = (a: SelectionQuota, b: SelectionQuota): number => inOrder(keyOf(a), keyOf(b));
const keyOf = ({ region, level, role, atLeast }: SelectionQuota): string =>
  JSON.stringify([region, level, role, atLeast]);

/** Without a target for partners, the chosen hosts' places decide their number. */
export const isEveryPlaceUsed = ({ targets, usesEveryPlace }: SelectionTerms): boolean =>
  usesEveryPlace || targets.partner === undefined;

/** Staff's decisions on single pairs. */
const rulingsOf = ({ bans, locks }: PairingProblem): readonly SelectionRule[] => [
  ...bans.toSorted(byPair).map((ruling) => ({ kind: 'ban', ruling }) as const),
  ...locks.toSorted(byPair).map((ruling) => ({ kind: 'lock', ruling }) as const),
];

type Counted = Omit<SelectionQuota, 'atLeast'>;

/** "2 middle-school hosts in Queens", "1 school in the Bronx", "27 middle schools" */
export const sayCounted = (count: number, counted: Counted): string => `${count} ${nounFor(count, counted)}`;

/** "middle-school hosts in Queens" */
export function nounFor(count: number, { region, level, role }: Counted): string {
  const noun = role ?? 'school';
  const levelName = level && levelNames[level].toLowerCase();
  const kind = levelName === undefined ? noun : role ? `${levelName}-school ${noun}` : `${levelName} ${noun}`;
  return `${kind}${count === 1 ? '' : 's'}${region === undefined ? '' : ` in ${region}`}`;
}

/** Whether a quota counts a school in a role. */
export const isCounted = (quota: Counted, school: Entrant, role: Role): boolean =>
  (quota.role ?? role) === role &&
  (quota.region === undefined || school.region === quota.region) &&
  (quota.level === undefined || school.levels.includes(quota.level));

/** IDs of the schools that a quota counts, each once. */
export function schoolsCounted(
  quota: Counted,
  hosts: readonly Entrant[],
  partners: readonly Entrant[],
): readonly string[] {
  const counted = [
    ...hosts.filter((host) => isCounted(quota, host, 'host')),
    ...partners.filter((partner) => isCounted(quota, partner, 'partner')),
  ];
  return [...new Set(counted.map(({ id }) => id))];
}

/** At least so many of these schools are chosen, by ID and role. */
export type Minimum = Readonly<Record<Role, ReadonlySet<string>>> & { readonly atLeast: number };

/**
 * The minimums of a selection, in this order: quotas, accepted schools, and hosts, then partners, of locked pairs. The
 * order does not depend on the input.
 */
export function minimumsOf({ candidates, terms }: SelectionProblem): readonly Minimum[] {
  const { hosts, partners } = candidates;
  const locks = candidates.locks.toSorted(byPair);
  const idsOf = (schools: readonly Entrant[]) => new Set(schools.map(({ id }) => id));
  const only = (ids: ReadonlySet<string>, id: string) => new Set(ids.has(id) ? [id] : []);
  const [hostIds, partnerIds, none] = [idsOf(hosts), idsOf(partners), new Set<string>()];
  return [
    ...terms.quotas.toSorted(byQuota).map((quota) => ({
      host: new Set(schoolsCounted(quota, hosts, [])),
      partner: new Set(schoolsCounted(quota, [], partners)),
      atLeast: quota.atLeast,
    })),
    ...terms.accepted
      .toSorted(inOrder)
      .map((id) => ({ host: only(hostIds, id), partner: only(partnerIds, id), atLeast: 1 })),
    ...locks.map((lock) => ({ host: only(hostIds, lock.host), partner: none, atLeast: 1 })),
    ...locks.map((lock) => ({ host: none, partner: only(partnerIds, lock.partner), atLeast: 1 })),
  ];
}

/** The quality points of all schools of a chosen problem, in their roles. */
export const qualityOf = ({ terms }: SelectionProblem, { hosts, partners }: PairingProblem): number =>
  [
    ...hosts.map(({ id }) => terms.quality.host[id] ?? 0),
    ...partners.map(({ id }) => terms.quality.partner[id] ?? 0),
  ].reduce((sum, points) => sum + points, 0);
