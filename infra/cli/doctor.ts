#!/usr/bin/env node
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { readDeployed, sayHealth } from './deploying/afterwards.ts';
import { checks, judgeAll, stopping } from './deploying/checks.ts';
import { type DeployOrder, readDeployOrder } from './deploying/orders.ts';
import { type Surroundings, theCloud } from './deploying/surroundings.ts';
import { sayVerdict } from './deploying/verdict.ts';
import { runCommand } from './terminal.ts';

const help = `npm run doctor -- ENV

Asks everything that a deployment of ENV would ask before it changes anything, and visits the live
address where there is one. Every line is ok, or what is wrong and the fix. Changes nothing.

  --dry-run         only says what would be asked; needs no network
  --help

Exit code: 0 all is well, 1 it can be deployed but is not well, 2 it cannot be deployed.`;

/** The command; `args` are those after its name. */
export function doctorCommand(
  args: readonly string[],
  terminal: Terminal,
  surroundings: Surroundings = theCloud,
): Promise<Exit> {
  return followRead(readDeployOrder(args, surroundings.called), terminal, help, async (order) =>
    order.dryRun ? sayQuestions(order, terminal) : examine(order, terminal, surroundings),
  );
}

function sayQuestions({ environment }: DeployOrder, { say }: Terminal): Exit {
  for (const { name, asks } of checks) say(`${name}: asks ${asks(environment)}`);
  return exits.done;
}

async function examine(
  { environment }: DeployOrder,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<Exit> {
  const aws = surroundings.aws(environment);
  const judged = judgeAll(environment, await aws.facts());
  for (const { name, verdict } of judged) terminal.say(sayVerdict(name, verdict));
  const unasked = checks.slice(judged.length).map(({ name }) => name);
  if (unasked.length > 0) terminal.say(`not asked: ${unasked.join(', ')}`);
  if (stopping(judged).length > 0) return exits.notDone;
  const deployed = await readDeployed(environment, aws);
  if (!deployed) terminal.say('ok     live: nothing is deployed yet.');
  const healthy = deployed === undefined || (await sayHealth(deployed.origin, terminal));
  return healthy && judged.every(({ verdict }) => verdict.state === 'ok') ? exits.done : exits.unwell;
}

if (import.meta.main) await runCommand(doctorCommand);
