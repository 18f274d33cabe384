#!/usr/bin/env node
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { readDeployed, sayHealth } from './deploying/afterwards.ts';
import { checks, judgeAll, stopping } from './deploying/checks.ts';
import { sayVerdict } from './deploying/judge.ts';
import { type DeployOrder, readDeployOrder } from './deploying/order.ts';
import { type Surroundings, theCloud } from './deploying/surroundings.ts';

const help = `npm run doctor -- ENV

Runs every check that a deployment of ENV would run first, and checks the live site if there is one.
Each line is “ok” or describes the problem and the fix. Changes nothing.

  --dry-run         list the checks; needs no network
  --help            show this help

Exit codes: 0 = all checks pass; 1 = deployable, with warnings; 2 = not deployable.`;

/** Runs the command. `args` are the arguments after its name. */
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
  for (const { name, asks } of checks) say(`${name}: checks ${asks(environment)}`);
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
  if (unasked.length > 0) terminal.say(`not checked: ${unasked.join(', ')}`);
  if (stopping(judged).length > 0) return exits.notDone;
  const deployed = await readDeployed(environment, aws);
  if (!deployed) terminal.say('ok     live: not deployed yet.');
  const healthy = deployed === undefined || (await sayHealth(deployed.origin, terminal));
  return healthy && judged.every(({ verdict }) => verdict.state === 'ok') ? exits.done : exits.unwell;
}

if (import.meta.main) await runCommand(doctorCommand);
