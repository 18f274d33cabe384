#!/usr/bin/env node
import type { Environment } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  dryRunSaid,
  type Exit,
  exits,
  found,
  misused,
  runCommand,
  type Terminal,
} from './command.ts';
import { judgeAll } from './deploying/checks.ts';
import { listed, stacksOf } from './deploying/facts.ts';
import { sayVerdict } from './deploying/judge.ts';
import { isApproved, type Surroundings, theCloud } from './deploying/surroundings.ts';
import { cdkArguments, typed } from './deploying/toolkit.ts';

/** The only environment without real data. */
const destroyable = 'dev';

export const destroyCommand = command({
  usage: 'npm run destroy -- dev',
  about: `Deletes the dev environment and everything in it: the table, keys, and staff accounts. Asks for its name
first. Other environments can’t be deleted this way. See infra/RUNBOOK.md.`,
  takes: ['env'],
  example: 'dev',
  options: {
    'dry-run': { about: 'print every step without changing anything' },
    approve: { value: 'dev', about: 'confirm without a prompt (for CI)' },
  },
  exitCodes: '0 = deleted; 2 = nothing changed, or the deletion failed.',
  run: async (given, terminal, surroundings: Surroundings = theCloud) => {
    const environment = found(() => surroundings.called(given.env));
    if (isBroken(environment)) return misused(terminal, ...environment.problems);
    const { name, keepsEverything } = environment.parsed;
    if (name === destroyable && !keepsEverything)
      return destroy(environment.parsed, given, terminal, surroundings);
    return misused(
      terminal,
      `${name} can’t be destroyed with this command. See “Routine: delete an environment” in infra/RUNBOOK.md.`,
    );
  },
});

type Given = { readonly 'dry-run': boolean; readonly approve: string | undefined };

async function destroy(
  environment: Environment,
  { 'dry-run': isDryRun, approve: approved }: Given,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<Exit> {
  const { name } = environment;
  const gone = `${listed(stacksOf(environment).map((stack) => stack.name))}, with the table, keys, and staff accounts`;
  if (isDryRun) {
    terminal.say(
      `This would ask for the name ${name} and delete ${gone}: ${typed(cdkArguments.destroy(name))}. ${dryRunSaid}`,
    );
    return exits.done;
  }
  const facts = await surroundings.aws(environment).facts();
  const credentials = judgeAll(environment, facts).find((judged) => judged.name === 'credentials');
  if (credentials?.verdict.state !== 'ok') {
    if (credentials) terminal.warn(sayVerdict('credentials', credentials.verdict));
    return exits.notDone;
  }
  terminal.say(`This deletes ${gone}, in ${credentials.verdict.says}.`);
  if (!(await isApproved(name, approved, terminal))) return exits.notDone;
  await surroundings.toolkit.destroy(environment);
  terminal.say(`${name} deleted.`);
  return exits.done;
}

if (import.meta.main) await runCommand(destroyCommand);
