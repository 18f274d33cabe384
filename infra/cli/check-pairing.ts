#!/usr/bin/env node
import { countOf, sayCount } from '#domain/base/wording.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { sayClash } from '#text/pairing.ts';
import { isBroken, type Parsed, parsedBy, problemsOfAll } from '../parsing/parsed.ts';
import {
  command,
  type Exit,
  exits,
  firstOf,
  ignoredColumns,
  misused,
  refused,
  runCommand,
  type Terminal,
} from './command.ts';
import { appraise } from './pairing/edited.ts';
import { readEdited } from './pairing/edited-sheet.ts';
import { loadQuestion, mostSeconds, questionOptions } from './pairing/question.ts';
import { type Result, resultSchema } from './pairing/result.ts';
import { solveQuestion, verify } from './pairing/verify.ts';
import { readSeconds } from './solver-options.ts';
import { loadJson } from './text-file.ts';

export const checkPairingCommand = command({
  usage: 'npm run -s check-pairing -- --hosts FILE --partners FILE --pairing RESULT|--pairs FILE [options]',
  about: `Checks the output of “pair --json” against its input files: every rule, score, and reason, and the
proof that no better pairing exists. It shares no code with the solver. A choice of schools, levels, or
focus areas has its own proof. If time ran out before there was one, it’s solved again.
With --pairs, prices a pairing that you edited: the rules it breaks, or the points it loses, and where.
See programs/README.md for the file formats.`,
  options: {
    pairing: {
      value: 'RESULT',
      about: 'the output of “pair --json”',
    },
    pairs: { value: 'FILE', about: 'pairs or partnerships, edited by hand (CSV or xlsx)' },
    ...questionOptions,
  },
  exitCodes: `0 = everything checks out, and no better pairing exists; 1 = a check failed (the first failure is
printed), or your pairs break a rule or lose points; 2 = couldn’t check.`,
  run: async (given, terminal) => {
    const { pairing, pairs } = given;
    const seconds = readSeconds(given['time-limit'], mostSeconds);
    if (isBroken(seconds)) return misused(terminal, ...seconds.problems);
    if (pairing !== undefined && pairs === undefined)
      return checkResult(pairing, given, seconds.parsed, terminal);
    if (pairs !== undefined && pairing === undefined)
      return priceEdited(pairs, given, seconds.parsed, terminal);
    return misused(terminal, 'Give either a result with --pairing, or your own pairs with --pairs.');
  },
});

type Files = Parameters<typeof loadQuestion>[0];

async function checkResult(
  pairing: string,
  files: Files,
  seconds: number,
  terminal: Terminal,
): Promise<Exit> {
  const question = await loadQuestion(files);
  const json = await loadJson(pairing, (parsed) => ({ parsed }));
  if (isBroken(question) || isBroken(json)) return refused(terminal, problemsOfAll(question, json));
  const result: Parsed<Result> = parsedBy(resultSchema, json.parsed);
  if (isBroken(result))
    return refused(
      terminal,
      result.problems.slice(0, 1).map((problem) => `${pairing}: ${problem}`),
      exits.rowsLeftOut,
    );
  const verdict = await verify(question.parsed, result.parsed, seconds);
  if (verdict.kind === 'fault') return refused(terminal, [`${pairing}: ${verdict.fault}`], exits.rowsLeftOut);
  if (verdict.kind === 'undecided')
    return refused(terminal, [
      `${pairing}: couldn’t be checked in ${countOf(seconds, 'second')}. Allow more with --time-limit.`,
    ]);
  terminal.say(`${pairing}: everything checks out`);
  return exits.done;
}

/** Says whether an edited pairing keeps the rules, and how far it is from the best. */
async function priceEdited(file: string, files: Files, seconds: number, terminal: Terminal): Promise<Exit> {
  const question = await loadQuestion(files);
  if (isBroken(question)) return refused(terminal, question.problems);
  const { problem, words, selection } = question.parsed;
  const edited = await readEdited(file, {
    problem,
    areas: words.focusAreas,
    ignored: ignoredColumns(files),
  });
  if (isBroken(edited)) return refused(terminal, edited.problems);
  const best = await solveQuestion(question.parsed, seconds);
  if (isClash(best)) {
    const { rules, relaxations } = sayClash(best, problem);
    return refused(terminal, ['The rules conflict:', ...rules.map((rule) => `- ${rule}`), ...relaxations]);
  }
  if (best.kind === 'undecided')
    return refused(terminal, [
      `No best pairing after ${countOf(seconds, 'second')}. Allow more with --time-limit.`,
    ]);
  const { broken, points, placed, losses } = appraise(question.parsed, edited.parsed, best);
  if (broken.length > 0)
    return refused(
      terminal,
      broken.map(({ line, problem: fault }) => `${file}:${line === undefined ? '' : `${line}:`} ${fault}`),
      exits.rowsLeftOut,
    );
  const { length: most } = best.solution.pairing.pairs;
  terminal.say(`${file}: ${countOf(placed, 'pair')}, ${countOf(points, 'point')}: every rule is kept`);
  if (!selection && placed < most)
    terminal.say(`${countOf(most - placed, 'more partner')} could have a host.`);
  const better = best.points - points;
  if (placed === most && better <= 0) {
    terminal.say(best.gap === 0 ? 'No better pairing exists.' : 'No better pairing was found.');
    return exits.done;
  }
  terminal.say(
    `The best pairing has ${countOf(most, 'pair')} and ${countOf(best.points, 'point')}, ${better >= 0 ? `${sayCount(better)} more` : `${sayCount(-better)} fewer`}.`,
  );
  for (const loss of firstOf(losses)) terminal.say(`- ${loss}`);
  return exits.rowsLeftOut;
}

if (import.meta.main) await runCommand(checkPairingCommand);
