#!/usr/bin/env node
import { countOf } from '#domain/base/wording.ts';
import type { School } from '#domain/program/school.ts';
import { openCycles } from '#store/cycles.ts';
import { importSchools } from '#store/directory.ts';
import type { Table } from '#store/dynamo-table.ts';
import { openSchools } from '#store/schools.ts';
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
  warnOfAll,
} from './command.ts';
import { loadProgram } from './cycle-file.ts';
import { loadDirectory } from './directory/read-directory.ts';
import { namesIn } from './names.ts';
import { onTable } from './on-table.ts';
import { onLines } from './sheet.ts';

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
  run: (given, terminal) => {
    const files = { ...given, ignored: ignoredColumns(given) };
    return given['dry-run']
      ? importFile(files, terminal)
      : onTable(given, terminal, (table) => importFile(files, terminal, table));
  },
});

type Files = {
  readonly file: string;
  readonly columns: string | undefined;
  /** Its regions count, else those of the open cycle, if there is one. */
  readonly program: string | undefined;
  readonly ignored: readonly string[];
};

/** Without a table it is a dry run, which writes nothing. */
export async function importFile(files: Files, terminal: Terminal, table?: Table): Promise<Exit> {
  const { file } = files;
  const store = table && { ...openCycles(table), ...openSchools(table) };
  const program =
    files.program === undefined
      ? { parsed: (await store?.currentCycle())?.program }
      : await loadProgram(files.program);
  if (isBroken(program)) return refused(terminal, program.problems);
  const directory = await loadDirectory(file, {
    columnsFile: files.columns,
    ignored: files.ignored,
    regions: program.parsed && namesIn(program.parsed.regions),
    ids: (await store?.directory())?.map(({ id }) => id),
  });
  if (isBroken(directory)) return refused(terminal, directory.problems);
  const { schools, problems, doubts } = directory.parsed;
  warnOfAll(terminal, onLines(file, problems));
  warnOfAll(terminal, doubts);
  if (table) await keep(schools, table, terminal);
  else terminal.say(`${countOf(schools.length, 'school')} ready to import. ${dryRunSaid}`);
  const skipped = new Set(problems.map(({ line }) => line)).size;
  if (skipped === 0) return exits.done;
  terminal.warn(`${countOf(skipped, 'row')} skipped`);
  return exits.rowsLeftOut;
}

async function keep(schools: readonly School[], table: Table, terminal: Terminal): Promise<void> {
  const count = await importSchools(table, schools, (done) => terminal.progress?.(done, schools.length));
  terminal.say(`${count.added} new, ${count.changed} changed, ${count.unchanged} unchanged`);
}

if (import.meta.main) await runCommand(importSchoolsCommand);
