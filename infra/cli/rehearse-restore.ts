#!/usr/bin/env node
import type { Instant } from '#domain/base/time.ts';
import { command, misused, runCommand } from './command.ts';
import { rehearseLocally } from './restore/local-rehearsal.ts';
import { restoreTable } from './restore/table-rehearsal.ts';

export const rehearseRestoreCommand = command({
  usage: `npm run -s rehearse-restore                                      on this machine only
npm run -s rehearse-restore -- --from RESTORED --to TABLE [options]`,
  about: `Without a table, it rehearses on this machine: exports a sample district, wipes it, restores it, and
compares every record.

With two tables, it restores: copies records that are in --from but not in --to, pausing the stream
mappings of --to, then compares both tables. Email records in --to stay, so no one gets an email twice.
If it’s interrupted, run it again. See infra/RUNBOOK.md for how to create RESTORED from any moment in
the last 35 days.`,
  options: {
    from: { value: 'RESTORED', about: 'the restored table' },
    to: { value: 'TABLE', about: 'the table that is missing records' },
    replace: {
      about: 'also overwrite records that differ; changes in --to are lost, and no record is removed',
    },
    'dry-run': { about: 'only count records' },
    endpoint: {
      value: 'URL',
      about: 'use a DynamoDB on this machine (default: the AWS account you’re signed in to)',
    },
  },
  exitCodes: `0 = nothing is missing; 1 = records are missing or changed during the run, or a mapping is
still paused; 2 = nothing done.`,
  run: async (given, terminal, now: Instant = new Date().toISOString()) => {
    const { from, to, endpoint, replace: replaces, 'dry-run': dryRun } = given;
    if (from === undefined && to === undefined) return rehearseLocally(now, terminal);
    if (from === undefined || to === undefined)
      return misused(terminal, '--from and --to are required together.');
    if (from === to) return misused(terminal, '--from and --to must be different tables.');
    if (endpoint !== undefined && !URL.canParse(endpoint))
      return misused(terminal, `“${endpoint}” isn’t a valid URL.`);
    return restoreTable({ from, to, endpoint, replaces, dryRun }, terminal);
  },
});

if (import.meta.main) await runCommand(rehearseRestoreCommand);
