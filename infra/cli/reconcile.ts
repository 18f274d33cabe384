#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { countOf } from '../../shared/domain/amounts.ts';
import { keptIn, missingIn } from '../../shared/store/reconcile.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';
import { type TableAddress, tableAt } from './table.ts';
import { addressFrom, tableHelp, tableOptions } from './table-arguments.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s reconcile -- [options]

Lists every letter of the last three days that should have gone out and is on no record, every reminder
of a visit whose hour passed, and every school day whose morning letters nobody saw to: since when, its
kind, and what it is about. The service
looks for itself every night, and rings. What to do about one: infra/RUNBOOK.md.

${tableHelp}

Exit code: 0 nothing is missing, 1 something is, 2 nothing was looked at.`;

/** The command; `args` are those after its name. */
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
        ? 'Every letter went out.'
        : countOf(missing.length, 'letter is missing', 'letters are missing'),
    );
    return missing.length === 0 ? exits.done : exits.rowsLeftOut;
  } finally {
    table.client.destroy();
  }
}

if (import.meta.main) await runCommand((args, terminal) => reconcileCommand(args, terminal));
