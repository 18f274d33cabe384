#!/usr/bin/env node
import type { Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Table } from '#store/dynamo-table.ts';
import { keptIn, missingIn } from '#store/reconcile.ts';
import { command, type Exit, exits, runCommand, type Terminal, tableOptions } from './command.ts';
import { onTable } from './on-table.ts';

export const reconcileCommand = command({
  usage: 'npm run -s reconcile -- [options]',
  about: `Lists emails from the last three days that should have been sent but have no record, overdue visit
reminders, and school days without their morning emails. Shows the time, kind, and subject of each.
The service checks every night and raises an alarm. See infra/RUNBOOK.md for what to do.`,
  options: tableOptions,
  exitCodes: '0 = nothing is missing; 1 = something is missing; 2 = couldn’t check.',
  run: (given, terminal, now: Instant = new Date().toISOString()) =>
    onTable(given, terminal, (table) => list(table, terminal, now)),
});

async function list(table: Table, { say, warn }: Terminal, now: string): Promise<Exit> {
  const missing = missingIn(await keptIn(table), now);
  for (const { about, kind, since } of missing) warn(`${since}  ${kind}  ${about}`);
  say(
    missing.length === 0
      ? 'All emails were sent.'
      : countOf(missing.length, 'email is missing', 'emails are missing'),
  );
  return missing.length === 0 ? exits.done : exits.rowsLeftOut;
}

if (import.meta.main) await runCommand(reconcileCommand);
