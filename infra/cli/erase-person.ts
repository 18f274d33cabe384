#!/usr/bin/env node
import { normalEmail } from '#domain/base/email.ts';
import type { Instant } from '#domain/base/time.ts';
import type { Table } from '#store/dynamo-table.ts';
import { erase, rememberErasure } from '#store/erasure.ts';
import { openSessions } from '#store/sessions.ts';
import { readEmail } from './cells.ts';
import {
  command,
  dryRunSaid,
  type Exit,
  exits,
  misused,
  runCommand,
  type Terminal,
  tableOptions,
} from './command.ts';
import { outcomeOf, sayErasings, stepsToErase } from './erasing.ts';
import { onTable } from './on-table.ts';

export const erasePersonCommand = command({
  usage: 'npm run -s erase-person -- --email ADDRESS [options]',
  about: `Erases one person from all stored data: name, job title, email address, history, and the record of
every email to them. Applications, decisions, and partnerships stay, without the name. Emails about them
go to the program’s address, so staff can ask the school for a new contact. Free text may still mention
the person. Review it. The person’s links, sessions, and calendar links stop working.

Not in the table, so not erased by this command:
- the Cognito account (see infra/RUNBOOK.md)
- emails in inboxes and exported files
- point-in-time recovery, which keeps 35 days; rehearse-restore erases the person again`,
  options: {
    email: { value: 'ADDRESS', about: 'the person’s email address', usual: '' },
    'dry-run': { about: 'list what would be erased; change nothing' },
    ...tableOptions,
  },
  exitCodes: `0 = done; 1 = some records were being changed at the same time (run it again); 2 = nothing
done.`,
  run: async (given, terminal, now: Instant = new Date().toISOString()) => {
    const email = normalEmail(given.email);
    if ('problem' in readEmail(email)) return misused(terminal, '--email ADDRESS is required.');
    return onTable(given, terminal, (table) => eraseOne(table, email, given['dry-run'], terminal, now));
  },
});

async function eraseOne(
  table: Table,
  email: string,
  isDryRun: boolean,
  terminal: Terminal,
  now: string,
): Promise<Exit> {
  const steps = await stepsToErase(table, email);
  sayErasings(steps, terminal);
  if (steps.length === 0) {
    terminal.say('No stored data contains this address.');
    return exits.done;
  }
  if (isDryRun) {
    terminal.say(dryRunSaid);
    return exits.done;
  }
  await rememberErasure(table, email, now);
  await openSessions(table).endStaffSessions(email, now);
  return outcomeOf(await erase(table, steps), terminal);
}

if (import.meta.main) await runCommand(erasePersonCommand);
