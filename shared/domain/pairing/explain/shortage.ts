import { wholeAt } from '#domain/base/typed-arrays.ts';
import { type Choosing, choosingOf, type OfferingHost } from '#domain/pairing/choice/offers.ts';
import { type Entrant, type HostEntrant, pairKey } from '#domain/pairing/problem.ts';
import { firmObstacle, isExceptional, scoresIn } from '#domain/pairing/score.ts';
import type { Answered } from './answered.ts';

/** Why a partner has no place. */
export type Shortage = {
  readonly partner: string;
  readonly funnel: Funnel;
  /** Absent if counting doesn't show one. */
  readonly competition?: Competition;
};

/**
 * How many hosts are left for a partner after each rule: those that offer one of its areas, of these the ones near its
 * level, of these the ones in reach, of these the ones it isn't kept apart from, of these the ones that work on an area
 * and take a level of it in this plan, and of these the ones with an open place. If areas needn't be shared, every host
 * counts as offering one.
 */
export type Funnel = {
  readonly offering: number;
  readonly atLevel: number;
  readonly inReach: number;
  readonly allowed: number;
  readonly working: number;
  readonly open: number;
};

/**
 * The smallest set found of partners that can't all have a place, whatever areas and levels the hosts choose: a count of
 * places shows it (P. Hall's theorem, 1935, with one area and level for each host). None of them can be left out, because
 * the others alone aren't short by count. All IDs, sorted.
 */
export type Competition = {
  readonly partners: readonly string[];
  /** Every host that could take one of them. */
  readonly hosts: readonly CompetedHost[];
  /** No more of them than this have a place at once: the sum of the hosts' `most`. */
  readonly places: number;
};

export type CompetedHost = {
  readonly host: string;
  /** Places that no keep-together rule takes. */
  readonly places: number;
  /** The most of these partners that it can take on one area and level. */
  readonly most: number;
  /** The areas on which it could take any of them; none if areas needn't be chosen. */
  readonly focusAreas: readonly string[];
};

/** Why each partner without a place has none, in the order of IDs. Moves and newer rulings don't count. */
export function shortagesIn(answered: Answered): readonly Shortage[] {
  const { problem, solution } = answered;
  if (solution.pairing.unplaced.length === 0) return [];
  const places = placesOf(choosingOf(problem));
  const rows = new Map(places.partners.map((id, row) => [id, row]));
  const byId = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const spreadFrom = spreads(places, answered, rows);
  const funnelOf = funnels(answered);
  return solution.pairing.unplaced.toSorted().flatMap((id): Shortage[] => {
    const [partner, row] = [byId.get(id), rows.get(id)];
    if (!partner || row === undefined) return [];
    const set = shortSet(places, spreadFrom(row), row);
    return [
      { partner: id, funnel: funnelOf(partner), ...(set && { competition: competitionOf(places, set) }) },
    ];
  });
}

/** How many hosts each rule leaves for a partner. */
function funnels({ problem, chosen, solution }: Answered): (partner: Entrant) => Funnel {
  const { rules, bans, leastScore = 0 } = problem;
  const { withinKm: _, ...anyDistance } = rules;
  const working = new Map(chosen.hosts.map((host) => [host.id, host]));
  const banned = new Set(bans.map(pairKey));
  const taken = Map.groupBy(solution.pairing.pairs, ({ host }) => host);
  const scoreIn = scoresIn(problem);
  return (partner) => {
    const isApart = ({ id }: HostEntrant) => banned.has(pairKey({ host: id, partner: partner.id }));
    const scores = (host: HostEntrant | undefined) => {
      const score = host && scoreIn(host, partner);
      return score !== undefined && score.total >= leastScore;
    };
    const offering = problem.hosts.filter((host) => !isExceptional(rules, host, partner));
    const atLevel = offering.filter((host) => !firmObstacle(anyDistance, host, partner));
    const inReach = atLevel.filter((host) => !firmObstacle(rules, host, partner));
    const allowed = inReach.filter((host) => !isApart(host) && scores(host));
    const able = allowed.filter(({ id }) => scores(working.get(id)));
    const open = able.filter(({ id, capacity }) => (taken.get(id)?.length ?? 0) < capacity);
    return {
      offering: offering.length,
      atLevel: atLevel.length,
      inReach: inReach.length,
      allowed: allowed.length,
      working: able.length,
      open: open.length,
    };
  };
}

/** Hosts and partners by row, with the offers that each partner fits. */
type Places = {
  readonly hosts: readonly OfferingHost[];
  readonly partners: readonly string[];
  /** For each partner: the hosts by row, and for each host the offers by index. */
  readonly fitting: readonly ReadonlyMap<number, readonly number[]>[];
};

