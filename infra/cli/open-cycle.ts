#!/usr/bin/env node
import { sayDeadline } from '#domain/program/cycle.ts';
import { openStore } from '#store/applications.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  dryRunSaid,
  type Exit,
  exits,
  followOrder,
  type Order,
  runCommand,
  sharedHelp,
  type Terminal,
  tableAt,
} from './command.ts';
import { loadCycle } from './cycle-file.ts';

const help = `npm run -s open-cycle -- FILE [options]

Loads a cycle, with its program rules and calendar, into the table. Schools can then apply during its
application window. Running it again replaces the cycle with the same ID.
See programs/README.md for the file formats.

${sharedHelp}

Exit codes: 0 = cycle loaded; 2 = nothing done.`;

/** Runs the command. `args` are the arguments after its name. */
export const openCycleCommand = (args: readonly string[], terminal: Terminal): Promise<Exit> =>
  followOrder(args, terminal, help, (order) => openFile(order, terminal));

async function openFile({ file, address }: Order, { say, warn }: Terminal): Promise<Exit> {
  const cycle = await loadCycle(file);
  if (isBroken(cycle)) {
    cycle.problems.forEach(warn);
    return exits.notDone;
  }
  const { name, program } = cycle.parsed;
  const what = `${program.name} ${name}, open until ${sayDeadline(cycle.parsed)}`;
  if (!address) {
    say(`${what}. ${dryRunSaid}`);
    return exits.done;
  }
  const table = tableAt(address);
  await openStore(address.tableName, table).putCycle(cycle.parsed);
  table.client.destroy();
  say(what);
  return exits.done;
}

if (import.meta.main) await runCommand(openCycleCommand);
