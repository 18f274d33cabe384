import { checks } from './checks.ts';
import { listed, stacksOf } from './facts.ts';
import { defaultCycleFile } from './seeding.ts';
import type { DeployOrder } from './surroundings.ts';
import { cdkArguments, typed } from './toolkit.ts';
import { pagesToVisit } from './visit.ts';

const saidOfRelease = {
  canary:
    'shift a tenth of the traffic to each new version, and the rest after five minutes without an alarm',
  'all-at-once': 'shift all traffic to each new version at once, even while alarms are firing',
} as const;

/** Every step of a deployment, in order, as sentences for a dry run. */
export function stepsOf(order: DeployOrder): readonly string[] {
  const { environment, cycleFile, schoolsFile } = order;
  const { name } = environment;
  const stacks = stacksOf(environment).map((stack) => stack.name);
  return [
    ...checks.map((check) => `check ${check.name}: ${check.asks(environment)}`),
    `bundle the functions and synthesize the stacks: ${typed(cdkArguments.synthesize(environment))}`,
    `compare ${listed(stacks)} with what is deployed (cloudformation:GetTemplate), and show what will be destroyed or replaced first`,
    ...(environment.keepsEverything
      ? [
          'stop if anything that holds data would be destroyed or replaced',
          `ask you to type the name of the environment, ${name}`,
        ]
      : []),
    `deploy ${listed(stacks)}, in this order: ${typed(cdkArguments.deploy(name))}`,
    saidOfRelease[environment.release],
    cycleFile === undefined
      ? `open the cycle from ${defaultCycleFile} if the table has none yet`
      : `open the cycle from ${cycleFile}, replacing any with the same ID`,
    schoolsFile === undefined
      ? 'import no schools (no --schools file given)'
      : `import the schools from ${schoolsFile}`,
    `check the live site: ${pagesToVisit.map(({ path }) => path).join(', ')}, with their status and headers`,
    'list DNS records to create, the monthly cost, and how to record this release',
  ];
}
