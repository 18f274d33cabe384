#!/usr/bin/env node
import path from 'node:path';
import type { Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { exportOf } from '#sheets/export.ts';
import { exportFormats, exportName } from '#sheets/export-names.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { command, type Exit, exits, refused, runCommand, type Terminal, tableOptions } from './command.ts';
import { onTable } from './on-table.ts';
import { writeAll } from './write-files.ts';

export const exportCycleCommand = command({
  usage: 'npm run -s export-cycle -- CYCLE --out DIR [options]',
  about: `Exports a cycle’s applications, reviews, decisions, partnerships, visits, and reflections to the
folder DIR. CYCLE.xlsx is for people. CYCLE-applications.csv and seven more CSV files are for other
programs, and CYCLE.json has everything as stored. Text that looks like a formula gets a leading
apostrophe in XLSX and CSV so that spreadsheets don’t run it. The files contain names. Store them as
securely as the applications.`,
  takes: ['cycle'],
  options: {
    out: {
      value: 'DIR',
      about: 'write the files to DIR',
      required: 'Give an output folder with --out.',
    },
    ...tableOptions,
  },
  exitCodes: '0 = all files written; 2 = no files written.',
  run: async (given, terminal, now: Instant = new Date().toISOString()) =>
    onTable(given, terminal, (table) => exportCycle(table, given.cycle, given.out, terminal, now)),
});

async function exportCycle(
  table: Table,
  cycleId: string,
  folder: string,
  terminal: Terminal,
  now: Instant,
): Promise<Exit> {
  const store = { ...openCycles(table), ...openApplications(table), ...openPartnerships(table) };
  const cycle = await store.cycle(cycleId);
  if (!cycle) return refused(terminal, [`Cycle “${cycleId}” not found in ${table.tableName}.`]);
  const records = {
    cycle,
    applications: await store.applications(cycleId),
    partnerships: await store.partnerships(cycleId),
  };
  const outputs = await Promise.all(
    exportFormats.map(async (format) => ({
      file: path.join(folder, exportName(cycleId, format)),
      pieces: [await exportOf(records, format, now)],
    })),
  );
  const fault = await writeAll(outputs, [folder]);
  if (fault !== undefined) return refused(terminal, [fault]);
  for (const { file } of outputs) terminal.say(file);
  const { applications, partnerships } = records;
  terminal.say(
    `${countOf(applications.length, 'application')}, ${countOf(partnerships.length, 'partnership')}`,
  );
  return exits.done;
}

if (import.meta.main) await runCommand(exportCycleCommand);
