#!/usr/bin/env node
import path from 'node:path';
import { countOf, sayCount } from '#domain/base/wording.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { sayClash } from '#text/pairing.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  type Exit,
  exits,
  firstOf,
  misused,
  refused,
  runCommand,
  type Terminal,
  warnOfAll,
} from './command.ts';
import { type Answer, answerOf } from './pairing/answer.ts';
import { loadQuestion, mostSeconds, type Question, questionOptions } from './pairing/question.ts';
import { type Result, scoreLines } from './pairing/result.ts';
import { pairingSheets, sheetNames } from './pairing/sheets.ts';
import { solveQuestion } from './pairing/verify.ts';
import { outputFolders, outputNames, sheetFiles } from './sheet-files.ts';
import { folderProblems, outputProblem, readSeconds } from './solver-options.ts';
import { type Output, writeAll } from './write-files.ts';

export const pairCommand = command({
  usage: 'npm run -s pair -- --hosts FILE --partners FILE --out OUT [options]',
  about: `Pairs partners with hosts for the highest possible total score and explains each pair. Places as many
partners as possible. Row order doesn’t matter.
See programs/README.md for the file formats.`,
  options: {
    out: {
      value: 'OUT',
      about: `write the result: partnerships for plan-visits, pairs, and schools left out, into a
folder; the pairs only, if OUT ends in .csv; all in one workbook, if it ends in .xlsx`,
    },
    report: { value: 'FILE', about: 'also write one page to read, print, and share (HTML)' },
    scores: { value: 'FILE', about: 'also write every allowed pair and its score by part (CSV)' },
    json: { about: 'print the pairs and the proof that check-pairing reads; makes --out optional' },
    ...questionOptions,
  },
  exitCodes: `0 = done, optimal; 1 = stopped at the time limit (the gap shows how much better the result
could be); 2 = nothing written.`,
  /** `now` is the date of the report. */
  run: async (given, terminal, now: Date = new Date()) => {
    const seconds = readSeconds(given['time-limit'], mostSeconds);
    if (isBroken(seconds)) return misused(terminal, ...seconds.problems);
    const { hosts, partners, columns, rules, locks, out, report, scores } = given;
    const outputs = [report, scores, ...outputNames(out, outNames)];
    const problem = outputProblem(given, [hosts, partners, columns, rules, locks, ...outputs]);
    if (problem !== undefined) return misused(terminal, problem);
    const missing = folderProblems(out, outputs);
    if (missing.length > 0) return refused(terminal, missing);
    const question = await loadQuestion(given);
    if (isBroken(question)) return refused(terminal, question.problems);
    warnOfAll(terminal, question.parsed.remarks);
    return pair(question.parsed, seconds.parsed, given, terminal, now);
  },
});

type Outputs = {
  readonly out: string | undefined;
  readonly scores: string | undefined;
  readonly report: string | undefined;
  readonly json: boolean;
};

async function pair(
  question: Question,
  timeLimitSeconds: number,
  outputs: Outputs,
  terminal: Terminal,
  now: Date,
): Promise<Exit> {
  const outcome = await solveQuestion(question, timeLimitSeconds, terminal.progress);
  if (isClash(outcome)) {
    const { rules, relaxations } = sayClash(outcome, question.problem);
    return refused(terminal, ['The rules conflict:', ...rules.map((rule) => `- ${rule}`), ...relaxations]);
  }
  if (outcome.kind === 'undecided')
    return refused(terminal, [`No result after ${outcome.afterSeconds} seconds. Try a longer --time-limit.`]);
  const answer = answerOf(question, outcome);
  const fault = await writeAll(await outputsOf(outputs, answer, now), outputFolders(outputs.out));
  if (fault !== undefined) return refused(terminal, [fault]);
  if (outputs.json) terminal.say(jsonOf(answer.result));
  else for (const sentence of summaryOf(answer)) terminal.say(sentence);
  return answer.result.gap === 0 ? exits.done : exits.rowsLeftOut;
}

const resultFile = 'result.json';
const outNames = [...sheetNames.map((name) => `${name}.csv`), resultFile];

async function outputsOf(
  { out, scores, report }: Outputs,
  answer: Answer,
  now: Date,
): Promise<readonly Output[]> {
  const sheets = out === undefined ? [] : await sheetFiles(out, pairingSheets(answer), 'pairs');
  return [
    ...sheets,
    ...outputFolders(out).map((folder) => ({
      file: path.join(folder, resultFile),
      pieces: [jsonOf(answer.result)],
    })),
    ...(report === undefined ? [] : [{ file: report, pieces: [await pageOf(answer, now)] }]),
    ...(scores === undefined ? [] : [{ file: scores, pieces: scoreLines(answer.question) }]),
  ];
}

async function pageOf(answer: Answer, now: Date): Promise<string> {
  const { reportOf } = await import('./pairing/report.part.ts');
  return reportOf(answer, now);
}

const jsonOf = (result: Result): string => JSON.stringify(result, undefined, 2);

function summaryOf({ result: { pairs, points, bound, gap }, left }: Answer): readonly string[] {
  const proof =
    gap === 0
      ? 'no better result exists'
      : `best found in the time limit; upper bound ${sayCount(bound)} (gap ${sayCount(gap)})`;
  const unplaced = left.filter(({ status }) => status === 'without a host');
  const unchosen = left.filter(({ status }) => status === 'not chosen').length;
  return [
    `${countOf(pairs.length, 'pair')}, ${countOf(points, 'point')}: ${proof}`,
    ...(unplaced.length > 0 ? [`${countOf(unplaced.length, 'partner')} without a host:`] : []),
    ...firstOf(unplaced.map(({ school, reason }) => `- ${school.name} (${school.id}): ${reason}`)),
    ...(unchosen > 0 ? [`${countOf(unchosen, 'school')} not chosen`] : []),
  ];
}

if (import.meta.main) await runCommand(pairCommand);
