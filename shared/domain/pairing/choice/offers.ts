import {
  byId,
  type Entrant,
  type HostEntrant,
  type PairingProblem,
  pairKey,
} from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { isEveryPlaceUsed, minimumsOf, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { type Level, levels } from '#domain/program/school.ts';

/** A partner that fits an offer, by its index, and the points of the pair. */
type Fit = { readonly partner: number; readonly points: number };

/** One way for a host to work: the level it takes and the area it works on, each absent if any will do. */
export type Offer = {
  readonly takes?: Level;
  readonly focus?: string;
  /** The points of locked pairs, which the offer brings by itself. */
  readonly points: number;
  readonly fits: readonly Fit[];
};

export type OfferingHost = {
  readonly id: string;
  /** Places that locks leave open, and how many of them must be taken if the host is chosen. */
  readonly capacity: number;
  readonly least: number;
  /** Points for choosing it; in a selection only. */
  readonly quality: number;
  readonly offers: readonly Offer[];
};

/** At least so many of these schools are chosen. Schools are indexes. */
type Minimum = {
  readonly hosts: readonly number[];
  readonly partners: readonly number[];
  readonly atLeast: number;
};

/** Numbers of schools to choose. Without a number of partners, the hosts' places decide it. */
export type Picking = {
  readonly hosts: number;
  readonly partners?: number;
  readonly minimums: readonly Minimum[];
  /** The host and partner index of each school in both roles: at most one of them is chosen. */
  readonly eitherRole: readonly (readonly [host: number, partner: number])[];
};

/**
 * The question behind every choice, in numbers. Each host takes one of its offers, and at most `capacity` partners
 * that fit it. Locked partners are settled before: they use up places, and bring their points with the offer.
 * Schools are sorted by ID, so the input order does not matter.
 */
export type Choosing = {
  readonly hosts: readonly OfferingHost[];
  readonly partners: readonly { readonly id: string; readonly quality: number }[];
  /** Absent if all schools are chosen already. As many partners as possible are then placed. */
  readonly picking?: Picking;
};

/** States a problem as a choice of offers; with `terms`, of schools as well. */
export function choosingOf(problem: PairingProblem, terms?: SelectionTerms): Choosing {
  const lockOf = new Map(problem.locks.map(({ host, partner }) => [partner, host]));
  const isLocked = ({ id }: Entrant) => lockOf.has(id);
  const partners = problem.partners.toSorted(byId).filter((partner) => !isLocked(partner));
  const settled = Map.groupBy(problem.partners.filter(isLocked), ({ id }) => lockOf.get(id) ?? '');
  const hosts = problem.hosts.toSorted(byId).filter((host) => !isLocked(host));
  const offersOf = offerer(problem, partners, terms);
  const isFull = terms !== undefined && isEveryPlaceUsed(terms);
  const offering = hosts.map((host): OfferingHost => {
    const own = settled.get(host.id) ?? [];
    const least = terms === undefined ? 0 : isFull ? host.capacity : 1;
    return {
      id: host.id,
      capacity: host.capacity - own.length,
      least: Math.max(0, least - own.length),
      quality: terms?.quality.host[host.id] ?? 0,
      offers: offersOf(host, own),
    };
  });
  return {
    hosts: offering,
    partners: partners.map(({ id }) => ({ id, quality: terms?.quality.partner[id] ?? 0 })),
    ...(terms && { picking: pickingOf(problem, terms, hosts, partners) }),
  };
}

/** Every way in which a host can work, with the partners that fit. */
function offerer(problem: PairingProblem, partners: readonly Entrant[], terms: SelectionTerms | undefined) {
  const { rules, bans, leastScore = 0 } = problem;
  const scoreBetween = scoresIn(problem);
  const banned = new Set(bans.map(pairKey));
  const fitsOf = (host: HostEntrant): readonly Fit[] =>
    partners.flatMap((partner, index) => {
      const { id } = partner;
      if (id === host.id || banned.has(pairKey({ host: host.id, partner: id }))) return [];
      const points = scoreBetween(host, partner)?.total ?? -1;
      return points < leastScore ? [] : [{ partner: index, points }];
    });
  return (host: HostEntrant, settled: readonly Entrant[]): readonly Offer[] =>
    waysOf(host, rules, host.capacity).flatMap((way): Offer[] => {
      const working = { ...host, ...way };
      const scores = settled.map((partner) => scoreBetween(working, partner));
      if (scores.includes(undefined)) return [];
      const ofLocks = scores.reduce((sum, score) => sum + (score?.total ?? 0), 0);
      const quality = settled.reduce((sum, { id }) => sum + (terms?.quality.partner[id] ?? 0), 0);
      return [{ ...way, points: ofLocks + quality, fits: fitsOf(working) }];
    });
}

type Way = Pick<HostEntrant, 'takes' | 'focus'>;

function waysOf({ takes, focus, focusAreas }: HostEntrant, rules: PairingProblem['rules'], capacity: number) {
  const isOpen = rules.focus === 'one-each' && focus === undefined && focusAreas.length > 0;
  const areas = isOpen ? [...new Set(focusAreas)].sort() : [focus];
  const taken = !rules.mixesLevels && takes === undefined && capacity > 1 ? levels : [takes];
  return areas.flatMap((area) =>
    taken.map(
      (level): Way => ({ ...(level && { takes: level }), ...(area !== undefined && { focus: area }) }),
    ),
  );
}

/** The numbers to choose. A locked partner is chosen already, so it counts before. */
function pickingOf(
  candidates: PairingProblem,
  terms: SelectionTerms,
  hosts: readonly HostEntrant[],
  partners: readonly Entrant[],
): Picking {
  const settled = new Set(candidates.locks.map(({ partner }) => partner));
  const hostIndex = new Map(hosts.map(({ id }, index) => [id, index]));
  const indexesOf = (schools: readonly Entrant[], ids: ReadonlySet<string>) =>
    schools.flatMap(({ id }, index) => (ids.has(id) ? [index] : []));
  const { host, partner } = terms.targets;
  return {
    hosts: host,
    ...(partner !== undefined && { partners: partner - settled.size }),
    minimums: minimumsOf({ candidates, terms }).map((minimum) => ({
      hosts: indexesOf(hosts, minimum.host),
      partners: indexesOf(partners, minimum.partner),
      atLeast: minimum.atLeast - [...minimum.partner].filter((id) => settled.has(id)).length,
    })),
    eitherRole: partners.flatMap(({ id }, index) => {
      const asHost = hostIndex.get(id);
      return asHost === undefined ? [] : [[asHost, index] as const];
    }),
  };
}
