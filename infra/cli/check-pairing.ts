#!/usr/bin/env node
import { countOf } from '#domain/base/wording.ts';
import { isBroken, type Parsed, parsedBy, problemsOfAll } from '../parsing/parsed.ts';
import { command, exits, misused, refused, runCommand } from './command.ts';
import { loadQuestion, mostSeconds, questionOptions } from './pairing/question.ts';
import { type Result, resultSchema } from './pairing/result.ts';
import { verify } from './pairing/verify.ts';
import { readSeconds } from './solver-options.ts';
import { loadJson } from './text-file.ts';

export const checkPairingCommand = command({
  usage: 'npm run -s check-pairing -- --hosts FILE --partners FILE --pairing RESULT [options]',
  about: `Checks the output of “pair --json” against its input files: every rule, score, and reason, and the
proof that no better pairing exists. It shares no code with the solver. A choice of schools, levels, or
focus areas has its own proof. If time ran out before there was one, it’s solved again.
See programs/README.md for the file formats.`,
  options: {
    pairing: {
      value: 'RESULT',
      about: 'the output of “pair --json”',
      required: 'Give the result file with --pairing.',
    },
    ...questionOptions,
  },
  exitCodes: `0 = everything checks out; 1 = a check failed (the first failure is printed); 2 = couldn’t
check.`,
  run: async (given, terminal) => {
    const { pairing } = given;
    const seconds = readSeconds(given['time-limit'], mostSeconds);
    if (isBroken(seconds)) return misused(terminal, ...seconds.problems);
    const question = await loadQuestion(given);
    const json = await loadJson(pairing, (parsed) => ({ parsed }));
    if (isBroken(question) || isBroken(json)) return refused(terminal, problemsOfAll(question, json));
    const result: Parsed<Result> = parsedBy(resultSchema, json.parsed);
    if (isBroken(result))
      return refused(
        terminal,
        result.problems.slice(0, 1).map((problem) => `${pairing}: ${problem}`),
        exits.rowsLeftOut,
      );
    const verdict = await verify(question.parsed, result.parsed, seconds.parsed);
    if (verdict.kind === 'fault')
      return refused(terminal, [`${pairing}: ${verdict.fault}`], exits.rowsLeftOut);
    if (verdict.kind === 'undecided')
      return refused(terminal, [
        `${pairing}: couldn’t be checked in ${countOf(seconds.parsed, 'second')}. Allow more with --time-limit.`,
      ]);
    terminal.say(`${pairing}: everything checks out`);
    return exits.done;
  },
});

if (import.meta.main) await runCommand(checkPairingCommand);
