#!/usr/bin/env node
import { lossesOf } from '../templates/changes.ts';
import { sayRefusal } from '../templates/say-changes.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { finish, readDeployed } from './deploying/afterwards.ts';
import { judgeAll, stopping } from './deploying/checks.ts';
import { compareWithDeployed, sayCompared } from './deploying/compare.ts';
import { judgeRecord } from './deploying/judge-account.ts';
import { type DeployOrder, readDeployOrder } from './deploying/orders.ts';
import { stepsOf } from './deploying/steps.ts';
import { isApproved, type Surroundings, theCloud } from './deploying/surroundings.ts';
import { sayVerdict, unanswered } from './deploying/verdict.ts';
import { runCommand } from './terminal.ts';

const help = `npm run deploy -- ENV [options]

Deploys the environment ENV of infra/environments.ts into the account that the shell is signed in to:
checks everything first, says what changes (whatever is destroyed or replaced first), asks before an
environment that keeps everything and before anything is lost in another, deploys, opens the cycle, and looks at the live address.
Nothing changes before all checks are well.

  --dry-run         only says every step; asks and changes nothing, and needs no network
  --approve ENV     the name that would be asked for, where nobody can type it
  --all-at-once     every new version takes over at once, whatever alarms ring: for what mends a function
                    that fails, which a canary would not let in while its alarm rings
  --cycle FILE      a cycle to open, in place of the one of its id; else the one that is shipped,
                    and only in a table that has none
  --schools FILE    a CSV file of schools to import
  --columns FILE    a mapping, for a file of schools whose columns are called otherwise
  --help

Exit code: 0 deployed and well, 1 deployed but something is left to do, 2 nothing was changed, or the
deployment failed.`;

/** The command; `args` are those after its name. */
export function deployCommand(
  args: readonly string[],
  terminal: Terminal,
  surroundings: Surroundings = theCloud,
): Promise<Exit> {
  return followRead(readDeployOrder(args, surroundings.called), terminal, help, async (order) =>
    order.dryRun ? sayPlan(order, terminal) : deploy(order, terminal, surroundings),
  );
}

function sayPlan(order: DeployOrder, { say }: Terminal): Exit {
  const { environment } = order;
  say(`What \`npm run deploy -- ${environment.name}\` does. Nothing of it is done now.`);
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
  // The other stacks hold nothing that a deployment would not make again.
  const losses = lossesOf(
    compared.filter(({ stack }) => stack.part === 'data').flatMap(({ changes }) => changes),
  );
  if (environment.keepsEverything && losses.length > 0) {
    warn(sayRefusal(losses));
    return exits.notDone;
  }
  const mustBeAsked = environment.keepsEverything || losses.length > 0;
  if (mustBeAsked && !(await isApproved(environment.name, approved, terminal))) return exits.notDone;
  // The commands that fill the table look for it where the shell says.
  process.env.AWS_REGION = environment.region;
  await deployStacks(environment, surroundings, terminal);
  const deployed = await readDeployed(environment, aws);
  if (!deployed) throw new Error('The stacks are deployed, but name no address and no table');
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
        'Where CodeDeploy says ALARM_ACTIVE and this deployment is to end what rings, add --all-at-once (infra/RUNBOOK.md, “Routine: deploy while an alarm rings”).',
      );
    throw error;
  }
}

if (import.meta.main) await runCommand(deployCommand);
