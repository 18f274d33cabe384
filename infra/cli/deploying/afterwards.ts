import { prices } from '../../cost/prices.ts';
import { sayStanding, standingCost } from '../../cost/standing.ts';
import { type Exit, exits, type Terminal } from '../command.ts';
import type { Aws } from './aws.ts';
import { pricedIn } from './compare.ts';
import { stacksOf } from './facts.ts';
import { seed } from './seeding.ts';
import type { DeployOrder } from './surroundings.ts';
import type { Templates } from './toolkit.ts';
import { visitAll } from './visit.ts';

/** The outputs of the deployed stacks. */
type Deployed = {
  readonly origin: string;
  readonly tableName: string;
  /** DNS records that people must create, as `NAME CNAME VALUE`. */
  readonly records: readonly string[];
};

/** Reads them from the outputs of all stacks; undefined until the service is deployed completely. */
function deployedFrom(outputs: Readonly<Record<string, string>>): Deployed | undefined {
  const entries = Object.entries(outputs);
  const of = (construct: RegExp) => entries.find(([key]) => construct.test(key))?.[1];
  const origin = of(/^WebOrigin[0-9A-F]{8}$/);
  const tableName = of(/^ProgramTableName[0-9A-F]{8}$/);
  if (origin === undefined || tableName === undefined) return undefined;
  const records = entries.filter(([, value]) => / CNAME /.test(value)).map(([, value]) => value);
  return { origin, tableName, records: records.sort() };
}

/** Reads the outputs of an environment's stacks. */
export async function readDeployed(
  environment: DeployOrder['environment'],
  aws: Aws,
): Promise<Deployed | undefined> {
  const answers = await Promise.all(stacksOf(environment).map(aws.stack));
  return deployedFrom(
    Object.assign({}, ...answers.map((answer) => ('found' in answer ? answer.found.outputs : {}))),
  );
}

/** Loads the program, checks the live site, and prints the remaining steps and the cost. */
export async function finish(
  order: DeployOrder,
  { origin, tableName, records }: Deployed,
  templates: Templates,
  terminal: Terminal,
): Promise<Exit> {
  const { say } = terminal;
  const seeded = await seed(order, tableName, terminal);
  const healthy = await sayHealth(origin, terminal);
  for (const record of records) say(`DNS record to create, if it doesn’t exist yet: ${record}`);
  const { alarmAddress } = order.environment;
  if (alarmAddress !== undefined)
    say(`SNS emailed ${alarmAddress}. Open its link to confirm, or you won’t get any alarms.`);
  for (const line of sayStanding(standingCost(pricedIn(templates), prices), prices)) say(line);
  say(`Record this release: run npm run release-template -- ${order.environment.name}, and commit the file.`);
  return healthy ? seeded : exits.unwell;
}

/** Checks the live site and prints its health. */
export async function sayHealth(origin: string, { say, warn }: Terminal): Promise<boolean> {
  const faults = await visitAll(origin);
  if (faults.length === 0) {
    say(`ok     live: ${origin} responds with the expected security headers.`);
    return true;
  }
  for (const fault of faults) warn(`unwell live: ${origin}${fault}.`);
  warn(
    'If DNS is new, wait a minute. Otherwise, deploy the previous commit with --all-at-once, because CodeDeploy blocks a canary while an alarm is firing (infra/RUNBOOK.md, “Routine: roll back”).',
  );
  return false;
}
