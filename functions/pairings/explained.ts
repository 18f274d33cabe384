import { answeredBy } from '#domain/pairing/explain/answered.ts';
import type { Explanations } from '#domain/pairing/explain/exact.ts';
import { type NextBests, nextBestsAtMost } from '#domain/pairing/explain/next-best.ts';
import type { TriedRemedy } from '#domain/pairing/explain/remedies.ts';
import { type WhyNot, whyNots } from '#domain/pairing/explain/why-not.ts';
import { isPair, type Price, type Ruling } from '#domain/pairing/problem.ts';
import { isRuledAnew } from '#domain/pairing/scenario/ask.ts';
import { type RulingKind, rulingPrices } from '#domain/pairing/scenario/rulings.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';

/** What a page says about the alternatives to a plan. */
export type Explained = {
  readonly nextBests: NextBests;
  readonly whyNots: readonly WhyNot[];
  /** Absent until they are computed. */
  readonly remedies?: readonly TriedRemedy[];
  readonly rulings?: Explanations['rulings'];
};

/** What is known before the solver has explained the proposal: bounds, where an exact answer takes longer. */
export function explainedAtOnce(scenario: ProposedScenario): Explained {
  const answered = answeredBy(scenario);
  return { nextBests: nextBestsAtMost(answered), whyNots: whyNots(answered) };
}

/** Undefined if no plan can follow the rules. Nothing is solved before it is asked for. */
export type RuleCosts = {
  readonly all: () => Price | undefined;
  /** The cost of one current rule while the others stay. */
  readonly of: (kind: RulingKind, ruling: Ruling) => Price | undefined;
  /** Whether the costs are only for the schools, levels, and areas that the proposal chose. */
  readonly areForChosen: boolean;
};

/**
 * The costs of all current rules. Rules of the request are compared with the best plan of the same request without them;
 * newer ones, with the best plan of the chosen schools.
 */
export function ruleCosts(scenario: ProposedScenario, rulings: Explained['rulings']): RuleCosts {
  const exact = isRuledAnew(scenario) ? undefined : rulings;
  const prices = rulingPrices(scenario);
  return {
    all: () => exact?.all ?? prices.all(),
    of: (kind, ruling) =>
      exact?.each.find((one) => one.kind === kind && isPair(ruling)(one))?.cost ?? prices.of(ruling),
    areForChosen: scenario.choice !== undefined && !exact,
  };
}
