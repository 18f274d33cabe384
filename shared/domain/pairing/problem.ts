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

/** `capacity`: how many partners it takes, 1 to 7. */
export type HostEntrant = Entrant & { readonly capacity: number };

/** What a score consists of, in the order in which it is explained. */
export const scoreParts = ['focusArea', 'level', 'distance', 'demographics', 'region'] as const;
export type ScorePart = (typeof scoreParts)[number];

/** Points for each part; a part earns from none to all of its points, and a pair at most their sum, 10,000. */
export type ScoreWeights = Readonly<Record<ScorePart, number>>;

export type PairingRules = {
  /** Whole numbers that add up to 10,000. */
  readonly weights: ScoreWeights;
  /** From here on, distance earns nothing. */
  readonly farthestKm: number;
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
};

/** A pair that may be: its score, 0 to 10,000, and the points of each part, which add up to it. */
export type Score = { readonly total: number; readonly points: ScoreWeights };

/** One host with one partner. */
export type Pair = { readonly host: string; readonly partner: string };

/** An answer to a problem. A partner is in one pair, or unplaced. Both in the order of ids. */
export type Pairing = { readonly pairs: readonly Pair[]; readonly unplaced: readonly string[] };

/**
 * What proves a pairing the best: prices in points. No allowed pair is cheaper than the prices of its two schools, and the
 * prices of all add up to what the pairing costs (linear programming duality). Anybody can check that.
 */
export type Certificate = {
  /** What leaving a partner unplaced costs, in points: more than any pairing of it could. */
  readonly unplacedCost: number;
  readonly partnerPrices: Readonly<Record<string, number>>;
  /** For each place at the host; never positive. */
  readonly hostPrices: Readonly<Record<string, number>>;
};

/** A pairing and its proof. Costs are what pairs lack to 10,000 points; `total` is the sum of the pairs' scores. */
export type Solution = {
  readonly pairing: Pairing;
  readonly total: number;
  readonly cost: number;
  readonly certificate: Certificate;
};
