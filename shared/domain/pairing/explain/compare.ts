import type { Instant } from '#domain/base/time.ts';
import type { Pair } from '#domain/pairing/problem.ts';
import { type RulingKind, rulingKinds, totalWithoutRulings } from '#domain/pairing/scenario/rulings.ts';
import {
  currentPairing,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import { scoreByPair, scoresByHand } from '#domain/pairing/score.ts';

/** One line in the list of scenarios. `plan` is set once there is one. In points. */
export type ScenarioFigures = {
  readonly id: string;
  readonly name: string;
  readonly state: Scenario['state'];
  readonly selects: boolean;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly plan?: {
    readonly total: number;
    readonly worst: number;
    readonly unplaced: number;
    readonly moves: number;
  };
};

export function figuresOf(scenario: Scenario): ScenarioFigures {
  const { id, name, state, selects, askedBy, askedAt } = scenario;
  const common = { id, name, state, selects, askedBy: askedBy.name, askedAt };
  if (scenario.state !== 'proposed') return common;
  const { pairs, unplaced } = currentPairing(scenario);
  const problem = pairedProblem(scenario);
  const scoreOf = scoreByPair(problem, scoresByHand(problem));
  const scores = pairs.map((pair) => scoreOf(pair)?.total ?? 0);
  return {
    ...common,
    plan: {
      total: scores.reduce((sum, score) => sum + score, 0),
      worst: scores.length === 0 ? 0 : Math.min(...scores),
      unplaced: unplaced.length,
      moves: scenario.moves.length,
    },
  };
}

/** A partner that two plans place differently. A host is undefined if the partner has none in that plan. */
export type Difference = {
  readonly partner: string;
  readonly hosts: readonly [one: string | undefined, other: string | undefined];
  /** Whether each plan includes the school. A plan that chooses schools may leave it out. */
  readonly isIn: readonly [boolean, boolean];
};

/** The partners that two plans place differently, in the order of IDs, and the number that they place the same. */
export function compare(
  one: ProposedScenario,
  other: ProposedScenario,
): { readonly differences: readonly Difference[]; readonly same: number } {
  const places = [one, other].map(placesOf);
  const [first = new Map(), second = new Map()] = places;
  const partners = [...new Set([...first.keys(), ...second.keys()])].sort();
  const differences = partners
    .filter((id) => first.has(id) !== second.has(id) || first.get(id) !== second.get(id))
    .map(
      (partner): Difference => ({
        partner,
        hosts: [first.get(partner), second.get(partner)],
        isIn: [first.has(partner), second.has(partner)],
      }),
    );
  return { differences, same: partners.length - differences.length };
}

function placesOf(scenario: ProposedScenario): ReadonlyMap<string, string | undefined> {
  const { pairs, unplaced } = currentPairing(scenario);
  return new Map([
    ...pairs.map(({ partner, host }) => [partner, host] as const),
    ...unplaced.map((partner) => [partner, undefined] as const),
  ]);
}

/** A rule that one of two plans was computed with, and its reason in each plan that has it. */
type RulingCompared = Pair & {
  readonly kind: RulingKind;
  readonly reasons: readonly [string | undefined, string | undefined];
};

/** The rules that two plans were computed with, locks first. */
export function compareRulings(one: ProposedScenario, other: ProposedScenario): readonly RulingCompared[] {
  return rulingKinds.flatMap((kind) => {
    const reasonsIn = ({ problem }: ProposedScenario) =>
      new Map(problem[kind].map(({ host, partner, reason }) => [`${host} ${partner}`, reason]));
    const [first, second] = [reasonsIn(one), reasonsIn(other)];
    const all = [...one.problem[kind], ...other.problem[kind]];
    const pairs = new Map(all.map(({ host, partner }) => [`${host} ${partner}`, { host, partner }]));
    return [...pairs].map(([key, pair]) => ({
      ...pair,
      kind,
      reasons: [first.get(key), second.get(key)] as const,
    }));
  });
}

/** One figure of each plan. */
type InBoth = readonly [one: number, other: number];

/**
 * Splits the totals of two plans, in points: the best score without rules, minus the cost of rules, minus the cost of moves.
 * Undefined if neither plan has rules or moves.
 */
export function explainTotals(
  one: ProposedScenario,
  other: ProposedScenario,
): { readonly best: InBoth; readonly rulingPrices: InBoth; readonly movePrices: InBoth } | undefined {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (!a || !b || (isPlain(one) && isPlain(other))) return undefined;
  return {
    best: [a.best, b.best],
    rulingPrices: [a.rulings, b.rulings],
    movePrices: [a.moves, b.moves],
  };
}

const isPlain = ({ problem: { locks, bans }, moves }: ProposedScenario): boolean =>
  locks.length + bans.length + moves.length === 0;

function partsOf(scenario: ProposedScenario) {
  const best = totalWithoutRulings(scenario);
  const { plan } = figuresOf(scenario);
  if (best === undefined || !plan) return undefined;
  const { total } = scenario.solution;
  return { best, rulings: best - total, moves: total - plan.total };
}
