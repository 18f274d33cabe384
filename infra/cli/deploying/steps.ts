import { checks } from './checks.ts';
import { pagesToVisit } from './live.ts';
import type { DeployOrder } from './orders.ts';
import { defaultCycleFile } from './seeding.ts';
import { listed, stacksOf } from './stack-names.ts';
import { cdkArguments, typed } from './toolkit.ts';

const saidOfRelease = {
  canary:
    'give a tenth of the requests to each new version of a function, and all after five minutes in which none of its alarms rings',
  'all-at-once': 'give all requests to each new version of a function at once, whatever alarms ring',
} as const;

/** Every step of a deployment in its order, as sentences, for a dry run. */
export function stepsOf(order: DeployOrder): readonly string[] {
  const { environment, cycleFile, schoolsFile } = order;
  const { name } = environment;
  const stacks = stacksOf(environment).map((stack) => stack.name);
  return [
    ...checks.map((check) => `check ${check.name}: ${check.asks(environment)}`),
    `bundle the functions and synthesize the stacks: ${typed(cdkArguments.synthesize(environment))}`,
    `compare ${listed(stacks)} with what is deployed (cloudformation:GetTemplate), and say what is destroyed or replaced first`,
    ...(environment.keepsEverything
      ? [
          'stop where anything that holds data would be destroyed or replaced',
          `ask for the name of the environment, ${name}, to be typed`,
        ]
      : []),
    `deploy ${listed(stacks)}, in this order: ${typed(cdkArguments.deploy(name))}`,
    saidOfRelease[environment.release],
    cycleFile === undefined
      ? `open the cycle of ${defaultCycleFile} where the table has none yet`
      : `open the cycle of ${cycleFile}, in place of the one of its id`,
    schoolsFile === undefined
      ? 'import no schools: no file of them was named with --schools'
      : `import the schools of ${schoolsFile}`,
    `visit the live address: ${pagesToVisit.map(({ path }) => path).join(', ')}, and look at what comes and under which headers`,
    'say which DNS records are still to be made, what it costs a month, and how to keep what was released',
  ];
}
