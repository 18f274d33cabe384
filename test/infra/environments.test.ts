import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { chosenEnvironments, environments } from '../../infra/environments.ts';
import { aFolderOfFunctions } from './template.ts';

const folder = aFolderOfFunctions();
// With all rules: a finding that nobody acknowledged stops the synthesis.
const assembly = buildApp(folder).synth();
const stacksOf = (name: string) => assembly.getNestedAssembly(`assembly-${name}`).stacks;

describe('every environment', () => {
  test('is synthesized when none is chosen, and passes both rule packs', () => {
    expect(assembly.nestedAssemblies.map(({ id }) => id).sort()).toEqual([
      'assembly-dev',
      'assembly-prod',
      'assembly-staging',
    ]);
  });

  test.each(['dev', 'staging', 'prod'])(
    'keeps what must survive apart from what can be replaced in %s',
    (name) => {
      expect(stacksOf(name).map(({ stackName }) => stackName)).toEqual([
        `learning-partners-${name}-data`,
        `learning-partners-${name}-service`,
      ]);
    },
  );

  test.each(['dev', 'staging', 'prod'])('asks AWS nothing while %s is synthesized', (name) => {
    expect(assembly.getNestedAssembly(`assembly-${name}`).manifest.missing ?? []).toEqual([]);
    expect(stacksOf(name).map(({ environment }) => environment.account)).toEqual([
      'unknown-account',
      'unknown-account',
    ]);
  });

  test('refuses its deletion in prod only', () => {
    const refusing = ['dev', 'staging', 'prod'].filter((name) =>
      stacksOf(name).every(({ terminationProtection }) => terminationProtection === true),
    );
    expect(refusing).toEqual(['prod']);
  });

  test('sends letters from an address of its own', () => {
    const senders = Object.values(environments).map(({ sender }) => sender.address);
    expect(new Set(senders).size).toBe(senders.length);
  });
});

test('a resource that breaks a rule stops the synthesis', () => {
  const app = buildApp({ ...aFolderOfFunctions(), environments: ['dev'] });
  new Topic(new Stack(app, 'Planted'), 'Unencrypted');
  expect(() => app.synth()).toThrow('AwsSolutions-SNS3');
});

test('functions that are not bundled yet are named, with what to do', () => {
  const nowhere = join(folder.builtFunctions, 'nowhere');
  expect(() => buildApp({ builtFunctions: nowhere })).toThrow(
    `notifications/from-schedule: not bundled in ${nowhere} yet. Run \`npm run build\` first.`,
  );
});

describe('choosing an environment', () => {
  test('by name leaves the others out', () => {
    expect(chosenEnvironments('prod')).toEqual(['prod']);
  });

  test('by a name that does not exist is refused with the names that do', () => {
    expect(() => chosenEnvironments('production')).toThrow(
      'There is no environment "production". Choose one of dev, staging, prod, for example: cdk synth -c environment=dev',
    );
  });

  test('by an empty name is refused too', () => {
    expect(() => chosenEnvironments('')).toThrow('There is no environment ""');
  });
});
