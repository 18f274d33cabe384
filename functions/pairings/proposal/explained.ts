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

/**
 * The cost of all current rules. Rules of the request are compared with the best plan of the same request without them;
 * newer ones, with the best plan of the chosen schools. Undefined if no plan can follow them.
 */
export const costOfRules = (scenario: ProposedScenario, rulings: Explained['rulings']): Price | undefined =>
  (isRuledAnew(scenario) ? undefined : rulings?.all) ?? rulingPrices(scenario).all();

/** The cost of one current rule while the others stay, compared in the same way. */
export function costOfRuleIn(
  scenario: ProposedScenario,
  rulings: Explained['rulings'],
): (kind: RulingKind, ruling: Ruling) => Price | undefined {
  const each = isRuledAnew(scenario) ? [] : (rulings?.each ?? []);
  const prices = rulingPrices(scenario);
  return (kind, ruling) =>
    each.find((one) => one.kind === kind && isPair(ruling)(one))?.cost ?? prices.of(ruling);
}
