import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test, vi } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { recordProblems } from '../../infra/environment-record.ts';
import {
  chosenEnvironments,
  type Environment,
  type EnvironmentName,
  environmentNamed,
  environmentNames,
  releasedAs,
} from '../../infra/environments.ts';
import { aFolderOfFunctions, ofType, only, type Resource, said, synthesize } from './template.ts';

const folder = aFolderOfFunctions();
// With all rules: an unacknowledged finding stops the synthesis.
const assembly = buildApp(folder).synth();
const stacksOf = (name: string) => assembly.getNestedAssembly(`assembly-${name}`).stacks;

describe('every environment', () => {
  test('is synthesized if none is chosen, and passes both rule packs', () => {
    expect(assembly.nestedAssemblies.map(({ id }) => id).sort()).toEqual([
      'assembly-dev',
      'assembly-prod',
      'assembly-staging',
    ]);
  });

  test.each(['dev', 'staging', 'prod'])(
    'separates data that must survive from replaceable parts in %s',
    (name) => {
      expect(stacksOf(name).map(({ stackName }) => stackName)).toEqual(
        expect.arrayContaining([`learning-partners-${name}-data`, `learning-partners-${name}-service`]),
      );
    },
  );

  test('has a firewall in front of it, except dev', () => {
    const withFirewall = ['dev', 'staging', 'prod'].filter((name) =>
      stacksOf(name).some(({ stackName }) => stackName === `learning-partners-${name}-edge`),
    );
    expect(withFirewall).toEqual(['staging', 'prod']);
  });

  test.each(['dev', 'staging', 'prod'])('asks AWS nothing while %s is synthesized', (name) => {
    expect(assembly.getNestedAssembly(`assembly-${name}`).manifest.missing ?? []).toEqual([]);
    const accounts = stacksOf(name).map(({ environment }) => environment.account);
    expect(new Set(accounts)).toEqual(new Set(['unknown-account']));
  });

  test.each(['dev', 'staging', 'prod'] as const)(
    'leaves nothing in %s that stops the next first deployment',
    (name) => {
      const named = Object.values(synthesize(name))
        .flatMap((part) => Object.values(part))
        .filter(({ Properties }) => typeof Properties.Name === 'string')
        .filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete');
      // `RetainExceptOnCreate` goes away if its first deployment fails.
      const kept = name === 'prod' ? ['AWS::Scheduler::ScheduleGroup RetainExceptOnCreate'] : [];
      expect([...new Set(named.map((one) => `${one.Type} ${one.DeletionPolicy}`))]).toEqual(kept);
    },
  );

  test('refuses its deletion in prod only', () => {
    const refusing = ['dev', 'staging', 'prod'].filter((name) =>
      stacksOf(name).every(({ terminationProtection }) => terminationProtection === true),
    );
    expect(refusing).toEqual(['prod']);
  });

  test('sends letters from its own address', () => {
    const senders = environmentNames.map((name) => environmentNamed(name).sender.address);
    expect(new Set(senders).size).toBe(senders.length);
  });
});

describe('a record alone sets', () => {
  const training: Environment = { ...environmentNamed('dev'), name: 'training' };

  test('one more environment', () => {
    const { stacks } = buildApp({ ...aFolderOfFunctions(), environments: [training], rules: 'none' })
      .synth()
      .getNestedAssembly('assembly-training');
    expect(stacks.map(({ stackName }) => stackName)).toEqual([
      'learning-partners-training-data',
      'learning-partners-training-service',
    ]);
  });

  test('its account and region', () => {
    const { stacks } = buildApp({
      ...aFolderOfFunctions(),
      environments: [{ ...training, account: '111122223333', region: 'eu-west-1' }],
      rules: 'none',
    })
      .synth()
      .getNestedAssembly('assembly-training');
    const placed = stacks.map(({ stackName, environment }) => [
      stackName.replace('learning-partners-training-', ''),
      environment.account,
      environment.region,
    ]);
    expect(placed.sort()).toEqual([
      ['data', '111122223333', 'eu-west-1'],
      ['service', '111122223333', 'eu-west-1'],
      // CloudFront keeps its metrics in one region only.
      ['watch', '111122223333', 'us-east-1'],
    ]);
  });

  test('its account, and passes both rule packs there too', () => {
    const placed = {
      ...environmentNamed('prod'),
      alarmAddress: 'devops@example.org',
      deployedFrom: 'district/program',
      name: 'training',
      account: '111122223333',
      region: 'eu-west-1',
    };
    expect(() => buildApp({ ...aFolderOfFunctions(), environments: [placed] }).synth()).not.toThrow();
  });

  test('a permissions boundary for every role', () => {
    const { data, service } = synthesize({ ...training, permissionsBoundary: 'district-boundary' });
    const roles = [...ofType(data, 'AWS::IAM::Role'), ...ofType(service, 'AWS::IAM::Role')];
    expect(roles.length).toBeGreaterThan(0);
    const boundaries = roles.map(({ Properties }) => said(Properties.PermissionsBoundary));
    expect(new Set(boundaries)).toEqual(new Set(['arn:aws:iam::AWS::AccountId:policy/district-boundary']));
  });

  test('the bill that alerts the alarm address in time', () => {
    const { service } = synthesize({
      ...training,
      alarmAddress: 'devops@example.org',
      monthlyBudgetUsd: 40,
    });
    const to = [{ SubscriptionType: 'EMAIL', Address: 'devops@example.org' }];
    const above = { ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' };
    expect(only(service, 'AWS::Budgets::Budget').Properties).toMatchObject({
      Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 40, Unit: 'USD' } },
      NotificationsWithSubscribers: [
        { Notification: { ...above, NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers: to },
        { Notification: { ...above, NotificationType: 'FORECASTED', Threshold: 100 }, Subscribers: to },
      ],
    });
  });

  test.each([{ monthlyBudgetUsd: 40 }, { alarmAddress: 'devops@example.org' }])(
    'half a budget doesn’t count: %o',
    (half) => {
      expect(ofType(synthesize({ ...training, ...half }).service, 'AWS::Budgets::Budget')).toEqual([]);
    },
  );
});

