#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { endsOn, mayForgetPeople } from '../../shared/domain/cycle.ts';
import { erase, stepsForCycles } from '../../shared/store/erasure.ts';
import { openStore } from '../../shared/store/store.ts';
import { environmentNamed } from '../environments.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { outcomeOf, sayErasings } from './erasing/say-erasings.ts';
import { understood } from './pairing/arguments.ts';
import { type TableAddress, tableAt } from './table.ts';
import { addressFrom, tableHelp, tableOptions } from './table-arguments.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s apply-retention -- ENV [options]

Takes people out of every cycle whose year ended more than keepsPeopleMonths of the environment's record
ago: applicants and contacts, reviewers and facilitators, lines of history, what readers wrote, and the
records of letters. What the district decided stays: applications with their answers, scores, outcomes
and reasons, partnerships, pairings. The service does the same by itself every night.

  --dry-run         lists what would go; writes nothing
${tableHelp}

Exit code: 0 done, 1 some records were being changed by others (run it again), 2 nothing was done.`;

/** The command; `args` are those after its name. */
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
  if (name === undefined || more.length > 0) return { problems: ['One ENV is needed.'] };
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
        `Cycle ${cycle.id} ended on ${endsOn(cycle)}: its people ${due.includes(cycle) ? 'go' : `stay until ${months} months after`}.`,
      );
    const steps = await stepsForCycles(
      table,
      due.map(({ id }) => id),
    );
    sayErasings(steps, terminal);
    if (dryRun) {
      terminal.say('Nothing was written.');
      return exits.done;
    }
    return outcomeOf(await erase(table, steps), terminal);
  } finally {
    table.client.destroy();
  }
}

if (import.meta.main) await runCommand((args, terminal) => applyRetentionCommand(args, terminal));
