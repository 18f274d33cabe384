import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { deployCommand } from '../../../infra/cli/deploy.ts';
import { seed } from '../../../infra/cli/deploying/seeding.ts';
import { type Environment, environmentNames } from '../../../infra/environments.ts';
import { openStore } from '../../store/store.ts';
import { startTable, type TestTable } from '../../store/table.ts';
import { run } from '../run.ts';
import { type Account, type Cloud, openCloud, readyAccount, signIn } from './cloud.ts';
import { type LiveAddress, openLiveAddress } from './live-address.ts';
import { ownRecord, show, surroundingsOf } from './shell.ts';

let cloud: Cloud;
let table: TestTable;
let live: LiveAddress;
beforeAll(async () => {
  [cloud, table, live] = [await openCloud(), await startTable(), await openLiveAddress()];
});
beforeEach(signIn);
afterEach(() => cloud.become(readyAccount));
afterAll(() => Promise.all([cloud.stop(), table.stop(), live.stop()]));

const alarms = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`Alarm${n}`, { Type: 'AWS::CloudWatch::Alarm' }]),
  );
const keyed = (key: string) => ({
  ProgramTableF03FD5E5: {
    Type: 'AWS::DynamoDB::Table',
    UpdateReplacePolicy: 'Retain',
    Properties: { KeySchema: [{ AttributeName: key, KeyType: 'HASH' }], AttributeDefinitions: [] },
  },
});

/** The account after the deployment. */
const deployedAs = (name: string, origin = live.origin): Account => ({
  ...readyAccount,
  identities: { 'district.test': true },
  stacks: {
    [`learning-partners-${name}-data`]: {
      status: 'UPDATE_COMPLETE',
      outputs: { ProgramTableNameF79FFF91: table.tableName },
      template: { Resources: keyed('pk') },
    },
    [`learning-partners-${name}-service`]: {
      status: 'UPDATE_COMPLETE',
      outputs: {
        WebOriginDB72567B: origin,
        MailDkimRecord1AAAAAAAA: 'a._domainkey.district.test CNAME a.dkim.amazonses.com',
      },
      template: { Resources: alarms(2) },
    },
  },
});

/** Deploys an environment to an account that is like `before`. */
async function deploy(
  args: readonly string[],
  {
    before = readyAccount,
    origin,
    record = {},
    key = 'pk',
    answer,
  }: {
    before?: Account;
    origin?: string;
    record?: Partial<Environment>;
    key?: string;
    answer?: string;
  } = {},
) {
  cloud.become(before);
  const name = environmentNames.find((known) => known === args[0]) ?? 'dev';
  const { surroundings, done } = surroundingsOf(ownRecord(name, record), {
    data: { Resources: keyed(key) },
    service: { Resources: { ...alarms(3), Odd: { Type: 'AWS::Odd::Thing' } } },
    whenDeployed: () => cloud.become(deployedAs(name, origin)),
  });
  const shown = await show(deployCommand, args, surroundings, {
    environment: { AWS_ENDPOINT_URL_DYNAMODB: table.endpoint },
    ...(answer !== undefined && { answer }),
  });
  return { ...shown, done };
}

describe('a first deployment of dev', () => {
  test('checks, lists what is new, deploys, opens the cycle, checks the pages, and prints the cost', async () => {
    const { exit, said, warned, done } = await deploy(['dev']);
    expect(done).toEqual(['synthesize dev', 'deploy dev to us-east-1']);
    expect(said.slice(7)).toEqual([
      'learning-partners-dev-data:',
      '  new: 1 × table',
      'learning-partners-dev-service:',
      '  new: 3 × alarm, 1 × Odd Thing',
      expect.stringMatching(/^.+, open until .+$/),
      `ok     live: ${live.origin} responds with the expected security headers.`,
      'DNS record to create, if it doesn’t exist yet: a._domainkey.district.test CNAME a.dkim.amazonses.com',
      'SNS emailed devops@district.test. Open its link to confirm, or you won’t get any alarms.',
      expect.stringMatching(
        /^\$0\.30 a month before anyone uses it, at us-east-1 list prices on \S+: 3 × CloudWatch Alarm \$0\.30\.$/,
      ),
      'Usage is extra. To see the cost of 1,000 applications, run `npm run -s cost`.',
      'Not counted, because infra/cost/prices.json has no price: AWS::Odd::Thing.',
      'Record this release: run npm run release-template -- dev, and commit the file.',
    ]);
    expect({ exit, warned }).toEqual({ exit: 0, warned: [] });
    expect(await openStore(table.tableName, table).currentCycle()).toMatchObject({ id: '2014' });
  });

  test('again leaves the current cycle as it is', async () => {
    const { said } = await deploy(['dev'], { before: deployedAs('dev') });
    expect(said).toContainEqual(
      expect.stringMatching(/^The cycle .+ stays as it is\. To open another, use --cycle FILE\.$/),
    );
  });

  test('imports the schools of a given file', async () => {
    const cycle = ['--cycle', 'programs/wexmoor/cycle-2027.json'];
    const { exit } = await deploy(['dev', ...cycle, '--schools', 'programs/wexmoor/schools.csv']);
    expect(exit).toBe(0);
    expect((await openStore(table.tableName, table).directory()).length).toBeGreaterThan(100);
  });
});

