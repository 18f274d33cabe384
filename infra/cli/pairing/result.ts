import * as v from 'valibot';
import { choosesOffers } from '#domain/pairing/choice/solve.ts';
import {
  type Certificate,
  inOrder,
  type PairingProblem,
  pairKey,
  rulingsWithin,
} from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import type { Selected, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { csvLines } from '#sheets/csv.ts';
import { choiceCertificateSchema } from '#store/choice-schema.ts';
import { choiceIn, explainedPairs } from '#text/pairing-result.ts';
import type { Question } from './question.ts';

const whole = v.pipe(v.number(), v.integer());
const prices = v.record(v.string(), whole);

const runnerUp = v.strictObject({
  host: v.string(),
  /** What the whole plan would lose if the partner went there: points, and additional partners without a host. */
  pricePoints: whole,
  pricePlaces: whole,
});

/** A result as `pair --json` prints it and `check-pairing` reads it. Points are whole numbers. */
export const resultSchema = v.strictObject({
  pairs: v.array(
    v.strictObject({
      host: v.string(),
      partner: v.string(),
      score: whole,
      reason: v.string(),
      runnerUp: v.nullable(runnerUp),
    }),
  ),
  unplaced: v.array(v.string()),
  /** The sum of the pairs' scores. */
  total: whole,
  /** The total and the quality points of all admitted schools. */
  points: whole,
  /** No result scores more points than this. */
  bound: whole,
  gap: whole,
  certificate: v.strictObject({
    unplacedCost: whole,
    partnerPrices: prices,
    hostPrices: prices,
  }) satisfies v.GenericSchema<unknown, Certificate>,
  /** The proof that no other choice has more points, if the solver chose and finished. */
  choice: v.exactOptional(choiceCertificateSchema),
  /** The question, so that anyone can check the answer without the spreadsheets. */
  question: v.exactOptional(v.looseObject({})),
  /** The solver's choice, if it chose: the accepted schools, their places, and the level and area of each host. */
  chosen: v.exactOptional(
    v.strictObject({
      hosts: v.array(
        v.strictObject({
          id: v.string(),
          capacity: whole,
          takes: v.exactOptional(v.picklist(levels)),
          focus: v.exactOptional(v.string()),
        }),
      ),
      partners: v.array(v.string()),
    }),
  ),
});
export type Result = v.InferOutput<typeof resultSchema>;

/** A result in words and numbers. Runner-ups are null if there is none, or if the problem is too large for them. */
export function resultOf(
  question: Pick<Question, 'problem' | 'selection' | 'words'>,
  selected: Selected,
): Result {
  const { chosen, solution, points, bound, gap, certificate: choice } = selected;
  const { pairing, total, certificate } = solution;
  return {
    pairs: explainedPairs(question.words, chosen, solution),
    unplaced: [...pairing.unplaced],
    total,
    points,
    bound,
    gap,
    certificate,
    ...(choice && { choice }),
    ...(isChoice(question) && { chosen: choiceIn(chosen) }),
    question: questionIn(question),
  };
}

/** Everything that an answer depends on, in an order that doesn't depend on the files. */
export function questionIn({ problem, selection }: Pick<Question, 'problem' | 'selection'>) {
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => inOrder(a.id, b.id);
  return {
    ...problem,
    hosts: problem.hosts.toSorted(byId),
    partners: problem.partners.toSorted(byId),
    ...rulingsWithin(problem, problem),
    ...(selection && { terms: termsInOrder(selection.terms) }),
  };
}

function termsInOrder({ accepted, quality, ...terms }: SelectionTerms): SelectionTerms {
  const sorted = (points: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(points).toSorted(([a], [b]) => inOrder(a, b)));
  return {
    ...terms,
    accepted: accepted.toSorted(inOrder),
    quality: { host: sorted(quality.host), partner: sorted(quality.partner) },
  };
}

/** Whether the solver chose schools, or levels and areas for hosts. */
export const isChoice = ({ selection, problem }: Pick<Question, 'problem' | 'selection'>): boolean =>
  selection !== undefined || choosesOffers(problem);

/** Every pair that the rules and staff allow, as CSV, ordered by ID: its score and the points of each part. */
export const scoreLines = ({ problem }: Question): Iterable<string> =>
  csvLines(['host', 'partner', 'score', ...scoreParts], scoreRows(problem));

function* scoreRows(problem: PairingProblem) {
  const { bans, locks, leastScore = 0, ...sides } = problem;
  const scoreBetween = scoresIn(problem);
  const [banned, locked] = [new Set(bans.map(pairKey)), new Set(locks.map(pairKey))];
  const partners = sides.partners.toSorted((a, b) => inOrder(a.id, b.id));
  for (const host of sides.hosts.toSorted((a, b) => inOrder(a.id, b.id)))
    for (const partner of partners) {
      const score = host.id === partner.id ? undefined : scoreBetween(host, partner);
      const key = pairKey({ host: host.id, partner: partner.id });
      if (!score || banned.has(key) || (score.total < leastScore && !locked.has(key))) continue;
      yield [host.id, partner.id, score.total, ...scoreParts.map((part) => score.points[part])];
    }
}
