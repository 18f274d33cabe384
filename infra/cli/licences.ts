#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Parsed } from '../parsing/parsed.ts';
import { licencePage, licenceProblems } from '../supply/licences.ts';
import { shippedPackages } from '../supply/packages.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s licences [-- --write FILE]

Lists every package that is deployed with its licence, and fails where one is under a licence that
infra/supply/licences.ts does not name.

  --write FILE      puts the list into FILE instead of printing it
  --help`;

const options = { write: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

/** The command; `args` are those after its name. */
const licencesCommand = (args: readonly string[], terminal: Terminal): Promise<Exit> =>
  followRead(readArguments(args), terminal, help, (order) => sayLicences(order, terminal));

type LicencesOrder = { readonly write?: string | undefined };

const readArguments = (args: readonly string[]): Parsed<LicencesOrder> | 'help' =>
  understood((): Parsed<LicencesOrder> | 'help' => {
    const { values } = parseArgs({ args: [...args], options });
    return values.help ? 'help' : { parsed: { write: values.write } };
  });

async function sayLicences({ write }: LicencesOrder, { say, warn }: Terminal): Promise<Exit> {
  const packages = shippedPackages();
  const page = licencePage(packages);
  if (write === undefined) say(page);
  else await writeFile(write, page);
  const problems = licenceProblems(packages);
  for (const problem of problems) warn(problem);
  return problems.length > 0 ? exits.notDone : exits.done;
}

if (import.meta.main) await runCommand(licencesCommand);