describe('a deployment stopped by CodeDeploy', () => {
  const failing = async (name: 'dev' | 'staging') => {
    cloud.become(readyAccount);
    const { surroundings } = surroundingsOf(ownRecord(name), {
      whenDeployed: () => {
        throw new Error('cdk deploy ended with 1');
      },
    });
    const warned: string[] = [];
    const terminal = { say: () => {}, warn: (line: string) => warned.push(line), environment: {} };
    await expect(deployCommand([name], terminal, surroundings)).rejects.toThrow('cdk deploy ended with 1');
    return warned;
  };

  test('as a canary, because an alarm is firing, explains how to deploy a fix', async () => {
    expect(await failing('staging')).toEqual([
      'If CodeDeploy says ALARM_ACTIVE and this deployment is the fix, add --all-at-once (infra/RUNBOOK.md, “Routine: deploy while an alarm rings”).',
    ]);
  });

  test('all at once doesn’t wait for alarms', async () => {
    expect(await failing('dev')).toEqual([]);
  });
});

describe('it stops before any change', () => {
  const stopped = async (...order: Parameters<typeof deploy>) => {
    const { exit, warned, done } = await deploy(...order);
    expect({ exit, done }).toEqual({ exit: 2, done: [] });
    return warned;
  };

  test('for an unknown environment', async () => {
    expect(await stopped(['prodd'])).toEqual([
      'Environment “prodd” not found. Choose one of dev, staging, prod, for example: cdk synth -c environment=dev. See --help.',
    ]);
  });

  test('for no environment, and for two', async () => {
    expect(await stopped([])).toEqual(['ENV is required, for example dev. See --help.']);
    expect(await stopped(['dev', 'prod'])).toEqual(['ENV is required, for example dev. See --help.']);
  });

  test('for an unknown option', async () => {
    expect(await stopped(['dev', '--force'])).toEqual([
      expect.stringMatching(/^Unknown option '--force'.+ See --help\.$/),
    ]);
  });

  test('for expired credentials', async () => {
    expect(await stopped(['dev'], { before: { ...readyAccount, refusesCaller: 'ExpiredToken' } })).toEqual([
      expect.stringMatching(/^stops {2}credentials: Your AWS credentials have expired\. /),
    ]);
  });

  test('for another environment’s account', async () => {
    expect(await stopped(['dev'], { record: { account: '999988887777' } })).toEqual([
      expect.stringMatching(/^stops {2}credentials: You’re signed in to account 111122223333, but dev /),
    ]);
  });

  test('for a half-finished earlier deployment', async () => {
    const half = {
      ...readyAccount,
      stacks: { 'learning-partners-dev-data': { status: 'UPDATE_ROLLBACK_FAILED' } },
    };
    expect(await stopped(['dev'], { before: half })).toEqual([
      expect.stringMatching(/^stops {2}stacks: learning-partners-dev-data is UPDATE_ROLLBACK_FAILED: /),
    ]);
  });
});

describe('prod', () => {
  test('is deployed if its name is typed or given in advance', async () => {
    const typed = await deploy(['prod'], { answer: 'prod' });
    const approved = await deploy(['prod', '--approve', 'prod']);
    const both = ['synthesize prod', 'deploy prod to us-east-1'];
    expect([typed.done, approved.done]).toEqual([both, both]);
  });

  test.each([
    ['another name is typed', ['prod'], 'dev', 'The name doesn’t match. Nothing was changed.'],
    [
      'no one can type it',
      ['prod'],
      undefined,
      'Can’t ask for confirmation here. Add --approve prod. Nothing was changed.',
    ],
    [
      'another name was given beforehand',
      ['prod', '--approve', 'staging'],
      'prod',
      '--approve says staging, but this is prod. Nothing was changed.',
    ],
  ])('is not deployed if %s', async (_, args, answer, sentence) => {
    const { exit, warned, done } = await deploy(args, answer === undefined ? {} : { answer });
    expect({ exit, warned, done }).toEqual({ exit: 2, warned: [sentence], done: ['synthesize prod'] });
  });

  test('is not deployed if data would be replaced, even if approved', async () => {
    const order = { before: deployedAs('prod'), key: 'id', answer: 'prod' };
    const { exit, said, warned, done } = await deploy(['prod'], order);
    expect(said).toContain(
      '  REPLACED by a new, empty one: table ProgramTable (KeySchema); the old one stays in the account',
    );
    expect(warned).toEqual([
      expect.stringMatching(/^This would take the table ProgramTable out of use, but this environment keeps/),
    ]);
    expect({ exit, done }).toEqual({ exit: 2, done: ['synthesize prod'] });
  });
});

