#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { normalEmail } from '../../shared/domain/person.ts';
import { erase, rememberErasure } from '../../shared/store/erasure.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { outcomeOf, sayErasings } from './erasing/say-erasings.ts';
import { stepsToErase } from './erasing/steps.ts';
import { understood } from './pairing/arguments.ts';
import { type TableAddress, tableAt } from './table.ts';
import { addressFrom, tableHelp, tableOptions } from './table-arguments.ts';
import { runCommand } from './terminal.ts';
import { readEmail } from './visits/email.ts';

const help = `npm run -s erase-person -- --email ADDRESS [options]

Takes one person out of everything that is kept: name, position and address, lines of history, and the
record of every letter to them. Applications, decisions and partnerships stay, without the name; letters
about them go to the program's own address from then on, so that staff can ask the school for another
contact. Texts that somebody wrote may still name the person in other words: read them.

Not in the table, and so not done here: the account in Cognito (infra/RUNBOOK.md says how), letters in
inboxes, files that were exported, and point-in-time recovery, which forgets after 35 days. A table that
is restored by rehearse-restore in that time is cleared of the person again.

  --dry-run         lists what would go; writes nothing
${tableHelp}

Exit code: 0 done, 1 some records were being changed by others (run it again), 2 nothing was done.`;

/** The command; `args` are those after its name. */
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
      terminal.say('Nothing that is kept names this address.');
      return exits.done;
    }
    if (dryRun) {
      terminal.say('Nothing was written.');
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
    if ('problem' in readEmail(email)) return { problems: ['Whom? Give the whole address with --email.'] };
    const address = addressFrom(values, terminal);
    if (isBroken(address)) return address;
    return { parsed: { address: address.parsed, email, dryRun: values['dry-run'] } };
  });
}

if (import.meta.main) await runCommand((args, terminal) => erasePersonCommand(args, terminal));
