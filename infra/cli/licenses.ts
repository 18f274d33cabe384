#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Parsed } from '../parsing/parsed.ts';
import { licensePage, licenseProblems, shippedPackages } from '../supply/licenses.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';

const help = `npm run -s licenses [-- --write FILE]

Lists every deployed package with its license. Fails if infra/supply/licenses.ts doesn’t approve one
of them.

  --write FILE      write the list to FILE instead of printing it
  --help            show this help`;

const options = { write: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

/** Runs the command. `args` are the arguments after its name. */
const licensesCommand = (args: readonly string[], terminal: Terminal): Promise<Exit> =>
  followRead(readArguments(args), terminal, help, (order) => sayLicenses(order, terminal));

type LicensesOrder = { readonly write?: string | undefined };

const readArguments = (args: readonly string[]): Parsed<LicensesOrder> | 'help' =>
  understood((): Parsed<LicensesOrder> | 'help' => {
    const { values } = parseArgs({ args: [...args], options });
    return values.help ? 'help' : { parsed: { write: values.write } };
  });

async function sayLicenses({ write }: LicensesOrder, { say, warn }: Terminal): Promise<Exit> {
  const packages = shippedPackages();
  const page = licensePage(packages);
  if (write === undefined) say(page);
  else await writeFile(write, page);
  const problems = licenseProblems(packages);
  for (const problem of problems) warn(problem);
  return problems.length > 0 ? exits.notDone : exits.done;
}

if (import.meta.main) await runCommand(licensesCommand);
