#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Parsed } from '../parsing/parsed.ts';
import { type Exit, followRead, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';
import { rehearseLocally } from './restore/local-rehearsal.ts';
import { type CopyOrder, restoreTable } from './restore/table-rehearsal.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s rehearse-restore                                      on this machine alone
npm run -s rehearse-restore -- --from RESTORED --to TABLE [options]

Without a table it rehearses on this machine: a district in the table engine of npm start is exported,
wiped, restored, and compared record by record.

With two tables it restores: what --from has and --to lacks is copied in batches, with the mappings of
--to's stream paused, and both are compared afterwards. Letters that --to has on record stay so, and
nobody is written to twice. Run it again after an interruption. infra/RUNBOOK.md says how to make
RESTORED from a moment of the last 35 days.

  --replace         also records that are in both and differ: --to's own are lost; none is removed
  --dry-run         only counts
  --endpoint URL    a DynamoDB on this machine; else the account that the shell is signed in to
  --help

Exit code: 0 nothing is missing, 1 something is, changed meanwhile or is left paused, 2 nothing was done.`;

/** The command; `args` are those after its name. */
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
    if (from === undefined || to === undefined) return { problems: ['Name both --from and --to.'] };
    if (from === to) return { problems: ['--from and --to are the same table.'] };
    if (endpoint !== undefined && !URL.canParse(endpoint)) return { problems: [`“${endpoint}” is no URL.`] };
    return { parsed: { from, to, endpoint, replaces, dryRun } };
  });
}

if (import.meta.main) await runCommand((args, terminal) => rehearseRestoreCommand(args, terminal));
