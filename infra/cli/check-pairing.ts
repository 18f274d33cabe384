#!/usr/bin/env node
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { type CheckOrder, questionHelp, readCheckArguments, warnOfAll } from './pairing/arguments.ts';
import { loadQuestion } from './pairing/question.ts';
import { type Result, resultSchema } from './pairing/result.ts';
import { firstFault } from './pairing/verify.ts';
import { readJson } from './text-file.ts';

const help = `npm run -s check-pairing -- --hosts FILE --partners FILE --pairing RESULT [options]

Checks the output of “pair --json” against its input files: every rule, score, and reason, and the
proof that no better pairing exists. It shares no code with the solver. A choice of schools or levels
has no proof, so it’s solved again.
See programs/README.md for the file formats.

  --pairing RESULT   the output of “pair --json”
${questionHelp}

Exit codes: 0 = everything checks out; 1 = a check failed (the first failure is printed); 2 = couldn’t
check.`;

/** Runs the command. `args` are the arguments after its name. */
export async function checkPairingCommand(args: readonly string[], terminal: Terminal): Promise<Exit> {
  return followRead(readCheckArguments(args), terminal, help, (order) => check(order, terminal));
}

async function check(
  { files, pairing, timeLimitSeconds }: CheckOrder,
  { say, warn }: Terminal,
): Promise<Exit> {
  const question = await loadQuestion(files);
  const json = await readJson(pairing);
  const unread = [question, json].flatMap((read) => (isBroken(read) ? read.problems : []));
  if (isBroken(question) || isBroken(json)) {
    warnOfAll(unread, warn);
    return exits.notDone;
  }
  const result: Parsed<Result> = parsedBy(resultSchema, json.parsed);
  const fault = isBroken(result)
    ? result.problems[0]
    : await firstFault(question.parsed, result.parsed, timeLimitSeconds);
  if (fault !== undefined) {
    warn(`${pairing}: ${fault}`);
    return exits.rowsLeftOut;
  }
  say(`${pairing}: everything checks out`);
  return exits.done;
}

if (import.meta.main) await runCommand(checkPairingCommand);
