#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { normalEmail } from '#domain/base/person.ts';
import { erase, rememberErasure } from '#store/erasure.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import {
  addressFrom,
  dryRunSaid,
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
import { outcomeOf, sayErasings, stepsToErase } from './erasing.ts';
import { understood } from './pairing/arguments.ts';
import { readEmail } from './visits/cells.ts';

const help = `npm run -s erase-person -- --email ADDRESS [options]

Erases one person from all stored data: name, job title, email address, history, and the record of
every email to them. Applications, decisions, and partnerships stay, without the name. Emails about them
go to the program’s address, so staff can ask the school for a new contact. Free text may still mention
the person. Review it.

Not in the table, so not erased by this command:
- the Cognito account (see infra/RUNBOOK.md)
- emails in inboxes and exported files
- point-in-time recovery, which keeps 35 days; rehearse-restore erases the person again

  --email ADDRESS   the person’s email address
  --dry-run         list what would be erased; change nothing
${tableHelp}

Exit codes: 0 = done; 1 = some records were being changed at the same time (run it again); 2 = nothing
done.`;

/** Runs the command. `args` are the arguments after its name. */
export function erasePersonCommand(
  args: readonly string[],
  terminal: Terminal,
  now = new Date().toISOString(),
): Promise<Exit> {
  return followRead(readArguments(args, terminal), terminal, help, (order) => eraseOne(order, terminal, now));
}

async function eraseOne(
  { address, email, dryRun }: EraseOrder,
  terminal: Terminal,
  now: string,
): Promise<Exit> {
  const table = tableAt(address);
  try {
    const steps = await stepsToErase(table, email);
    sayErasings(steps, terminal);
    if (steps.length === 0) {
      terminal.say('No stored data contains this address.');
      return exits.done;
    }
    if (dryRun) {
      terminal.say(dryRunSaid);
      return exits.done;
    }
    await rememberErasure(table, email, now);
    return outcomeOf(await erase(table, steps), terminal);
  } finally {
    table.client.destroy();
  }
}

type EraseOrder = { readonly address: TableAddress; readonly email: string; readonly dryRun: boolean };

function readArguments(args: readonly string[], terminal: Terminal): Parsed<EraseOrder> | 'help' {
  return understood((): Parsed<EraseOrder> | 'help' => {
    const options = {
      ...tableOptions,
      email: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const email = normalEmail(values.email ?? '');
    if ('problem' in readEmail(email)) return { problems: ['--email ADDRESS is required.'] };
    const address = addressFrom(values, terminal);
    if (isBroken(address)) return address;
    return { parsed: { address: address.parsed, email, dryRun: values['dry-run'] } };
  });
}

if (import.meta.main) await runCommand((args, terminal) => erasePersonCommand(args, terminal));
