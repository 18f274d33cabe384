#!/usr/bin/env node
import { sayCount } from '#domain/base/wording.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { type PairOrder, questionHelp, readPairArguments, warnOfAll } from './pairing/arguments.ts';
import { loadQuestion, type Question } from './pairing/question.ts';
import { type Output, pairLines, type Result, resultOf, scoreLines, writeAll } from './pairing/result.ts';
import { solveQuestion } from './pairing/verify.ts';

const help = `npm run -s pair -- --hosts FILE --partners FILE --out FILE [options]

Pairs partners with hosts for the highest possible total score and explains each pair. Places as many
partners as possible. Row order doesn’t matter.
See programs/README.md for the file formats.

  --out FILE         write the pairs to FILE (CSV)
  --scores FILE      also write every allowed pair and its score by part (CSV)
  --json             print the pairs and the proof that check-pairing reads; makes --out optional
${questionHelp}

Exit codes: 0 = done, optimal; 1 = stopped at the time limit (the gap shows how much better the result
could be); 2 = nothing written.`;

/** Runs the command. `args` are the arguments after its name. */
export async function pairCommand(args: readonly string[], terminal: Terminal): Promise<Exit> {
  return followRead(readPairArguments(args), terminal, help, (order) => pair(order, terminal));
}

async function pair(order: PairOrder, { say, warn }: Terminal): Promise<Exit> {
  const question = await loadQuestion(order.files);
  if (isBroken(question)) return refused(question.problems, warn);
  warnOfAll(question.parsed.remarks, warn);
  const outcome = await solveQuestion(question.parsed, order.timeLimitSeconds);
  if (isClash(outcome))
    return refused(
      ['The rules conflict:', ...outcome.clashing.map((rule) => `- ${rule}`), outcome.relaxation],
      warn,
    );
  if (outcome.kind === 'undecided')
    return refused([`No result after ${outcome.afterSeconds} seconds. Try a longer --time-limit.`], warn);
  const result = resultOf(question.parsed, outcome);
  const fault = await writeAll(outputsOf(order, question.parsed, result));
  if (fault !== undefined) return refused([fault], warn);
  if (order.printsJson) say(JSON.stringify(result, undefined, 2));
  else for (const sentence of summaryOf(result)) say(sentence);
  return result.gap === 0 ? exits.done : exits.rowsLeftOut;
}

function refused(problems: readonly string[], warn: Terminal['warn']): Exit {
  warnOfAll(problems, warn);
  return exits.notDone;
}

const outputsOf = (order: PairOrder, question: Question, result: Result): readonly Output[] => [
  ...(order.out === undefined ? [] : [{ file: order.out, pieces: pairLines(question, result) }]),
  ...(order.scores === undefined ? [] : [{ file: order.scores, pieces: scoreLines(question) }]),
];

function summaryOf({ pairs, unplaced, points, bound, gap }: Result): readonly string[] {
  const proof =
    gap === 0
      ? 'no better result exists'
      : `best found in the time limit; upper bound ${sayCount(bound)} (gap ${sayCount(gap)})`;
  return [
    `${sayCount(pairs.length)} pairs, ${sayCount(points)} points: ${proof}`,
    ...(unplaced.length > 0 ? [`Without a host: ${unplaced.join(', ')}`] : []),
  ];
}

if (import.meta.main) await runCommand(pairCommand);
