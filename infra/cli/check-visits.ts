#!/usr/bin/env node
import { countOf } from '#domain/base/wording.ts';
import { isBroken } from '../parsing/parsed.ts';
import { command, exits, ignoredColumns, refused, runCommand } from './command.ts';
import { loadVisitQuestion, visitQuestionOptions } from './visits/question.ts';
import { faultsIn, readVisits } from './visits/visits-sheet.ts';

export const checkVisitsCommand = command({
  usage: 'npm run -s check-visits -- --partnerships FILE --calendar FILE --visits PLAN [options]',
  about: `Checks a year of visits, from plan-visits or edited by hand, against its input files: every school,
facilitator, day, and rule. It shares no code with the planner.
See programs/README.md for the file formats.`,
  options: {
    visits: { value: 'PLAN', about: 'the visits (CSV)', required: 'Give the visits file with --visits.' },
    ...visitQuestionOptions,
  },
  exitCodes: `0 = everything checks out; 1 = a check failed (each failure is printed with its day and
rule); 2 = couldn’t check.`,
  run: async (given, terminal) => {
    const file = given.visits;
    const question = await loadVisitQuestion(given);
    if (isBroken(question)) return refused(terminal, question.problems);
    const visits = await readVisits(file, question.parsed, ignoredColumns(given));
    if (isBroken(visits)) return refused(terminal, visits.problems);
    const faults = faultsIn(question.parsed, visits.parsed).map((fault) => `${file}: ${fault}`);
    if (faults.length > 0) return refused(terminal, faults, exits.rowsLeftOut);
    terminal.say(`${file}: ${countOf(visits.parsed.length, 'visit')}, everything checks out`);
    return exits.done;
  },
});

if (import.meta.main) await runCommand(checkVisitsCommand);