describe('an incomplete record is refused in a sentence with its fix:', () => {
  const { name, ...whole } = environmentNamed('dev');
  const { sender, ...senderless } = whole;

  test.each([
    [
      'no sender',
      senderless,
      `infra/environments.ts: dev: “sender” is missing (expected the sender of all emails: { name: 'Learning Partners', address: 'learning@example.org', verifiedAs: 'domain' })`,
    ],
    [
      'a sender without a real address',
      { ...whole, sender: { ...sender, address: 'learning-partners' } },
      `infra/environments.ts: dev.sender.address: “learning-partners” isn’t an email address (expected the sender of all emails: { name: 'Learning Partners', address: 'learning@example.org', verifiedAs: 'domain' })`,
    ],
    ...['America/Gotham', 'EST', '-05:00', 'america/new_york'].map((timeZone): [string, unknown, string] => [
      `the zone ${timeZone}, which is no region`,
      { ...whole, timeZone },
      `infra/environments.ts: dev.timeZone: this isn’t the time zone of a region (expected a region such as 'America/New_York')`,
    ]),
    [
      'an account number that lost a digit',
      { ...whole, account: '11112222333' },
      `infra/environments.ts: dev.account: this isn’t an account number of 12 digits (expected the account's 12 digits in quotation marks, or leave it out)`,
    ],
    [
      'an invalid certificate',
      { ...whole, domain: { name: 'apply.example.org', certificateArn: 'apply' } },
      `infra/environments.ts: dev.domain.certificateArn: this isn’t a certificate ARN (expected { name: 'apply.example.org', certificateArn: 'arn:aws:acm:…' }, or leave it out)`,
    ],
    [
      'an unknown part',
      { ...whole, alarmAdress: 'devops@example.org' },
      'infra/environments.ts: dev: “alarmAdress” isn’t allowed here',
    ],
  ])('%s', (_, record, sentence) => {
    expect(recordProblems(name, record)).toEqual([sentence]);
  });

  test('the shipped records are complete', () => {
    expect(environmentNames.flatMap((one) => recordProblems(one, recordOf(one)))).toEqual([]);
  });
});

function recordOf(name: EnvironmentName): unknown {
  const { name: _, ...record } = environmentNamed(name);
  return record;
}

test('a resource that breaks a rule stops the synthesis', () => {
  const app = buildApp({ ...aFolderOfFunctions(), environments: ['dev'] });
  new Topic(new Stack(app, 'Planted'), 'Unencrypted');
  expect(() => app.synth()).toThrow('AwsSolutions-SNS3');
});

test('unbundled functions are named, with the fix', () => {
  const nowhere = join(folder.builtFunctions, 'nowhere');
  expect(() => buildApp({ builtFunctions: nowhere })).toThrow(
    `notifications/from-schedule/index.mjs, assets: not bundled in ${nowhere} yet. Run \`npm run build\` first.`,
  );
});

describe('releasing an environment', () => {
  const configsOf = (context: object) => {
    // As the command line passes it.
    vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify(context));
    const app = buildApp({ ...folder, rules: 'none' });
    vi.unstubAllEnvs();
    const { stacks } = app.synth().getNestedAssembly('assembly-staging');
    const resources = stacks.flatMap(({ template }) => Object.values<Resource>(template.Resources));
    return new Set(
      resources
        .filter(({ Type }) => Type === 'AWS::CodeDeploy::DeploymentGroup')
        .map(({ Properties }) => Properties.DeploymentConfigName),
    );
  };

  test('follows its record, or the command line', () => {
    expect(configsOf({ environment: 'staging' })).toEqual(
      new Set(['CodeDeployDefault.LambdaCanary10Percent5Minutes']),
    );
    expect(configsOf({ environment: 'staging', release: 'all-at-once' })).toEqual(
      new Set(['CodeDeployDefault.LambdaAllAtOnce']),
    );
  });

  test('in an unknown way is refused', () => {
    expect(() => releasedAs(environmentNamed('dev'), 'at-once')).toThrow(
      'Release “at-once” not found. Choose one of canary, all-at-once',
    );
  });
});

describe('choosing an environment', () => {
  test('by name leaves the others out', () => {
    expect(chosenEnvironments('prod')).toEqual([environmentNamed('prod')]);
  });

  test('by an unknown name is refused with the known names', () => {
    expect(() => chosenEnvironments('production')).toThrow(
      'Environment “production” not found. Choose one of dev, staging, prod, for example: cdk synth -c environment=dev.',
    );
  });

  test('by an empty name is refused too', () => {
    expect(() => chosenEnvironments('')).toThrow('Environment “” not found');
  });
});
