#!/usr/bin/env node
import { licensePage, licenseProblems, shippedPackages } from '../supply/licenses.ts';
import { command, type Exit, exits, refused, runCommand, type Terminal } from './command.ts';
import { writeAll } from './write-files.ts';

const licensesCommand = command({
  usage: 'npm run -s licenses [-- --write FILE]',
  about: `Lists every deployed package with its license. Fails if infra/supply/licenses.ts doesn’t approve one
of them.`,
  options: { write: { value: 'FILE', about: 'write the list to FILE instead of printing it' } },
  run: sayLicenses,
});

async function sayLicenses(
  { write }: { readonly write: string | undefined },
  terminal: Terminal,
): Promise<Exit> {
  const packages = shippedPackages();
  const page = licensePage(packages);
  const fault = write === undefined ? undefined : await writeAll([{ file: write, pieces: [page] }]);
  if (write === undefined) terminal.say(page);
  const problems = [...(fault === undefined ? [] : [fault]), ...licenseProblems(packages)];
  return problems.length > 0 ? refused(terminal, problems) : exits.done;
}

if (import.meta.main) await runCommand(licensesCommand);
