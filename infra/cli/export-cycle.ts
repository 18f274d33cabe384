#!/usr/bin/env node
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { exportOf } from '#sheets/export.ts';
import { exportFormats, exportName } from '#sheets/export-names.ts';
import { openStore } from '#store/applications.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import {
  addressFrom,
  type Exit,
  exits,
  followRead,
  runCommand,
  type TableAddress,
  type Terminal,
  tableAt,
  tableHelp,
  tableOptions,
} from './command.ts';
import { understood } from './pairing/arguments.ts';
import { writeAll } from './pairing/result.ts';

const help = `npm run -s export-cycle -- CYCLE --out DIR [options]

Exports a cycle’s applications, decisions, partnerships, visits, and reflections to the folder DIR.
CYCLE.xlsx is for people. CYCLE-applications.csv and two more CSV files are for other programs, and
CYCLE.json has everything as stored. Text that looks like a formula gets a leading apostrophe in XLSX
and CSV so that spreadsheets don’t run it. The files contain names. Store them as securely as the
applications.

  --out DIR         write the files to DIR
${tableHelp}

Exit codes: 0 = all files written; 2 = no files written.`;

/** Runs the command. `args` are the arguments after its name. */
export async function exportCycleCommand(
  args: readonly string[],
  terminal: Terminal,
  now = new Date().toISOString(),
): Promise<Exit> {
  return followRead(readArguments(args, terminal), terminal, help, (order) =>
    exportCycle(order, terminal, now),
  );
}

type ExportOrder = { readonly cycleId: string; readonly folder: string; readonly address: TableAddress };

function readArguments(args: readonly string[], terminal: Terminal): Parsed<ExportOrder> | 'help' {
  return understood((): Parsed<ExportOrder> | 'help' => {
    const options = { ...tableOptions, out: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'help';
    const [cycleId, ...more] = positionals;
    if (cycleId === undefined || more.length > 0) return { problems: ['CYCLE is required.'] };
    if (values.out === undefined) return { problems: ['Give an output folder with --out.'] };
    const address = addressFrom(values, terminal);
    if (isBroken(address)) return address;
    return { parsed: { cycleId, folder: values.out, address: address.parsed } };
  });
}

async function exportCycle(
  { cycleId, folder, address }: ExportOrder,
  terminal: Terminal,
  now: Instant,
): Promise<Exit> {
  const table = tableAt(address);
  const store = openStore(address.tableName, table);
  try {
    const cycle = await store.cycle(cycleId);
    if (!cycle) {
      terminal.warn(`Cycle “${cycleId}” not found in ${address.tableName}.`);
      return exits.notDone;
    }
    const records = {
      cycle,
      applications: await store.applications(cycleId),
      partnerships: await store.partnerships(cycleId),
    };
    await mkdir(folder, { recursive: true });
    const outputs = await Promise.all(
      exportFormats.map(async (format) => ({
        file: path.join(folder, exportName(cycleId, format)),
        pieces: [await exportOf(records, format, now)],
      })),
    );
    const fault = await writeAll(outputs);
    if (fault !== undefined) {
      terminal.warn(fault);
      return exits.notDone;
    }
    for (const { file } of outputs) terminal.say(file);
    const { applications, partnerships } = records;
    terminal.say(
      `${countOf(applications.length, 'application')}, ${countOf(partnerships.length, 'partnership')}`,
    );
    return exits.done;
  } finally {
    table.client.destroy();
  }
}

if (import.meta.main) await runCommand(exportCycleCommand);
