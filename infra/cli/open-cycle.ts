#!/usr/bin/env node
import { sayDeadline } from '#domain/program/cycle.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  dryRunSaid,
  type Exit,
  exits,
  ignoredColumns,
  loadOptions,
  refused,
  runCommand,
  type Terminal,
} from './command.ts';
import { loadCycle } from './cycle-file.ts';
import { onTable } from './on-table.ts';

export const openCycleCommand = command({
  usage: 'npm run -s open-cycle -- FILE [options]',
  about: `Loads a cycle, with its program rules and calendar, into the table. Schools can then apply during its
application window. Running it again replaces the cycle with the same ID.
See programs/README.md for the file formats.`,
  takes: ['file'],
  options: loadOptions,
  exitCodes: '0 = cycle loaded; 2 = nothing done.',
  run: ({ file, ...given }, terminal) =>
    given['dry-run']
      ? openFile(file, ignoredColumns(given), terminal)
      : onTable(given, terminal, (table) => openFile(file, ignoredColumns(given), terminal, table)),
});

/** Without a table it is a dry run, which writes nothing. */
export async function openFile(
  file: string,
  ignored: readonly string[],
  terminal: Terminal,
  table?: Table,
): Promise<Exit> {
  const cycle = await loadCycle(file, ignored);
  if (isBroken(cycle)) return refused(terminal, cycle.problems);
  const { name, program } = cycle.parsed;
  const what = `${program.name} ${name}, open until ${sayDeadline(cycle.parsed)}`;
  if (table) await openCycles(table).putCycle(cycle.parsed);
  terminal.say(table ? what : `${what}. ${dryRunSaid}`);
  return exits.done;
}

if (import.meta.main) await runCommand(openCycleCommand);
