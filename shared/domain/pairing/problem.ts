import type { Demographics, Level } from '../school.ts';

/** A school that is to be paired, with all that its score can depend on. */
export type Entrant = {
  readonly id: string;
  readonly name: string;
  readonly levels: readonly Level[];
  readonly region: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** Ids: what a host can share, what a partner wants to improve. */
  readonly focusAreas: readonly string[];
  readonly demographics: Demographics;
};

/**
 * `capacity`: how many partners it takes, 1 to 7. `takes`: the one level that its partners are to be of, where the program
 * keeps the partners of a host to one level; absent where any may come.
 */
export type HostEntrant = Entrant & { readonly capacity: number; readonly takes?: Level };

/** What a score consists of, in the order in which it is explained. */
export const scoreParts = ['focusArea', 'level', 'distance', 'demographics', 'region'] as const;
export type ScorePart = (typeof scoreParts)[number];

/** What the points of a perfect pair add up to. What a pair lacks to it is what the pair costs. */
export const perfectScore = 10_000;

/** Points for each part; a part earns from none to all of its points, and a pair at most their sum, 10,000. */
export type ScoreWeights = Readonly<Record<ScorePart, number>>;

export type PairingRules = {
  /** Whole numbers that add up to 10,000. */
  readonly weights: ScoreWeights;
  /** From here on, distance earns nothing. */
  readonly farthestKm: number;
  /** Schools farther apart than this are not paired; absent where any distance may be. */
  readonly withinKm?: number;
  /** Which part of the points for level a pair of neighboring levels earns, 0 to 1; schools two levels apart are not paired. */
  readonly neighboringLevels: number;
  /** Whether all partners of a host must share one level. */
  readonly mixesLevels: boolean;
};

/** A pair that staff decided on: it must be (`locks`) or must not be (`bans`), and why. */
export type Ruling = { readonly host: string; readonly partner: string; readonly reason: string };

/** Who is to be paired, and by which rules. Everything that an answer depends on is in here, so it can be replayed. */
export type PairingProblem = {
  readonly hosts: readonly HostEntrant[];
  readonly partners: readonly Entrant[];
  readonly rules: PairingRules;
  readonly locks: readonly Ruling[];
  readonly bans: readonly Ruling[];
  /** A pair that staff did not lock scores at least this; absent where any score may be. */
  readonly leastScore?: number;
};

/** A pair that may be: its score, 0 to 10,000, and the points of each part, which add up to it. */
export type Score = { readonly total: number; readonly points: ScoreWeights };

/** One host with one partner. */
export type Pair = { readonly host: string; readonly partner: string };

/**
 * An answer to a problem. A partner is in one pair, or unplaced. Pairs are in the order of their hosts' ids, then of their
 * partners'; the unplaced in the order of theirs.
 */
export type Pairing = { readonly pairs: readonly Pair[]; readonly unplaced: readonly string[] };

/**
 * What proves a pairing the best: prices in points. No allowed pair is cheaper than the prices of its two schools, and the
 * prices of all add up to what the pairing costs (linear programming duality). Anybody can check that.
 */
export type Certificate = {
  /** What leaving a partner unplaced costs, in points: more than placing it could cost the whole plan. */
  readonly unplacedCost: number;
  readonly partnerPrices: Readonly<Record<string, number>>;
  /** For each place at the host; never positive. */
  readonly hostPrices: Readonly<Record<string, number>>;
};

/**
 * A pairing and its proof. `total` is the sum of the pairs' scores; `cost` is what the pairs lack to 10,000 points each, and
 * `unplacedCost` for every partner that has no place.
 */
export type Solution = {
  readonly pairing: Pairing;
  readonly total: number;
  readonly cost: number;
  readonly certificate: Certificate;
};

/**
 * The cost of leaving a partner unplaced, in points. A partner that gains a place makes room by moving others, each host on
 * the way one: so at most min(hosts, partners) + 1 pairs change, each by 10,000 points at most, for better or worse. Twice
 * that and a point is more than any such chain can cost, so the cheapest plan places as many partners as can be; and any
 * difference between two best plans tells places from points (the nearest multiple is the places).
 */
export const unplacedCostOf = ({ hosts, partners }: Pick<PairingProblem, 'hosts' | 'partners'>): number =>
  2 * perfectScore * (Math.min(hosts.length, partners.length) + 1) + 1;

/** The order of ids, which no locale changes. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
