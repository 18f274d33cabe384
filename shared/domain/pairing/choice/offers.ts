import { wholeAt } from '#domain/base/typed-arrays.ts';
import { byId, type Entrant, type HostEntrant, type PairingProblem } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { isEveryPlaceUsed, minimumsOf, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { emptyRow } from '#domain/pairing/solver/columns.ts';
import { pairCosts } from '#domain/pairing/solver/costs.ts';
import { perfectScore } from '#domain/program/program.ts';
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
  const scoreBetween = scoresIn(problem);
  const waysOfHost = (host: HostEntrant) =>
    waysFor(host, settled.get(host.id) ?? [], { problem, scoreBetween, terms });
  const ways = hosts.map(waysOfHost);
  const fits = fitsOf(problem, ways, partners);
  const isFull = terms !== undefined && isEveryPlaceUsed(terms);
  const offering = hosts.map((host, row): OfferingHost => {
    const own = settled.get(host.id) ?? [];
    const least = terms === undefined ? 0 : isFull ? host.capacity : 1;
    return {
      id: host.id,
      capacity: host.capacity - own.length,
      least: Math.max(0, least - own.length),
      quality: terms?.quality.host[host.id] ?? 0,
      offers: (ways[row] ?? []).map(({ working: { takes, focus }, points }, turn) => ({
        ...(takes && { takes }),
        ...(focus !== undefined && { focus }),
        points,
        fits: fits[row]?.[turn] ?? [],
      })),
    };
  });
  return {
    hosts: offering,
    partners: partners.map(({ id }) => ({ id, quality: terms?.quality.partner[id] ?? 0 })),
    ...(terms && { picking: pickingOf(problem, terms, hosts, partners) }),
  };
}

/** A host that works in one way, and the points of its locked pairs. */
type Working = { readonly working: HostEntrant; readonly points: number };

type Scoring = {
  readonly problem: PairingProblem;
  readonly scoreBetween: ReturnType<typeof scoresIn>;
  readonly terms: SelectionTerms | undefined;
};

/** Every way in which a host can work with the partners that locks settle. */
function waysFor(
  host: HostEntrant,
  settled: readonly Entrant[],
  { problem, scoreBetween, terms }: Scoring,
): readonly Working[] {
  const quality = settled.reduce((sum, { id }) => sum + (terms?.quality.partner[id] ?? 0), 0);
  return waysOf(host, problem.rules, host.capacity).flatMap((way): Working[] => {
    const working = { ...host, ...way };
    const scores = settled.map((partner) => scoreBetween(working, partner));
    if (scores.includes(undefined)) return [];
    return [{ working, points: scores.reduce((sum, score) => sum + (score?.total ?? 0), quality) }];
  });
}

/** The partners that fit each host in each way. Costs know a host by its ID, so they take one way of each at a time. */
function fitsOf(
  problem: PairingProblem,
  ways: readonly (readonly Working[])[],
  partners: readonly Entrant[],
): readonly (readonly (readonly Fit[])[])[] {
  const fits = ways.map((own) => own.map((): Fit[] => []));
  const most = ways.reduce((count, own) => Math.max(count, own.length), 0);
  for (let turn = 0; turn < most; turn += 1) {
    const turns = ways.flatMap((own, row) => {
      const [way, fitting] = [own[turn], fits[row]?.[turn]];
      return way && fitting ? [{ host: way.working, fitting }] : [];
    });
    const { writeRow } = pairCosts(problem, { hosts: turns.map(({ host }) => host), partners });
    const row = emptyRow(turns.length);
    partners.forEach(({ id }, partner) => {
      const count = writeRow(partner, row);
      for (let index = 0; index < count; index += 1) {
        const at = turns[wholeAt(row.hosts, index)];
        if (at && at.host.id !== id)
          at.fitting.push({ partner, points: perfectScore - wholeAt(row.points, index) });
      }
    });
  }
  return fits;
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