test('staging only asks if data would be lost', async () => {
  const before = deployedAs('staging');
  const quiet = await deploy(['staging'], { before });
  const refused = await deploy(['staging'], { before, key: 'id' });
  const agreed = await deploy(['staging'], { before, key: 'id', answer: 'staging' });
  expect([quiet.done.length, refused.done.length, agreed.done.length]).toEqual([2, 1, 2]);
});

test('a service that doesn’t respond after its deployment is reported with an exit code other than 0', async () => {
  const nobody = 'http://127.0.0.1:1';
  const { exit, warned } = await deploy(['dev'], { origin: nobody });
  expect(exit).toBe(1);
  expect(warned.at(0)).toMatch(/^unwell live: http:\/\/127\.0\.0\.1:1\/ doesn’t respond \(.+\)\.$/);
  expect(warned.at(-1)).toContain('deploy the previous commit');
});

describe('a dry run', () => {
  const lines = async (...args: readonly string[]) => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    const before = cloud.asked.length;
    const shown = await deploy([...args, '--dry-run']);
    expect({ exit: shown.exit, done: shown.done, asked: cloud.asked.length - before }).toEqual({
      exit: 0,
      done: [],
      asked: 0,
    });
    return shown.said;
  };

  test('of dev lists every step and takes none', async () => {
    expect((await lines('dev')).map((line) => line.replace(/ \(.*$|: .*$/, '').trim())).toEqual([
      'What `npm run deploy -- dev` would do',
      '1. check record',
      '2. check credentials',
      '3. check bootstrap',
      '4. check stacks',
      '5. check mail',
      '6. check sender',
      '7. check domain',
      '8. bundle the functions and synthesize the stacks',
      '9. compare learning-partners-dev-data and learning-partners-dev-service with what is deployed',
      '10. deploy learning-partners-dev-data and learning-partners-dev-service, in this order',
      '11. shift all traffic to each new version at once, even while alarms are firing',
      '12. open the cycle from programs/learning-partners/cycle-2014.json if the table has none yet',
      '13. import no schools',
      '14. check the live site',
      '15. list DNS records to create, the monthly cost, and how to record this release',
    ]);
  });

  test('of prod says it would ask, and that no data may be lost', async () => {
    const said = await lines('prod', '--cycle', 'ours.json', '--schools', 'ours.csv');
    expect(said.slice(10, 16)).toEqual([
      ' 10. stop if anything that holds data would be destroyed or replaced',
      ' 11. ask you to type the name of the environment, prod',
      expect.stringMatching(
        /^ 12\. deploy learning-partners-prod-data, learning-partners-prod-edge, and learning-partners-prod-service, in this order: npx cdk deploy .+ 'prod\/\*'$/,
      ),
      ' 13. shift a tenth of the traffic to each new version, and the rest after five minutes without an alarm',
      ' 14. open the cycle from ours.json, replacing any with the same ID',
      ' 15. import the schools from ours.csv',
    ]);
  });

  test('of prod with a fix all at once says that alarms don’t count', async () => {
    const said = await lines('prod', '--all-at-once');
    expect(said.filter((line) => / release=|alarms/.test(line))).toEqual([
      expect.stringMatching(/ npx cdk synth .+ --context environment=prod --context release=all-at-once /),
      ' 13. shift all traffic to each new version at once, even while alarms are firing',
    ]);
  });

  test('says where a bad record would stop a deployment', async () => {
    const sender = { name: 'Dev', address: 'dev@example.org', verifiedAs: 'address' } as const;
    const { said } = await deploy(['dev', '--dry-run'], { record: { sender } });
    expect(said.at(-1)).toBe(
      'It would stop at step 1. stops  record: The sender is still the example dev@example.org. Give dev a sender address of your own in infra/environments.ts.',
    );
  });
});

describe('the table is filled', () => {
  const fill = (order: Parameters<typeof seed>[0], { tableName, endpoint }: TestTable) =>
    run((terminal) => seed(order, tableName, terminal), { AWS_ENDPOINT_URL_DYNAMODB: endpoint });

  test('with the shipped cycle only if it has none', async () => {
    const fresh = await startTable();
    expect((await fill({}, fresh)).said).toEqual([expect.stringContaining('open until')]);
    expect((await fill({}, fresh)).said).toEqual([expect.stringContaining('stays as it is')]);
    await fresh.stop();
  });

  test('with a given cycle and schools, the cycle first', async () => {
    const fresh = await startTable();
    const schools = { schoolsFile: 'programs/wexmoor/schools.csv' };
    const cycleFile = 'programs/wexmoor/cycle-2027.json';
    expect(await fill({ cycleFile, ...schools }, fresh)).toEqual({
      exit: 0,
      said: [expect.stringContaining('open until'), '120 new, 0 changed, 0 unchanged'],
      warned: [],
    });
    expect(await fill({ cycleFile: 'nowhere.json', ...schools }, fresh)).toEqual({
      exit: 2,
      said: [],
      warned: ['nowhere.json: file not found'],
    });
    await fresh.stop();
  });
});
