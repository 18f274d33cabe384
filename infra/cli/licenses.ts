#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { licensePage, licenseProblems, shippedPackages } from '../supply/licenses.ts';
import { command, type Exit, exits, runCommand, type Terminal } from './command.ts';

const licensesCommand = command({
  usage: 'npm run -s licenses [-- --write FILE]',
  about: `Lists every deployed package with its license. Fails if infra/supply/licenses.ts doesn’t approve one
of them.`,
  options: { write: { value: 'FILE', about: 'write the list to FILE instead of printing it' } },
  run: sayLicenses,
});

async function sayLicenses(
  { write }: { readonly write: string | undefined },
  { say, warn }: Terminal,
): Promise<Exit> {
  const packages = shippedPackages();
  const page = licensePage(packages);
  if (write === undefined) say(page);
  else await writeFile(write, page);
  const problems = licenseProblems(packages);
  for (const problem of problems) warn(problem);
  return problems.length > 0 ? exits.notDone : exits.done;
}

if (import.meta.main) await runCommand(licensesCommand);
