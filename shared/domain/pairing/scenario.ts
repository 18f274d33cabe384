import type { HistoryEntry } from '../events.ts';
import type { NamedStaff } from '../person.ts';
import type { Instant } from '../time.ts';
import type { HostEntrant, Pair, Pairing, PairingProblem, Ruling, Solution } from './problem.ts';
import type { Selected, SelectionTerms } from './selection-problem.ts';

/** Who was chosen, and how good that is beside the best that could be: see `Selected`. */
export type Choice = Pick<Selected, 'chosen' | 'points' | 'bound' | 'gap'>;

/** Why nothing can be proposed, in sentences: the fewest rules that clash, and the least that would have to give. */
export type SaidClash = { readonly rules: readonly string[]; readonly relaxations: readonly string[] };

/** A partner that goes elsewhere; without a host it is unplaced. */
export type MovedAlong = { readonly partner: string; readonly from?: string; readonly to?: string };

/** A partner that a director put elsewhere than the proposal did. */
export type Move = MovedAlong & {
  /** Who made room for it, and who took the places that came free; absent where nobody else moved. */
  readonly others?: readonly MovedAlong[];
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** What the whole plan loses by it, as it was shown before the move. */
  readonly pricePoints: number;
};

export type Rulings = { readonly locks: readonly Ruling[]; readonly bans: readonly Ruling[] };

type Selects =
  /** Everybody in the problem is accepted. */
  | { readonly selects: false }
  /** The problem holds all who could be admitted; the answer says whom. */
  | { readonly selects: true; readonly selection: SelectionTerms };

type Common = Selects & {
  readonly version: number;
  /** Short, random and fit for an address. */
  readonly id: string;
  readonly cycleId: string;
  readonly name: string;
  /** All that the answer depends on, as it stood when it was asked for. */
  readonly problem: PairingProblem;
  readonly askedBy: NamedStaff;
  readonly askedAt: Instant;
  readonly history: readonly HistoryEntry[];
};

/** Waits for the solver. */
export type AskedScenario = Common & { readonly state: 'asked' };

type Answered = Common & {
  readonly answeredAt: Instant;
  /** What staff ruled so far; what differs from the problem's takes effect when it is asked again. */
  readonly rulings: Rulings;
};

export type ProposedScenario = Answered & {
  readonly state: 'proposed';
  readonly solution: Solution;
  /** Only where schools, or a level for each host, were chosen too. */
  readonly choice?: Choice;
  readonly moves: readonly Move[];
  /** The e-mail address of each host's facilitator, by the host's id. */
  readonly facilitators: Readonly<Record<string, string>>;
};

export type ImpossibleScenario = Answered & { readonly state: 'impossible'; readonly clash: SaidClash };

/** One plan for a cycle, kept beside others: asked for, then proposed or found impossible. */
export type Scenario = AskedScenario | ProposedScenario | ImpossibleScenario;

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The problem that a proposal's solution answers: where schools, or levels for hosts, were chosen, as they were chosen. */
export const pairedProblem = ({ problem, choice }: ProposedScenario): PairingProblem =>
  choice ? choice.chosen : problem;

/** How many partners a host offered to take: a choice of schools may have given it fewer. */
export const offeredCapacity = ({ problem }: Scenario, hostId: string): number =>
  problem.hosts.find(({ id }) => id === hostId)?.capacity ?? 0;

/** All partners that a move puts elsewhere, first the one that it is about. */
export const everyMoved = (move: Move): readonly MovedAlong[] => [move, ...(move.others ?? [])];

/** How many more partners are without a host by a move; fewer than none where it places more. */
export const placesLost = (move: Move): number =>
  everyMoved(move).reduce(
    (sum, { from, to }) => sum + Number(to === undefined) - Number(from === undefined),
    0,
  );

/** The proposal with what was moved since, in the order of ids. */
export function currentPairing({ solution, moves }: ProposedScenario): Pairing {
  const hostOf = new Map<string, string | undefined>([
    ...solution.pairing.unplaced.map((partner) => [partner, undefined] as const),
    ...solution.pairing.pairs.map(({ partner, host }) => [partner, host] as const),
    ...moves.flatMap(everyMoved).map(({ partner, to }) => [partner, to] as const),
  ]);
  const placed = [...hostOf].sort(([a], [b]) => byId(a, b));
  return {
    pairs: placed
      .flatMap(([partner, host]): Pair[] => (host === undefined ? [] : [{ host, partner }]))
      .sort((a, b) => byId(a.host, b.host) || byId(a.partner, b.partner)),
    unplaced: placed.flatMap(([partner, host]) => (host === undefined ? [partner] : [])),
  };
}

/** The hosts that have at least one partner, each with the ids of its partners, in the order of ids. */
export function hostsWithPartners(
  scenario: ProposedScenario,
): readonly { readonly host: HostEntrant; readonly partners: readonly string[] }[] {
  const partnersOf = Map.groupBy(currentPairing(scenario).pairs, ({ host }) => host);
  return pairedProblem(scenario)
    .hosts.flatMap((host) => {
      const pairs = partnersOf.get(host.id);
      return pairs ? [{ host, partners: pairs.map(({ partner }) => partner) }] : [];
    })
    .sort((a, b) => byId(a.host.id, b.host.id));
}
