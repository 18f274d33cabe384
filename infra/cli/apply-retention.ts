#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { endsOn, mayForgetPeople } from '#domain/program/cycle.ts';
import { openStore } from '#store/applications.ts';
import { erase, stepsForCycles } from '#store/erasure.ts';
import { environmentNamed } from '../environments.ts';
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
import { outcomeOf, sayErasings } from './erasing.ts';
import { understood } from './pairing/arguments.ts';

const help = `npm run -s apply-retention -- ENV [options]

Erases people from every cycle that ended more than keepsPeopleMonths ago (see the environment’s record).
This covers applicants, contacts, reviewers, facilitators, history, review notes, and email records.
District decisions stay: applications with their answers, scores, outcomes, and reasons, partnerships,
and pairings. The service also does this every night.

  --dry-run         list what would be erased; change nothing
${tableHelp}

Exit codes: 0 = done; 1 = some records were being changed at the same time (run it again); 2 = nothing
done.`;

/** Runs the command. `args` are the arguments after its name. */
export function applyRetentionCommand(
  args: readonly string[],
  terminal: Terminal,
  now = new Date().toISOString(),
): Promise<Exit> {
  return followRead(readArguments(args, terminal), terminal, help, (order) => apply(order, terminal, now));
}

type RetentionOrder = { readonly address: TableAddress; readonly months: number; readonly dryRun: boolean };

function readArguments(args: readonly string[], terminal: Terminal): Parsed<RetentionOrder> | 'help' {
  return understood((): Parsed<RetentionOrder> | 'help' => {
    const options = { ...tableOptions, 'dry-run': { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'help';
    const months = monthsOf(positionals);
    if (isBroken(months)) return months;
    const address = addressFrom(values, terminal);
    if (isBroken(address)) return address;
    return { parsed: { address: address.parsed, months: months.parsed, dryRun: values['dry-run'] } };
  });
}

function monthsOf([name, ...more]: readonly string[]): Parsed<number> {
  if (name === undefined || more.length > 0) return { problems: ['ENV is required.'] };
  try {
    return { parsed: environmentNamed(name).keepsPeopleMonths };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: [error.message] };
  }
}

async function apply(
  { address, months, dryRun }: RetentionOrder,
  terminal: Terminal,
  now: string,
): Promise<Exit> {
  const table = tableAt(address);
  try {
    const cycles = await openStore(address.tableName, table).cycles();
    const due = cycles.filter((cycle) => mayForgetPeople(cycle, months, now));
    for (const cycle of cycles)
      terminal.say(
        `Cycle ${cycle.id} ended on ${endsOn(cycle)}. Its people ${due.includes(cycle) ? 'are due to be erased' : `will be kept until ${months} months after that`}.`,
      );
    const steps = await stepsForCycles(
      table,
      due.map(({ id }) => id),
    );
    sayErasings(steps, terminal);
    if (dryRun) {
      terminal.say(dryRunSaid);
      return exits.done;
    }
    return outcomeOf(await erase(table, steps), terminal);
  } finally {
    table.client.destroy();
  }
}

if (import.meta.main) await runCommand((args, terminal) => applyRetentionCommand(args, terminal));
