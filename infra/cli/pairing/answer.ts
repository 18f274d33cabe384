import type { Answered } from '#domain/pairing/explain/answered.ts';
import type { Selected } from '#domain/pairing/selection/problem.ts';
import { type LeftOut, leftOut } from './left-out.ts';
import type { Question } from './question.ts';
import { type Result, resultOf } from './result.ts';

/** A question, its best plan, and what every output says about it. */
export type Answer = {
  readonly question: Question;
  readonly answered: Answered;
  readonly result: Result;
  readonly left: readonly LeftOut[];
};

export function answerOf(question: Question, selected: Selected): Answer {
  const { problem, selection } = question;
  const { chosen, solution, points, certificate } = selected;
  const answered = {
    problem,
    ...(selection && { terms: selection.terms }),
    ...{ chosen, solution, points },
    ...(certificate && { certificate }),
  };
  return { question, answered, result: resultOf(question, selected), left: leftOut(answered) };
}
