#!/usr/bin/env node
import { countOf } from '#domain/base/wording.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { warnOfAll } from './pairing/arguments.ts';
import { type CheckOrder, readCheckArguments, visitQuestionHelp } from './visits/arguments.ts';
import { loadVisitQuestion } from './visits/question.ts';
import { faultsIn, readVisits } from './visits/visits-sheet.ts';

const help = `npm run -s check-visits -- --partnerships FILE --calendar FILE --visits PLAN [options]

Checks a year of visits, from plan-visits or edited by hand, against its input files: every school,
facilitator, day, and rule. It shares no code with the planner.
See programs/README.md for the file formats.

  --visits PLAN        the visits (CSV)
${visitQuestionHelp}

Exit codes: 0 = everything checks out; 1 = a check failed (each failure is printed with its day and
rule); 2 = couldn’t check.`;

/** Runs the command. `args` are the arguments after its name. */
export async function checkVisitsCommand(args: readonly string[], terminal: Terminal): Promise<Exit> {
  return followRead(readCheckArguments(args), terminal, help, (order) => check(order, terminal));
}

async function check({ files, visits: file }: CheckOrder, { say, warn }: Terminal): Promise<Exit> {
  const question = await loadVisitQuestion(files);
  if (isBroken(question)) return broken(question.problems, warn, exits.notDone);
  const visits = await readVisits(file, question.parsed);
  if (isBroken(visits)) return broken(visits.problems, warn, exits.notDone);
  const faults = faultsIn(question.parsed, visits.parsed);
  if (faults.length > 0)
    return broken(
      faults.map((fault) => `${file}: ${fault}`),
      warn,
      exits.rowsLeftOut,
    );
  say(`${file}: ${countOf(visits.parsed.length, 'visit')}, everything checks out`);
  return exits.done;
}

function broken(problems: readonly string[], warn: Terminal['warn'], exit: Exit): Exit {
  warnOfAll(problems, warn);
  return exit;
}

if (import.meta.main) await runCommand(checkVisitsCommand);
