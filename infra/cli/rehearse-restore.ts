#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Parsed } from '../parsing/parsed.ts';
import { type Exit, followRead, runCommand, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';
import { rehearseLocally } from './restore/local-rehearsal.ts';
import { type CopyOrder, restoreTable } from './restore/table-rehearsal.ts';

const help = `npm run -s rehearse-restore                                      on this machine only
npm run -s rehearse-restore -- --from RESTORED --to TABLE [options]

Without a table, it rehearses on this machine: exports a sample district, wipes it, restores it, and
compares every record.

With two tables, it restores: copies records that are in --from but not in --to, pausing the stream
mappings of --to, then compares both tables. Email records in --to stay, so no one gets an email twice.
If it’s interrupted, run it again. See infra/RUNBOOK.md for how to create RESTORED from any moment in
the last 35 days.

  --replace         also overwrite records that differ; changes in --to are lost, and no record is removed
  --dry-run         only count records
  --endpoint URL    use a DynamoDB on this machine (default: the AWS account you’re signed in to)
  --help            show this help

Exit codes: 0 = nothing is missing; 1 = records are missing or changed during the run, or a mapping is
still paused; 2 = nothing done.`;

/** Runs the command. `args` are the arguments after its name. */
export async function rehearseRestoreCommand(
  args: readonly string[],
  terminal: Terminal,
  now = new Date().toISOString(),
): Promise<Exit> {
  return followRead(readArguments(args), terminal, help, async (order) =>
    order === 'locally' ? rehearseLocally(now, terminal) : restoreTable(order, terminal),
  );
}

function readArguments(args: readonly string[]): Parsed<CopyOrder | 'locally'> | 'help' {
  return understood((): Parsed<CopyOrder | 'locally'> | 'help' => {
    const options = {
      from: { type: 'string' },
      to: { type: 'string' },
      endpoint: { type: 'string' },
      replace: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const { from, to, endpoint, replace: replaces, 'dry-run': dryRun } = values;
    if (from === undefined && to === undefined) return { parsed: 'locally' };
    if (from === undefined || to === undefined)
      return { problems: ['--from and --to are required together.'] };
    if (from === to) return { problems: ['--from and --to must be different tables.'] };
    if (endpoint !== undefined && !URL.canParse(endpoint))
      return { problems: [`“${endpoint}” isn’t a valid URL.`] };
    return { parsed: { from, to, endpoint, replaces, dryRun } };
  });
}

if (import.meta.main) await runCommand((args, terminal) => rehearseRestoreCommand(args, terminal));
