import type { HistoryEntry } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import {
  byId,
  byPair,
  type HostEntrant,
  inOrder,
  type Pair,
  type Pairing,
  type PairingProblem,
  type Ruling,
  type Solution,
} from '#domain/pairing/problem.ts';
import type { Selected, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { ScenarioEvent } from '../events.ts';

/** The chosen schools, and how the choice compares with the best possible: see `Selected`. */
export type Choice = Pick<Selected, 'chosen' | 'points' | 'bound' | 'gap' | 'certificate'>;

/**
 * Why there is no proposal, in sentences: the smallest set of conflicting rules, and the least that must change. If the
 * time ran out before a plan or a conflict was found, there are no rules.
 */
export type SaidClash = { readonly rules: readonly string[]; readonly relaxations: readonly string[] };

/** A partner that moves. Without `to`, it is unplaced. */
export type MovedAlong = { readonly partner: string; readonly from?: string; readonly to?: string };

/** A director's move of a partner to a place that differs from the proposal. */
export type Move = MovedAlong & {
  /** Partners that made room, and partners that took the places they left; absent if no one else moved. */
  readonly others?: readonly MovedAlong[];
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** The points that the whole plan loses, as shown before the move. */
  readonly pricePoints: number;
};

/** A ruling, and who added it to the proposal when; without both if it came with the request, or in older records. */
export type CurrentRuling = Ruling & { readonly by?: string; readonly at?: Instant };

export type Rulings = {
  readonly locks: readonly CurrentRuling[];
  readonly bans: readonly CurrentRuling[];
};

type Selects =
  /** All schools in the problem are accepted. */
  | { readonly selects: false }
  /** The problem holds all candidates, and the answer chooses among them. */
  | { readonly selects: true; readonly selection: SelectionTerms };

/**
 * A rule for one host, with its reason: how many partners it takes, or the one area it works on, whatever it offered.
 * The problem holds what follows from it.
 */
export type HostRule =
  | { readonly kind: 'places'; readonly host: string; readonly places: number; readonly reason: string }
  | { readonly kind: 'focus'; readonly host: string; readonly focus: string; readonly reason: string };

type Common = Selects & {
  readonly version: number;
  /** Short, random, and safe in URLs. */
  readonly id: string;
  readonly cycleId: string;
  readonly name: string;
  /** Everything that the answer depends on, as it was at the time of the request. */
  readonly problem: PairingProblem;
  /** Absent if there are none. */
  readonly hostRules?: readonly HostRule[];
  /** Waitlisted hosts at that time, which could help if partners have no place; absent if schools are chosen. */
  readonly waitlistedHosts?: readonly HostEntrant[];
  readonly askedBy: NamedStaff;
  readonly askedAt: Instant;
  readonly history: readonly HistoryEntry<ScenarioEvent['type']>[];
};

/** Waits for the solver. */
export type AskedScenario = Common & { readonly state: 'asked' };

type Answered = Common & {
  readonly answeredAt: Instant;
  /** The current rulings. Rulings that differ from the problem's take effect with the next request. */
  readonly rulings: Rulings;
};

export type ProposedScenario = Answered & {
  readonly state: 'proposed';
  readonly solution: Solution;
  /** Only if the solver also chose schools, or a level for each host. */
  readonly choice?: Choice;
  readonly moves: readonly Move[];
  /** Moves that were undone, the last one last, until another move is made; absent in older proposals. */
  readonly undone?: readonly Move[];
  /** The email address of each host's facilitator, by host ID. */
  readonly facilitators: Readonly<Record<string, string>>;
};

export type ImpossibleScenario = Answered & { readonly state: 'impossible'; readonly clash: SaidClash };

/** Whether conflicting rules were found. */
export const hasConflict = ({ clash }: Pick<ImpossibleScenario, 'clash'>): boolean => clash.rules.length > 0;

/** One plan for a cycle, kept next to others: requested, then proposed or impossible. */
export type Scenario = AskedScenario | ProposedScenario | ImpossibleScenario;

/** The problem that a proposal's solution answers. If schools or levels were chosen, it holds the chosen ones. */
export const pairedProblem = ({ problem, choice }: ProposedScenario): PairingProblem =>
  choice ? choice.chosen : problem;

/** How many partners a host offered to take. A choice of schools may have given it fewer. */
export const offeredCapacity = ({ problem }: Scenario, hostId: string): number =>
  problem.hosts.find(({ id }) => id === hostId)?.capacity ?? 0;

/** All partners that a move affects, its own partner first. */
export const everyMoved = (move: Move): readonly MovedAlong[] => [move, ...(move.others ?? [])];

/** How many more partners are unplaced after a move; negative if it places more. */
export const placesLost = (move: Move): number =>
  everyMoved(move).reduce(
    (sum, { from, to }) => sum + Number(to === undefined) - Number(from === undefined),
    0,
  );

/** The proposal with its moves, sorted by ID. */
export function currentPairing({ solution, moves }: ProposedScenario): Pairing {
  const hostOf = new Map<string, string | undefined>([
    ...solution.pairing.unplaced.map((partner) => [partner, undefined] as const),
    ...solution.pairing.pairs.map(({ partner, host }) => [partner, host] as const),
    ...moves.flatMap(everyMoved).map(({ partner, to }) => [partner, to] as const),
  ]);
  const placed = [...hostOf].sort(([a], [b]) => inOrder(a, b));
  return {
    pairs: placed
      .flatMap(([partner, host]): Pair[] => (host === undefined ? [] : [{ host, partner }]))
      .sort(byPair),
    unplaced: placed.flatMap(([partner, host]) => (host === undefined ? [partner] : [])),
  };
}

/** Hosts with at least one partner, each with its partners' IDs, sorted by ID. */
export function hostsWithPartners(
  scenario: ProposedScenario,
): readonly { readonly host: HostEntrant; readonly partners: readonly string[] }[] {
  const partnersOf = Map.groupBy(currentPairing(scenario).pairs, ({ host }) => host);
  return pairedProblem(scenario)
    .hosts.flatMap((host) => {
      const pairs = partnersOf.get(host.id);
      return pairs ? [{ host, partners: pairs.map(({ partner }) => partner) }] : [];
    })
    .sort((a, b) => byId(a.host, b.host));
}
