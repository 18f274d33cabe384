import { type Choosing, choosingOf } from '#domain/pairing/choice/offers.ts';
import type { Entrant, HostEntrant } from '#domain/pairing/problem.ts';
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
  const choosing = choosingOf(problem);
  const rows = new Map(choosing.partners.map(({ id }, row) => [id, row]));
  const byId = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const startsFor = startSets(choosing, answered, rows);
  return solution.pairing.unplaced.toSorted().flatMap((id): Shortage[] => {
    const [partner, row] = [byId.get(id), rows.get(id)];
    if (!partner || row === undefined) return [];
    const set = shortSet(choosing, startsFor(row), row);
    return [
      {
        partner: id,
        funnel: funnelFor(answered, partner),
        ...(set && { competition: competitionOf(choosing, set) }),
      },
    ];
  });
}

/** How many hosts each rule leaves for a partner. */
function funnelFor({ problem, chosen, solution }: Answered, partner: Entrant): Funnel {
  const { rules, bans, leastScore = 0 } = problem;
  const { withinKm: _, ...anyDistance } = rules;
  const working = new Map(chosen.hosts.map((host) => [host.id, host]));
  const isApart = (host: string) => bans.some((ban) => ban.host === host && ban.partner === partner.id);
  const taken = Map.groupBy(solution.pairing.pairs, ({ host }) => host);
  const scoreIn = scoresIn(problem);
  const scores = (host: HostEntrant | undefined) => {
    const score = host && scoreIn(host, partner);
    return score !== undefined && score.total >= leastScore;
  };
  const offering = problem.hosts.filter((host) => !isExceptional(rules, host, partner));
  const atLevel = offering.filter((host) => !firmObstacle(anyDistance, host, partner));
  const inReach = atLevel.filter((host) => !firmObstacle(rules, host, partner));
  const allowed = inReach.filter((host) => !isApart(host.id) && scores(host));
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
}

type PartnerSet = ReadonlySet<number>;

/** The most of these partners that each host can take: on one area and level, and at most its places. */
const mostAt = ({ hosts }: Choosing, set: PartnerSet): readonly number[] =>
  hosts.map(({ capacity, offers }) =>
    offers.reduce((most, { fits }) => {
      const count = fits.reduce((sum, { partner }) => sum + Number(set.has(partner)), 0);
      return Math.max(most, Math.min(capacity, count));
    }, 0),
  );

const isShort = (choosing: Choosing, set: PartnerSet): boolean => sumOf(mostAt(choosing, set)) < set.size;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Sets that may be short of places: the partner alone, those who'd have to make room for it, and all around it. */
function startSets(
  choosing: Choosing,
  { solution }: Pick<Answered, 'solution'>,
  rows: ReadonlyMap<string, number>,
): (partner: number) => readonly PartnerSet[] {
  const placedAt = Map.groupBy(solution.pairing.pairs, ({ host }) => host);
  const placed = new Set(solution.pairing.pairs.flatMap((pair) => rows.get(pair.partner) ?? []));
  const hosts = choosing.hosts.map(({ id, offers }) => ({
    fitting: new Set(offers.flatMap(({ fits }) => fits.map((fit) => fit.partner))),
    own: (placedAt.get(id) ?? []).flatMap((pair) => rows.get(pair.partner) ?? []),
  }));
  const spread = (partner: number, next: (host: (typeof hosts)[number]) => Iterable<number>): PartnerSet => {
    const reached = new Set([partner]);
    // A loop over a set also visits what is added during the loop.
    for (const one of reached)
      for (const host of hosts)
        if (host.fitting.has(one)) for (const other of next(host)) if (placed.has(other)) reached.add(other);
    return reached;
  };
  return (partner) => [
    new Set([partner]),
    spread(partner, ({ own }) => own),
    spread(partner, ({ fitting }) => fitting),
  ];
}

const mostOrders = 12;

/** The smallest set that counting shows to be short of places, and that has this partner. */
function shortSet(
  choosing: Choosing,
  starts: readonly PartnerSet[],
  partner: number,
): PartnerSet | undefined {
  return starts
    .filter((set) => isShort(choosing, set))
    .flatMap((set) =>
      Array.from({ length: Math.min(mostOrders, set.size) }, (_, turn) =>
        shrunk(choosing, set, partner, turn),
      ),
    )
    .reduce<PartnerSet | undefined>((best, set) => (best && best.size <= set.size ? best : set), undefined);
}

/**
 * Leaves out partners one by one while the others are still short of places. The order decides which set remains, so
 * callers try several.
 */
function shrunk(choosing: Choosing, start: PartnerSet, partner: number, turn: number): PartnerSet {
  const rows = [...start].filter((row) => row !== partner).sort((a, b) => a - b);
  const from = Math.floor((rows.length * turn) / mostOrders);
  const turned = [...rows.slice(from), ...rows.slice(0, from)];
  return (turn % 2 === 0 ? turned : turned.toReversed()).reduce<PartnerSet>((set, row) => {
    const smaller = new Set(set);
    smaller.delete(row);
    return isShort(choosing, smaller) ? smaller : set;
  }, start);
}

function competitionOf(choosing: Choosing, set: PartnerSet): Competition {
  const most = mostAt(choosing, set);
  return {
    partners: [...set].flatMap((row) => choosing.partners[row]?.id ?? []).sort(),
    hosts: choosing.hosts.flatMap(({ id, capacity, offers }, index): CompetedHost[] => {
      const fitting = offers.filter(({ fits }) => fits.some(({ partner }) => set.has(partner)));
      if (fitting.length === 0) return [];
      const focusAreas = [...new Set(fitting.flatMap(({ focus }) => focus ?? []))];
      return [{ host: id, places: capacity, most: most[index] ?? 0, focusAreas }];
    }),
    places: sumOf(most),
  };
}
