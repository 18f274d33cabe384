#!/usr/bin/env node
import { countOf, sayCount } from '#domain/base/wording.ts';
import type { Program } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { importSchools } from '#store/directory.ts';
import { openStore } from '#store/store.ts';
import type { Table } from '#store/table.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  dryRunSaid,
  type Exit,
  exits,
  loadOptions,
  onTable,
  runCommand,
  type Terminal,
} from './command.ts';
import { loadProgram } from './cycle-file.ts';
import { type Directory, loadDirectory } from './directory/read-directory.ts';

export const importSchoolsCommand = command({
  usage: 'npm run -s import-schools -- FILE [options]',
  about: `Imports schools from a CSV file into the directory. Reports rows with errors by line number, skips
them, and imports the rest. Never removes a school. Safe to run again.
See programs/README.md for the columns.`,
  takes: ['file'],
  options: {
    columns: { value: 'FILE', about: 'map columns that have other names' },
    program: {
      value: 'FILE',
      about: `check regions against this program.json (default: the current program; not checked
in a dry run)`,
    },
    ...loadOptions,
  },
  exitCodes: '0 = all rows imported; 1 = some rows skipped; 2 = nothing done.',
  run: (given, terminal) =>
    given['dry-run']
      ? importFile(given, terminal)
      : onTable(given, terminal, (table) => importFile(given, terminal, table)),
});

type Files = {
  readonly file: string;
  readonly columns: string | undefined;
  readonly program: string | undefined;
};

/** Without a table it is a dry run, which writes nothing. */
async function importFile(files: Files, terminal: Terminal, table?: Table): Promise<Exit> {
  const { file } = files;
  const { say, warn } = terminal;
  const directory = await loadDirectory(file, files.columns);
  const program = files.program === undefined ? undefined : await loadProgram(files.program);
  for (const parsed of [directory, program]) if (parsed && isBroken(parsed)) parsed.problems.forEach(warn);
  if (isBroken(directory) || (program && isBroken(program))) return exits.notDone;
  const { schools, problems } = directory.parsed;
  for (const { line, reason } of problems) warn(`${file}:${line}: ${reason}`);
  const current = table && (await keep(schools, table, terminal));
  if (!table) say(`${countOf(schools.length, 'school')} ready to import. ${dryRunSaid}`);
  const rules = program?.parsed ?? current;
  if (rules) unknownRegions(directory.parsed, rules).forEach(warn);
  if (problems.length === 0) return exits.done;
  warn(`${countOf(problems.length, 'row')} skipped`);
  return exits.rowsLeftOut;
}

/** Returns the program of the open cycle, if there is one. */
async function keep(
  schools: readonly School[],
  table: Table,
  terminal: Terminal,
): Promise<Program | undefined> {
  const count = await importSchools(table, schools, (done) => terminal.progress?.(done, schools.length));
  terminal.say(`${count.added} new, ${count.changed} changed, ${count.unchanged} unchanged`);
  const cycle = await openStore(table.tableName, table).currentCycle();
  return cycle?.program;
}

/** One warning for each region that isn't in the program, with its lines. */
function unknownRegions({ schools, lines }: Directory, { name, regions }: Program): readonly string[] {
  const unknown = [...new Set(schools.map(({ region }) => region))].filter((one) => !regions.includes(one));
  return unknown.sort().map((region) => {
    const on = schools.filter((school) => school.region === region).map(({ id }) => lines.get(id) ?? 0);
    return `Region “${region}” (${sayLines(on)}) isn’t in program ${name}, so it doesn’t count toward any quota.`;
  });
}

const mostLines = 5;

/** "line 3", "lines 3, 4, 7, 8, 9, and 12 more" */
function sayLines(lines: readonly number[]): string {
  const more = lines.length > mostLines ? `, and ${sayCount(lines.length - mostLines)} more` : '';
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, mostLines).join(', ')}${more}`;
}

if (import.meta.main) await runCommand(importSchoolsCommand);
