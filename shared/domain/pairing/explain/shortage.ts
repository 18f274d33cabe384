import { wholeAt } from '#domain/base/typed-arrays.ts';
import { countOf } from '#domain/base/wording.ts';
import { inOrder, namesOf, type Pairing, type PairingProblem } from '#domain/pairing/problem.ts';
import { emptyRow, tabulate } from '#domain/pairing/solver/columns.ts';
import { bansByRow, pairCosts } from '#domain/pairing/solver/costs.ts';

/**
 * Why partners stay unplaced: these partners can only go to these hosts, which have too few places for them (without
 * locked places). `lacking` is the number of missing places; that many of the partners stay unplaced in any plan. IDs
 * are sorted.
 */
type Shortage = {
  readonly partners: readonly string[];
  readonly hosts: readonly string[];
  readonly places: number;
  readonly lacking: number;
};

/**
 * The shortages behind a pairing that places as many partners as possible; empty if everyone has a place. Each holds
 * an unplaced partner's competitors and their competitors in turn. By P. Hall's theorem ("On Representatives of
 * Subsets", 1935), such a set is why no plan places everyone. Removing any one partner of a set gives another one its
 * place, so every partner in it matters. One more place at any of its hosts places one more.
 */
export function shortagesOf(problem: PairingProblem, pairing: Pairing): readonly Shortage[] {
  const hostsOf = allowedHosts(problem);
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  const free = pairing.pairs.filter(({ partner }) => !locked.has(partner));
  const partnersAt = Map.groupBy(free, ({ host }) => host);
  const sets = pairing.unplaced.map((unplaced) => {
    const partners = new Set([unplaced]);
    const hosts = new Set<string>();
    // Both sets grow during the loop, until there are no new competitors.
    for (const partner of partners)
      for (const host of hostsOf(partner)) {
        hosts.add(host);
        for (const rival of partnersAt.get(host) ?? []) partners.add(rival.partner);
      }
    return { partners, hosts };
  });
  return merged(sets).map(({ partners, hosts }) => {
    const places = [...hosts].reduce((sum, host) => sum + (partnersAt.get(host)?.length ?? 0), 0);
    return {
      partners: [...partners].sort(inOrder),
      hosts: [...hosts].sort(inOrder),
      places,
      lacking: partners.size - places,
    };
  });
}

/** The hosts that rules and rulings allow for a partner. */
function allowedHosts(problem: PairingProblem): (partner: string) => readonly string[] {
  const { hosts, partners, rules, bans, leastScore = 0 } = problem;
  const hostRows = new Map(hosts.map(({ id }, row) => [id, row]));
  const partnerRows = new Map(partners.map(({ id }, row) => [id, row]));
  const costs = pairCosts(
    tabulate(rules, hosts, partners),
    bansByRow(bans, hostRows, partnerRows),
    leastScore,
  );
  const row = emptyRow(hosts.length);
  return (partner) => {
    const count = costs.writeRow(partnerRows.get(partner) ?? 0, row);
    return Array.from({ length: count }, (_, index) => hosts[wholeAt(row.hosts, index)]?.id ?? '');
  };
}

type Competition = { readonly partners: ReadonlySet<string>; readonly hosts: ReadonlySet<string> };

/** Unplaced partners that compete for the same hosts share one shortage. */
function merged(sets: readonly Competition[]): readonly Competition[] {
  return sets.reduce<readonly Competition[]>((known, set) => {
    const touching = known.filter(({ hosts }) => [...set.hosts].some((host) => hosts.has(host)));
    const union = touching.reduce<Competition>(
      (all, other) => ({
        partners: new Set([...all.partners, ...other.partners]),
        hosts: new Set([...all.hosts, ...other.hosts]),
      }),
      set,
    );
    return [...known.filter((other) => !touching.includes(other)), union];
  }, []);
}

/** A shortage in words: which schools can't all have a place, and the least that would place one more. */
export function sayShortage(problem: PairingProblem, { partners, hosts, places, lacking }: Shortage): string {
  const names = namesOf(problem);
  const list = (ids: readonly string[]) => ids.map(names).join(', ');
  if (hosts.length === 0)
    return `No host can take ${list(partners)}. Add a host that fits, or remove a keep-apart rule.`;
  return (
    `${countOf(partners.length, 'partner')} (${list(partners)}) can only go to ${countOf(hosts.length, 'host')} (${list(hosts)}), ` +
    `which ${hosts.length === 1 ? 'has' : 'have'} ${countOf(places, 'place')}. That’s ${lacking} too few. ` +
    'To place one more, add one place at one of these hosts or one more host that fits.'
  );
}
