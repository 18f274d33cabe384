#!/usr/bin/env node
import { lossesOf, sayRefusal } from '../checks/template-changes.ts';
import { releasedAs } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import {
  command,
  type Exit,
  exits,
  found,
  ignoredColumns,
  misused,
  runCommand,
  sheetOptions,
  type Terminal,
} from './command.ts';
import { finish, readDeployed } from './deploying/afterwards.ts';
import { judgeAll, stopping } from './deploying/checks.ts';
import { compareWithDeployed, sayCompared } from './deploying/compare.ts';
import { judgeRecord, sayVerdict, unanswered } from './deploying/judge.ts';
import { stepsOf } from './deploying/steps.ts';
import { type DeployOrder, isApproved, type Surroundings, theCloud } from './deploying/surroundings.ts';

export const deployCommand = command({
  usage: 'npm run deploy -- ENV [options]',
  about: `Deploys ENV (from infra/environments.ts) to the AWS account you’re signed in to. Nothing changes until
all checks pass. Then the command:
- shows what will change, destructive changes first
- asks for confirmation in protected environments and before any data loss
- deploys, opens the cycle, and checks the live site`,
  takes: ['env'],
  example: 'dev',
  options: {
    'dry-run': { about: 'print every step without asking or changing anything; needs no network' },
    approve: { value: 'ENV', about: 'confirm without a prompt (for CI)' },
    'all-at-once': {
      about: `skip the canary and shift all traffic at once, even while alarms are firing; use it
for fixes that a canary would block`,
    },
    cycle: {
      value: 'FILE',
      about: `a cycle to open, replacing any with the same ID (default: the built-in cycle, only
if the table has none)`,
    },
    schools: { value: 'FILE', about: 'schools to import (CSV)' },
    columns: { value: 'FILE', about: 'map columns of the schools file that have other names' },
    ...sheetOptions,
  },
  exitCodes: `0 = deployed and healthy; 1 = deployed, with follow-up steps; 2 = nothing changed, or the
deployment failed.`,
  run: async (given, terminal, surroundings: Surroundings = theCloud) => {
    const environment = found(() => surroundings.called(given.env));
    if (isBroken(environment)) return misused(terminal, ...environment.problems);
    const order = {
      environment: releasedAs(environment.parsed, given['all-at-once'] ? 'all-at-once' : undefined),
      approved: given.approve,
      cycleFile: given.cycle,
      schoolsFile: given.schools,
      columnsFile: given.columns,
      ignored: ignoredColumns(given),
    };
    return given['dry-run'] ? sayPlan(order, terminal) : deploy(order, terminal, surroundings);
  },
});

function sayPlan(order: DeployOrder, { say }: Terminal): Exit {
  const { environment } = order;
  say(`What \`npm run deploy -- ${environment.name}\` would do (dry run; nothing is changed):`);
  for (const [index, step] of stepsOf(order).entries()) say(`${String(index + 1).padStart(3)}. ${step}`);
  const record = judgeRecord(environment);
  if (record.state === 'stops') say(`It would stop at step 1. ${sayVerdict('record', record)}`);
  if (record.state === 'warns') say(sayVerdict('record', record));
  return exits.done;
}

async function deploy(order: DeployOrder, terminal: Terminal, surroundings: Surroundings): Promise<Exit> {
  const { say, warn } = terminal;
  const { environment, approved } = order;
  const aws = surroundings.aws(environment);
  const judged = judgeAll(environment, await aws.facts());
  for (const { name, verdict } of judged) (verdict.state === 'stops' ? warn : say)(sayVerdict(name, verdict));
  if (stopping(judged).length > 0) return exits.notDone;
  const templates = await surroundings.toolkit.synthesize(environment);
  const compared = await compareWithDeployed(environment, aws, templates);
  if ('failed' in compared) {
    warn(sayVerdict('changes', unanswered(compared.failed, 'cloudformation:GetTemplate')));
    return exits.notDone;
  }
  sayCompared(compared, terminal);
  // A deployment can recreate everything in the other stacks.
  const losses = lossesOf(
    compared.filter(({ stack }) => stack.part === 'data').flatMap(({ changes }) => changes),
  );
  if (environment.keepsEverything && losses.length > 0) {
    warn(sayRefusal(losses));
    return exits.notDone;
  }
  const mustBeAsked = environment.keepsEverything || losses.length > 0;
  if (mustBeAsked && !(await isApproved(environment.name, approved, terminal))) return exits.notDone;
  // The commands that fill the table read the region from the shell.
  process.env.AWS_REGION = environment.region;
  await deployStacks(environment, surroundings, terminal);
  const deployed = await readDeployed(environment, aws);
  if (!deployed)
    throw new Error('The stacks were deployed, but their outputs don’t include an address or a table');
  return finish(order, deployed, templates, terminal);
}

async function deployStacks(
  environment: DeployOrder['environment'],
  { toolkit }: Surroundings,
  { warn }: Terminal,
): Promise<void> {
  try {
    await toolkit.deploy(environment);
  } catch (error) {
    if (environment.release === 'canary')
      warn(
        'If CodeDeploy says ALARM_ACTIVE and this deployment is the fix, add --all-at-once (infra/RUNBOOK.md, “Routine: deploy while an alarm rings”).',
      );
    throw error;
  }
}

if (import.meta.main) await runCommand(deployCommand);
