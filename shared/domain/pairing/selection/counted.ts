import type { Clash, Conceded } from '#domain/pairing/clash.ts';
import {
  isEveryPlaceUsed,
  rulesOf,
  type SelectionProblem,
  type SelectionQuota,
  type SelectionRule,
  schoolsCounted,
} from './problem.ts';

/**
 * Conflicts that counting finds, without solving: a rule that asks for more schools than there are, more partners than
 * the largest hosts have places, more accepted schools than the target, and quotas that count no school twice but add
 * up to more than the targets. Each with the least that would have to change.
 */
export function countedClashes(problem: SelectionProblem): readonly Clash[] {
  const alone = rulesOf(problem).flatMap((rule): Clash[] => {
    const conceded = beyondAll(rule, problem);
    return conceded ? [conceding([rule], [conceded])] : [];
  });
  return alone.length > 0 ? alone : [...fewPlaces(problem), ...manyAccepted(problem), ...manyQuotas(problem)];
}

const conceding = (rules: readonly SelectionRule[], concessions: readonly Conceded[]): Clash => ({
  rules,
  relax: { kind: 'concede', concessions },
});

/** By how much a rule asks for more schools than there are. It then conflicts by itself. */
export function beyondAll(
  rule: SelectionRule,
  { candidates: { hosts, partners } }: SelectionProblem,
): Conceded | undefined {
  const over = (count: number, all: number): { readonly count: number } | undefined =>
    count > all ? { count: count - all } : undefined;
  switch (rule.kind) {
    case 'hosts': {
      const by = over(rule.count, hosts.length);
      return by && { kind: 'fewer', role: 'host', target: rule.count, ...by };
    }
    case 'partners': {
      const by = over(rule.count, partners.length);
      return by && { kind: 'fewer', role: 'partner', target: rule.count, ...by };
    }
    case 'quota': {
      const by = over(rule.quota.atLeast, schoolsCounted(rule.quota, hosts, partners).length);
      return by && { kind: 'below-quota', quota: rule.quota, ...by };
    }
    default:
      return undefined;
  }
}

/** The largest hosts that the target allows have fewer places than partners are to be chosen. */
function fewPlaces({ candidates: { hosts }, terms }: SelectionProblem): readonly Clash[] {
  const { host, partner } = terms.targets;
  const places = hosts
    .map(({ capacity }) => capacity)
    .sort((a, b) => b - a)
    .slice(0, host)
    .reduce((sum, capacity) => sum + capacity, 0);
  if (partner === undefined || partner <= places) return [];
  return [
    conceding(
      [
        { kind: 'hosts', count: host },
        { kind: 'partners', count: partner },
      ],
      [{ kind: 'fewer', role: 'partner', target: partner, count: partner - places }],
    ),
  ];
}

/** More schools of a role are accepted already than the target allows. */
function manyAccepted({ candidates, terms }: SelectionProblem): readonly Clash[] {
  return (['host', 'partner'] as const).flatMap((role): Clash[] => {
    const ids = new Set(candidates[`${role}s`].map(({ id }) => id));
    const accepted = terms.accepted.filter((id) => ids.has(id));
    const target = terms.targets[role];
    if (target === undefined || accepted.length <= target) return [];
    return [
      conceding(
        [
          role === 'host' ? { kind: 'hosts', count: target } : { kind: 'partners', count: target },
          ...accepted.slice(0, target + 1).map((school) => ({ kind: 'accepted', school }) as const),
        ],
        [{ kind: 'more', role, target, count: accepted.length - target }],
      ),
    ];
  });
}

/** Quotas for different regions count no school twice, nor do quotas for levels if every school has only one. */
function manyQuotas({ candidates: { hosts, partners }, terms }: SelectionProblem): readonly Clash[] {
  const { host, partner } = terms.targets;
  if (partner === undefined || isEveryPlaceUsed(terms)) return [];
  const all = host + partner;
  const hasOneLevel = [...hosts, ...partners].every(({ levels }) => levels.length <= 1);
  const byRegion = terms.quotas.filter(
    ({ region, level, role }) => region !== undefined && level === undefined && role === undefined,
  );
  const byLevel = terms.quotas.filter(
    ({ region, level, role }) => level !== undefined && region === undefined && role === undefined,
  );
  return [byRegion, ...(hasOneLevel ? [byLevel] : [])].flatMap((quotas): Clash[] => {
    const over = quotas.reduce((sum, { atLeast }) => sum + atLeast, 0) - all;
    if (over <= 0) return [];
    return [
      conceding(
        [
          { kind: 'hosts', count: host },
          { kind: 'partners', count: partner },
          ...quotas.filter(({ atLeast }) => atLeast > 0).map((quota) => ({ kind: 'quota', quota }) as const),
        ],
        lowered(quotas, over),
      ),
    ];
  });
}

/** The largest quotas, lowered until they ask for so many schools less. */
function lowered(quotas: readonly SelectionQuota[], over: number): readonly Conceded[] {
  const conceded: Conceded[] = [];
  let left = over;
  for (const quota of quotas.toSorted((a, b) => b.atLeast - a.atLeast)) {
    const count = Math.min(left, quota.atLeast);
    if (count > 0) conceded.push({ kind: 'below-quota', quota, count });
    left -= count;
  }
  return conceded;
}
