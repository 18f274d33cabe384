#!/usr/bin/env node
import type { School } from '../../shared/domain/school.ts';
import { importSchools } from '../../shared/store/directory.ts';
import { openStore } from '../../shared/store/store.ts';
import { type Exit, exits, followOrder, type Order, sharedHelp, type Terminal } from './command.ts';
import { loadDirectory } from './directory/directory-file.ts';
import { isBroken } from './parsed.ts';
import { type TableAddress, tableAt } from './table.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s import-schools -- FILE [options]

Puts the schools of a CSV file into the directory. A row that is wrong is reported with its line
and left out; all others are imported. No school is ever removed. Running it again changes nothing.
The columns are documented in programs/README.md.

  --columns FILE    a mapping, for a file whose columns are called otherwise
${sharedHelp}

Exit code: 0 all rows are in, 1 some rows were left out, 2 nothing was done.`;

/** The command; `args` are those after its name. */
export const importSchoolsCommand = (args: readonly string[], terminal: Terminal): Promise<Exit> =>
  followOrder(args, terminal, help, (order) => importFile(order, terminal));

async function importFile({ file, columnsFile, address }: Order, terminal: Terminal): Promise<Exit> {
  const { say, warn } = terminal;
  const directory = await loadDirectory(file, columnsFile);
  if (isBroken(directory)) {
    directory.problems.forEach(warn);
    return exits.notDone;
  }
  const { schools, problems } = directory.parsed;
  for (const { line, reason } of problems) warn(`${file}:${line}: ${reason}`);
  if (address) await keep(schools, address, terminal);
  else say(`${schools.length} schools can be imported; nothing was written`);
  if (problems.length === 0) return exits.done;
  warn(problems.length === 1 ? '1 row was left out' : `${problems.length} rows were left out`);
  return exits.rowsLeftOut;
}

async function keep(schools: readonly School[], address: TableAddress, terminal: Terminal): Promise<void> {
  const table = tableAt(address);
  const count = await importSchools(table, schools, (done) => terminal.progress?.(done, schools.length));
  terminal.say(`${count.added} new, ${count.changed} changed, ${count.unchanged} unchanged`);
  const cycle = await openStore(address.tableName, table).currentCycle();
  for (const region of cycle ? unknownRegions(schools, cycle.program.regions) : [])
    terminal.warn(`The program knows no region “${region}”: its schools count towards no quota`);
  table.client.destroy();
}

const unknownRegions = (schools: readonly School[], regions: readonly string[]): readonly string[] =>
  [...new Set(schools.map(({ region }) => region))].filter((region) => !regions.includes(region)).sort();

if (import.meta.main) await runCommand(importSchoolsCommand);
