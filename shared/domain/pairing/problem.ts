import { type PairingRules, perfectScore, type ScoreWeights } from '#domain/program/program.ts';
import type { Demographics, Level } from '#domain/program/school.ts';

/** A school to pair, with all data that its score can depend on. */
export type Entrant = {
  readonly id: string;
  readonly name: string;
  readonly levels: readonly Level[];
  readonly region: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** IDs: areas a host can share, or a partner wants to improve, its first choice first. */
  readonly focusAreas: readonly string[];
  readonly demographics: Demographics;
};

/**
 * `capacity` is the number of partners it takes, 1 to 7. `takes` is the level of all its partners if levels may not
 * mix; absent if any level may come. `focus` is the one area it works on; absent if any of its areas may be.
 */
export type HostEntrant = Entrant & {
  readonly capacity: number;
  readonly takes?: Level;
  readonly focus?: string;
};

/** A pair that staff decided on: required (`locks`) or not allowed (`bans`), with the reason. */
export type Ruling = { readonly host: string; readonly partner: string; readonly reason: string };

/** A pair that staff allow although it shares no focus area. The pair loses `pricePoints`, but never scores below 0. */
export type Exception = Ruling & { readonly pricePoints: number };

/**
 * The schools to pair, and the rules. It contains everything that an answer depends on, so the answer can be computed
 * again.
 */
export type PairingProblem = {
  readonly hosts: readonly HostEntrant[];
  readonly partners: readonly Entrant[];
  readonly rules: PairingRules;
  readonly locks: readonly Ruling[];
  readonly bans: readonly Ruling[];
  /** Only if areas must be shared. A locked pair without a shared area is allowed without an exception. */
  readonly exceptions?: readonly Exception[];
  /** The lowest score of a pair that staff did not lock; absent if any score is allowed. */
  readonly leastScore?: number;
};

/** An allowed pair's score, 0 to 10,000, and the points of its parts, which add up to it. */
export type Score = { readonly total: number; readonly points: ScoreWeights };

/** One host with one partner. */
export type Pair = { readonly host: string; readonly partner: string };

/**
 * An answer to a problem. A partner is in one pair or unplaced. Pairs are sorted by host ID, then partner ID;
 * unplaced partners by ID.
 */
export type Pairing = { readonly pairs: readonly Pair[]; readonly unplaced: readonly string[] };

/**
 * The proof that a pairing is optimal: prices in points. No allowed pair costs less than its two schools' prices, and
 * all prices add up to the pairing's cost (linear programming duality). Anyone can check that.
 */
export type Certificate = {
  /** The cost of leaving a partner unplaced, in points: more than placing it could cost the whole plan. */
  readonly unplacedCost: number;
  readonly partnerPrices: Readonly<Record<string, number>>;
  /** For each of the host's places; never positive. */
  readonly hostPrices: Readonly<Record<string, number>>;
};

/**
 * The proof that no choice has more points, by IDs. Anyone can check it with whole numbers: see `check/choice`. A
 * split has two parts, which leave nothing out. A part without a split has prices: whole numbers of 1/`per` point.
 */
export type Proof =
  | {
      readonly split:
        | { readonly host: string; readonly takes?: Level; readonly focus?: string }
        | { readonly partner: string };
      readonly yes: Proof;
      readonly no: Proof;
    }
  | {
      readonly per: number;
      /** By ID. 0 if missing. */
      readonly partners: Readonly<Record<string, number>>;
      /** For each placed partner; if schools are chosen already. */
      readonly place?: number;
      /** In the order of `minimumsOf`; for selections. */
      readonly minimums?: readonly number[];
      /** For schools that are candidates in both roles, by ID. */
      readonly eitherRole?: Readonly<Record<string, number>>;
    };

/**
 * No choice has more than `points`. `placed` partners have a place, and `places` proves that no choice places more;
 * both are absent for selections, and `places` if all partners have one.
 */
export type ChoiceCertificate = {
  readonly points: number;
  readonly proof: Proof;
  readonly placed?: number;
  readonly places?: Proof;
};

/**
 * A pairing and its proof. `total` is the sum of the pairs' scores. `cost` is each pair's distance to 10,000 points,
 * plus `unplacedCost` for each unplaced partner.
 */
export type Solution = {
  readonly pairing: Pairing;
  readonly total: number;
  readonly cost: number;
  readonly certificate: Certificate;
};

/**
 * The cost of leaving a partner unplaced, in points. A partner that gains a place moves others, each host at most
 * once. So at most min(hosts, partners) + 1 pairs change, each by up to 10,000 points. Twice that plus one point is
 * more than any such chain can cost, so the cheapest plan places as many partners as possible. It also separates
 * places from points in the difference between two best plans: the nearest multiple is the number of places.
 */
export const unplacedCostOf = ({
  hosts,
  partners,
}: Readonly<Record<'hosts' | 'partners', readonly unknown[]>>): number =>
  2 * perfectScore * (Math.min(hosts.length, partners.length) + 1) + 1;

/** What a plan would lose: points of its total, and places. Negative `places`: more partners have a host. */
export type Price = { readonly points: number; readonly places: number };

/** A text that is the same for the same pair only. */
export const pairKey = ({ host, partner }: Pair): string => JSON.stringify([host, partner]);

export const isPair =
  (wanted: Pair) =>
  ({ host, partner }: Pair): boolean =>
    host === wanted.host && partner === wanted.partner;

/** The rulings and exceptions that are about these schools only, sorted by ID. */
export function rulingsWithin(
  { locks, bans, exceptions }: Pick<PairingProblem, 'locks' | 'bans' | 'exceptions'>,
  { hosts, partners }: Pick<PairingProblem, 'hosts' | 'partners'>,
): Pick<PairingProblem, 'locks' | 'bans' | 'exceptions'> {
  const hostIds = new Set(hosts.map(({ id }) => id));
  const partnerIds = new Set(partners.map(({ id }) => id));
  const within = <T extends Pair>(pairs: readonly T[]): readonly T[] =>
    pairs.filter(({ host, partner }) => hostIds.has(host) && partnerIds.has(partner)).toSorted(byPair);
  return { locks: within(locks), bans: within(bans), ...(exceptions && { exceptions: within(exceptions) }) };
}

/** The order of IDs, independent of locale. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byId = (a: Pick<Entrant, 'id'>, b: Pick<Entrant, 'id'>): number => inOrder(a.id, b.id);

/** The order of pairs: by host, then by partner. */
export const byPair = (a: Pair, b: Pair): number => inOrder(a.host, b.host) || inOrder(a.partner, b.partner);
