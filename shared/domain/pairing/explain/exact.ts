import type { Optimizer } from '#domain/base/integer-program.ts';
import { type Found, openQuestion, type Question } from '#domain/pairing/choice/again.ts';
import { timer } from '#domain/pairing/choice/solve.ts';
import {
  byId,
  type HostEntrant,
  inOrder,
  isPair,
  type PairingProblem,
  type Price,
} from '#domain/pairing/problem.ts';
import { type RulingKind, rulingKinds } from '#domain/pairing/scenario/rulings.ts';
import { areaMet } from '#domain/pairing/score.ts';
import type { Answered } from './answered.ts';
import { changeTo } from './change.ts';
import { type NextBests, type NextFocus, type NextHost, nextBestsAtMost, otherAreas } from './next-best.ts';
import { remediesFor, type TriedRemedy } from './remedies.ts';
import { type WhyNot, whyNots } from './why-not.ts';

/** What a rule for a pair costs the best plan; absent if it couldn't be computed. */
export type RulingCost = {
  readonly kind: RulingKind;
  readonly host: string;
  readonly partner: string;
  readonly cost?: Price;
};

/** What takes some seconds to compute about a proposal. It is stored next to it. */
export type Explanations = {
  /** Whether everything is exact. Otherwise the time ran out, and what is missing has the values known at once. */
  readonly isComplete: boolean;
  readonly remedies: readonly TriedRemedy[];
  readonly nextBests: NextBests;
  readonly whyNots: readonly WhyNot[];
  /**
   * The cost of the rules that the proposal was computed with: all of them, and each while the others stay. Compared
   * with the best plan for the same question without them, so schools, areas, levels, and places may differ, too.
   */
  readonly rulings: { readonly all?: Price; readonly each: readonly RulingCost[] };
};

/**
 * Explains a proposal exactly, by solving its question again under each restriction. Losses are at least 0 if the
 * proposal is proven. `waitlisted` hosts are tried as remedies.
 */
export async function explainExactly(
  answered: Answered,
  waitlisted: readonly HostEntrant[],
  { loadLp, now }: Optimizer,
  timeLimitSeconds: number,
): Promise<Explanations> {
  const { problem, terms } = answered;
  const openLp = await loadLp();
  const isTimeOver = timer(now, timeLimitSeconds);
  const { remedies, isComplete } = remediesFor(answered, waitlisted, openLp, isTimeOver);
  const bestOf = (changed: PairingProblem): Found | undefined => {
    const question = openQuestion(changed, terms, openLp, isTimeOver);
    const found = question.best();
    question.close();
    return typeof found === 'string' ? undefined : found;
  };
  const rulings = rulingCosts(answered, bestOf);
  const question = openQuestion(problem, terms, openLp, isTimeOver);
  try {
    const known = question.best();
    if (typeof known === 'string')
      return {
        ...{ isComplete: false, remedies, rulings },
        nextBests: nextBestsAtMost(answered),
        whyNots: whyNots(answered),
      };
    const nextBests = exactNextBests(answered, question, known);
    const exactWhyNots = whyNots(answered).map((one) => exactWhyNot(answered, one, question));
    return {
      isComplete:
        isComplete &&
        nextBests.certainty === 'exact' &&
        exactWhyNots.every(({ exact }) => exact) &&
        rulings.each.every(({ cost }) => cost),
      remedies,
      nextBests,
      whyNots: exactWhyNots,
      rulings,
    };
  } finally {
    question.close();
  }
}

const lossTo = ({ points, solution }: Answered, found: Found): Price => ({
  points: points - found.points,
  places: solution.pairing.pairs.length - found.placed,
});

function rulingCosts(
  answered: Answered,
  bestOf: (problem: PairingProblem) => Found | undefined,
): Explanations['rulings'] {
  const { problem } = answered;
  const costWith = (rulings: Partial<Pick<PairingProblem, RulingKind>>): { readonly cost?: Price } => {
    const found = bestOf({ ...problem, ...rulings });
    if (!found) return {};
    const places = found.placed - answered.solution.pairing.pairs.length;
    return { cost: { points: found.points - answered.points, places } };
  };
  const each = rulingKinds.flatMap((kind) =>
    problem[kind].map((ruling): RulingCost => {
      const { host, partner } = ruling;
      const others = problem[kind].filter((one) => !isPair(ruling)(one));
      return { kind, host, partner, ...costWith({ [kind]: others }) };
    }),
  );
  const { cost: all } =
    each.length === 0 ? { cost: { points: 0, places: 0 } } : costWith({ locks: [], bans: [] });
  return { ...(all && { all }), each };
}

function exactNextBests(answered: Answered, question: Question, known: Found): NextBests {
  const { problem, chosen, solution } = answered;
  const atMost = nextBestsAtMost(answered);
  const locked = new Set(problem.locks.map(({ partner }) => partner));
  const partners = solution.pairing.pairs
    .filter(({ partner }) => !locked.has(partner))
    .toSorted((a, b) => inOrder(a.partner, b.partner))
    .flatMap((pair): readonly NextHost[] => {
      const found = question.best({ kind: 'apart', pair }, known);
      if (found === 'impossible') return [];
      if (found === 'undecided') return atMost.partners.filter(({ partner }) => partner === pair.partner);
      return [nextHostIn(answered, pair.partner, found)];
    });
  const hosts = chosen.hosts
    .filter(({ id }) => otherAreas(answered, id).length > 0)
    .toSorted(byId)
    .flatMap(({ id, focus = '' }): readonly NextFocus[] => {
      const found = question.best({ kind: 'other-focus', host: id, focus }, known);
      if (found === 'impossible') return [];
      if (found === 'undecided') return atMost.hosts.filter(({ host }) => host === id);
      const to = found.hosts.get(id)?.focus;
      const exact = { loss: lossTo(answered, found), change: changeTo(answered, found) };
      return [{ host: id, ...(to !== undefined && { focus: to }), ...exact }];
    });
  const isExact = [...partners, ...hosts].every(({ change }) => change);
  return { certainty: isExact ? 'exact' : 'at-most', partners, hosts };
}

function nextHostIn(answered: Answered, id: string, found: Found): NextHost {
  const { hosts, partners, rules } = answered.problem;
  const host = hosts.find((one) => one.id === found.hostOf.get(id));
  const partner = partners.find((one) => one.id === id);
  const met = host && partner && areaMet(rules, { ...host, ...found.hosts.get(host.id) }, partner);
  return {
    partner: id,
    ...(host && { host: host.id }),
    ...(met && { focus: met.area }),
    loss: lossTo(answered, found),
    change: changeTo(answered, found),
  };
}

function exactWhyNot(answered: Answered, whyNot: WhyNot, question: Question): WhyNot {
  const { school, role } = whyNot;
  const found = question.best({ kind: 'chosen', school, role });
  if (found === 'undecided') return whyNot;
  if (found === 'impossible') return { ...whyNot, exact: {} };
  return { ...whyNot, exact: { points: answered.points - found.points, change: changeTo(answered, found) } };
}
