#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { countOf } from '#domain/base/wording.ts';
import { keptIn, missingIn } from '#store/reconcile.ts';
import type { Parsed } from '../parsing/parsed.ts';
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

const help = `npm run -s reconcile -- [options]

Lists emails from the last three days that should have been sent but have no record, overdue visit
reminders, and school days without their morning emails. Shows the time, kind, and subject of each.
The service checks every night and raises an alarm. See infra/RUNBOOK.md for what to do.

${tableHelp}

Exit codes: 0 = nothing is missing; 1 = something is missing; 2 = couldn’t check.`;

/** Runs the command. `args` are the arguments after its name. */
export const reconcileCommand = (
  args: readonly string[],
  terminal: Terminal,
  now = new Date().toISOString(),
): Promise<Exit> =>
  followRead(readArguments(args, terminal), terminal, help, (address) => list(address, terminal, now));

const readArguments = (args: readonly string[], terminal: Terminal): Parsed<TableAddress> | 'help' =>
  understood((): Parsed<TableAddress> | 'help' => {
    const { values } = parseArgs({ args: [...args], options: tableOptions });
    return values.help ? 'help' : addressFrom(values, terminal);
  });

async function list(address: TableAddress, { say, warn }: Terminal, now: string): Promise<Exit> {
  const table = tableAt(address);
  try {
    const missing = missingIn(await keptIn(table), now);
    for (const { about, kind, since } of missing) warn(`${since}  ${kind}  ${about}`);
    say(
      missing.length === 0
        ? 'All emails were sent.'
        : countOf(missing.length, 'email is missing', 'emails are missing'),
    );
    return missing.length === 0 ? exits.done : exits.rowsLeftOut;
  } finally {
    table.client.destroy();
  }
}

if (import.meta.main) await runCommand((args, terminal) => reconcileCommand(args, terminal));
