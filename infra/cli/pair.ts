#!/usr/bin/env node
import { sayCount } from '../../shared/domain/amounts.ts';
import { isClash } from '../../shared/domain/pairing/clash.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { type PairOrder, questionHelp, readPairArguments, warnOfAll } from './pairing/arguments.ts';
import { type Output, pairLines, scoreLines, writeAll } from './pairing/outputs.ts';
import { loadQuestion, type Question } from './pairing/question.ts';
import { type Result, resultOf } from './pairing/result.ts';
import { solveQuestion } from './pairing/solve-question.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s pair -- --hosts FILE --partners FILE --out FILE [options]

Pairs partners with hosts, to the best total of points that there is, and says why for each pair. As
many partners get a place as can. The order of rows changes nothing.
The files are documented in programs/README.md.

  --out FILE         the pairs, a CSV file
  --scores FILE      also every allowed pair with its score and the points of each part, a CSV file
  --json             prints the pairs and the certificate that check-pairing reads; then --out may be left out
${questionHelp}

Exit code: 0 done, and no better answer exists; 1 done, but at the time limit: the gap says how much
better another answer could be at most; 2 nothing was written.`;

/** The command; `args` are those after its name. */
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
      ['The rules clash:', ...outcome.clashing.map((rule) => `- ${rule}`), outcome.relaxation],
      warn,
    );
  if (outcome.kind === 'undecided')
    return refused(
      [`In ${outcome.afterSeconds} seconds no answer was found; give it more with --time-limit.`],
      warn,
    );
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
      ? 'no better answer exists'
      : `the best found in time; no answer has more than ${sayCount(bound)} (gap ${sayCount(gap)})`;
  return [
    `${sayCount(pairs.length)} pairs, ${sayCount(points)} points: ${proof}`,
    ...(unplaced.length > 0 ? [`Without a place: ${unplaced.join(', ')}`] : []),
  ];
}

if (import.meta.main) await runCommand(pairCommand);