function placesOf({ hosts, partners }: Choosing): Places {
  const fitting = partners.map(() => new Map<number, number[]>());
  hosts.forEach(({ offers }, host) => {
    offers.forEach(({ fits }, offer) => {
      for (const { partner } of fits) {
        const own = fitting[partner]?.get(host);
        if (own) own.push(offer);
        else fitting[partner]?.set(host, [offer]);
      }
    });
  });
  return { hosts, partners: partners.map(({ id }) => id), fitting };
}

type PartnerSet = ReadonlySet<number>;

/** Everyone who'd have to make room for a partner: those placed where it fits, those placed where they fit, and so on. */
function spreads(
  { hosts, fitting }: Places,
  { solution }: Pick<Answered, 'solution'>,
  rows: ReadonlyMap<string, number>,
) {
  const placedAt = Map.groupBy(solution.pairing.pairs, ({ host }) => host);
  const placed = hosts.map(({ id }) =>
    (placedAt.get(id) ?? []).flatMap(({ partner }) => rows.get(partner) ?? []),
  );
  return (partner: number): PartnerSet => {
    const reached = new Set([partner]);
    // A loop over a set also visits what is added during the loop.
    for (const one of reached)
      for (const host of fitting[one]?.keys() ?? [])
        for (const other of placed[host] ?? []) reached.add(other);
    return reached;
  };
}

/** Counts places for a set of partners that loses and regains members. */
function countPlaces({ hosts, fitting }: Places, start: PartnerSet) {
  const members = new Set<number>();
  /** For each host that a member fits: its members by offer. */
  const counts = new Map<number, Int32Array>();
  let total = 0;

  /** The most members that a host can take: on one area and level, and at most its places. */
  const most = (host: number): number => {
    const own = counts.get(host);
    return own ? Math.min(hosts[host]?.capacity ?? 0, Math.max(...own)) : 0;
  };
  const count = (partner: number, by: 1 | -1): void => {
    for (const [host, offers] of fitting[partner] ?? []) {
      const own = counts.get(host) ?? new Int32Array(hosts[host]?.offers.length ?? 0);
      counts.set(host, own);
      const before = most(host);
      for (const offer of offers) own[offer] = wholeAt(own, offer) + by;
      total += most(host) - before;
    }
  };
  const add = (partner: number): void => {
    members.add(partner);
    count(partner, 1);
  };
  const leaveOut = (partner: number): void => {
    members.delete(partner);
    count(partner, -1);
  };
  for (const member of start) add(member);
  return { members, most, total: () => total, isShort: () => total < members.size, add, leaveOut };
}

const mostOrders = 12;

/**
 * The smallest set found that counting shows to be short of places, and that has this partner. All of any such set that
 * isn't among those who'd have to make room could be left out, so they are where the search starts.
 */
function shortSet(places: Places, start: PartnerSet, partner: number): PartnerSet | undefined {
  if (!countPlaces(places, start).isShort()) return undefined;
  return Array.from({ length: Math.min(mostOrders, start.size) }, (_, turn) =>
    shrunk(places, start, partner, turn),
  ).reduce((best, set) => (best.size <= set.size ? best : set));
}

/**
 * Leaves out partners one by one while the others are still short of places. The order decides which set remains, so
 * callers try several.
 */
function shrunk(places: Places, start: PartnerSet, partner: number, turn: number): PartnerSet {
  const rows = [...start].filter((row) => row !== partner).sort((a, b) => a - b);
  const from = Math.floor((rows.length * turn) / mostOrders);
  const turned = [...rows.slice(from), ...rows.slice(0, from)];
  const count = countPlaces(places, start);
  for (const row of turn % 2 === 0 ? turned : turned.toReversed()) {
    count.leaveOut(row);
    if (!count.isShort()) count.add(row);
  }
  return count.members;
}

function competitionOf(places: Places, set: PartnerSet): Competition {
  const count = countPlaces(places, set);
  const { hosts, partners, fitting } = places;
  const competed = new Set([...set].flatMap((row) => [...(fitting[row]?.keys() ?? [])]));
  return {
    partners: [...set].flatMap((row) => partners[row] ?? []).sort(),
    hosts: [...competed]
      .sort((a, b) => a - b)
      .flatMap((row): CompetedHost[] => {
        const host = hosts[row];
        if (!host) return [];
        const taken = new Set([...set].flatMap((partner) => fitting[partner]?.get(row) ?? []));
        const areas = host.offers.flatMap(({ focus }, offer) => (taken.has(offer) ? (focus ?? []) : []));
        const { id, capacity } = host;
        return [{ host: id, places: capacity, most: count.most(row), focusAreas: [...new Set(areas)] }];
      }),
    places: count.total(),
  };
}
