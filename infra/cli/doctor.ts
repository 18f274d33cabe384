#!/usr/bin/env node
import type { Environment } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import { command, type Exit, exits, found, misused, runCommand, type Terminal } from './command.ts';
import { readDeployed, sayHealth } from './deploying/afterwards.ts';
import { checks, judgeAll, stopping } from './deploying/checks.ts';
import { sayVerdict } from './deploying/judge.ts';
import { type Surroundings, theCloud } from './deploying/surroundings.ts';

export const doctorCommand = command({
  usage: 'npm run doctor -- ENV',
  about: `Runs every check that a deployment of ENV would run first, and checks the live site if there is one.
Each line is “ok” or describes the problem and the fix. Changes nothing.`,
  takes: ['env'],
  example: 'dev',
  options: { 'dry-run': { about: 'list the checks; needs no network' } },
  exitCodes: '0 = all checks pass; 1 = deployable, with warnings; 2 = not deployable.',
  run: async (given, terminal, surroundings: Surroundings = theCloud) => {
    const environment = found(() => surroundings.called(given.env));
    if (isBroken(environment)) return misused(terminal, ...environment.problems);
    return given['dry-run']
      ? sayQuestions(environment.parsed, terminal)
      : examine(environment.parsed, terminal, surroundings);
  },
});

function sayQuestions(environment: Environment, { say }: Terminal): Exit {
  for (const { name, asks } of checks) say(`${name}: checks ${asks(environment)}`);
  return exits.done;
}

async function examine(
  environment: Environment,
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
