#!/usr/bin/env node
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { dryRunSaid, type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { judgeAll } from './deploying/checks.ts';
import { listed, stacksOf } from './deploying/facts.ts';
import { sayVerdict } from './deploying/judge.ts';
import { type DeployOrder, readDeployOrder } from './deploying/order.ts';
import { isApproved, type Surroundings, theCloud } from './deploying/surroundings.ts';
import { cdkArguments, typed } from './deploying/toolkit.ts';

const help = `npm run destroy -- dev

Deletes the dev environment and everything in it: the table, keys, and staff accounts. Asks for its name
first. Other environments can’t be deleted this way. See infra/RUNBOOK.md.

  --dry-run         print every step without changing anything
  --approve dev     confirm without a prompt (for CI)
  --help            show this help

Exit codes: 0 = deleted; 2 = nothing changed, or the deletion failed.`;

/** The only environment without real data. */
const destroyable = 'dev';

/** Runs the command. `args` are the arguments after its name. */
export function destroyCommand(
  args: readonly string[],
  terminal: Terminal,
  surroundings: Surroundings = theCloud,
): Promise<Exit> {
  return followRead(destroyableIn(readDeployOrder(args, surroundings.called)), terminal, help, (order) =>
    destroy(order, terminal, surroundings),
  );
}

function destroyableIn(order: Parsed<DeployOrder> | 'help'): Parsed<DeployOrder> | 'help' {
  if (order === 'help' || isBroken(order)) return order;
  const { name, keepsEverything } = order.parsed.environment;
  if (name === destroyable && !keepsEverything) return order;
  return {
    problems: [
      `${name} can’t be destroyed with this command. See “Routine: delete an environment” in infra/RUNBOOK.md.`,
    ],
  };
}

async function destroy(order: DeployOrder, terminal: Terminal, surroundings: Surroundings): Promise<Exit> {
  const { environment, approved, dryRun } = order;
  const { name } = environment;
  const gone = `${listed(stacksOf(environment).map((stack) => stack.name))}, with the table, keys, and staff accounts`;
  if (dryRun) {
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
