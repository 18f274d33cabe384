#!/usr/bin/env node
import type { Instant } from '#domain/base/time.ts';
import { endsOn, mayForgetPeople } from '#domain/program/cycle.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { erase, stepsForCycles } from '#store/erasure.ts';
import { environmentNamed } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  dryRunSaid,
  type Exit,
  exits,
  found,
  misused,
  runCommand,
  type Terminal,
  tableOptions,
} from './command.ts';
import { outcomeOf, sayErasings } from './erasing.ts';
import { onTable } from './on-table.ts';

export const applyRetentionCommand = command({
  usage: 'npm run -s apply-retention -- ENV [options]',
  about: `Erases people from every cycle that ended more than keepsPeopleMonths ago (see the environment’s record).
This covers applicants, contacts, reviewers, facilitators, history, review notes, and email records.
District decisions stay: applications with their answers, scores, outcomes, and reasons, partnerships,
and pairings. The service also does this every night.`,
  takes: ['env'],
  options: { 'dry-run': { about: 'list what would be erased; change nothing' }, ...tableOptions },
  exitCodes: `0 = done; 1 = some records were being changed at the same time (run it again); 2 = nothing
done.`,
  run: async (given, terminal, now: Instant = new Date().toISOString()) => {
    const environment = found(() => environmentNamed(given.env));
    if (isBroken(environment)) return misused(terminal, ...environment.problems);
    const months = environment.parsed.keepsPeopleMonths;
    return onTable(given, terminal, (table) => apply(table, months, given['dry-run'], terminal, now));
  },
});

async function apply(
  table: Table,
  months: number,
  isDryRun: boolean,
  terminal: Terminal,
  now: Instant,
): Promise<Exit> {
  const cycles = await openCycles(table).cycles();
  const due = cycles.filter((cycle) => mayForgetPeople(cycle, months, now));
  for (const cycle of cycles)
    terminal.say(
      `Cycle ${cycle.id} ended on ${endsOn(cycle)}. Its people ${due.includes(cycle) ? 'are due to be erased' : `will be kept until ${months} months after that`}.`,
    );
  const steps = await stepsForCycles(
    table,
    due.map(({ id }) => id),
  );
  sayErasings(steps, terminal);
  if (isDryRun) {
    terminal.say(dryRunSaid);
    return exits.done;
  }
  return outcomeOf(await erase(table, steps), terminal);
}

if (import.meta.main) await runCommand(applyRetentionCommand);
