import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { type EnvironmentRecord, globalRegion, recordProblems, releaseWay } from './environment-record.ts';

const newYork = 'America/New_York';

// One record each, in the order that a change moves through. To add one, change nothing else.
const records = {
  dev: {
    region: globalRegion,
    sender: {
      name: 'Learning Partners dev',
      address: 'learning-partners-dev@example.org',
      verifiedAs: 'address',
    },
    // No one outside ever gets email from here. The simulator shows how bounces and complaints are handled.
    letters: 'held',
    lettersReach: ['@example.org', '@simulator.amazonses.com'],
    timeZone: newYork,
    release: 'all-at-once',
    logRetention: RetentionDays.ONE_WEEK,
    keepsPeopleMonths: 36,
    keepsEverything: false,
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 20, requestBurst: 40 },
  },
  staging: {
    region: globalRegion,
    sender: {
      name: 'Learning Partners staging',
      address: 'learning-partners@staging.example.org',
      verifiedAs: 'domain',
    },
    letters: 'held',
    lettersReach: ['@example.org', '@simulator.amazonses.com'],
    timeZone: newYork,
    firewall: { requestsPerAddress: 2000 },
    release: 'canary',
    logRetention: RetentionDays.ONE_MONTH,
    keepsPeopleMonths: 36,
    keepsEverything: false,
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 50, requestBurst: 100 },
  },
  prod: {
    region: globalRegion,
    sender: { name: 'Learning Partners', address: 'learning-partners@example.org', verifiedAs: 'domain' },
    letters: 'sent',
    timeZone: newYork,
    monthlyBudgetUsd: 100,
    firewall: { requestsPerAddress: 2000 },
    release: 'canary',
    logRetention: RetentionDays.ONE_YEAR,
    keepsPeopleMonths: 36,
    keepsEverything: true,
    // The deadline evening is the peak: a few hundred schools, not thousands.
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 100, requestBurst: 200 },
  },
} satisfies Readonly<Record<string, EnvironmentRecord>>;

export type EnvironmentName = keyof typeof records;
export type Environment = EnvironmentRecord & { readonly name: string };

const isEnvironment = (name: unknown): name is EnvironmentName =>
  typeof name === 'string' && Object.hasOwn(records, name);

export const environmentNames: readonly EnvironmentName[] = Object.keys(records).filter(isEnvironment);

/** Every record, complete or not. */
export const everyEnvironment: readonly Environment[] = environmentNames.map((name) => ({
  name,
  ...records[name],
}));

/**
 * The environment of that name.
 * @throws if it doesn't exist or its record is incomplete, with a sentence per fault. A typo must never
 * deploy to the wrong place.
 */
export function environmentNamed(name: unknown): Environment {
  if (!isEnvironment(name)) {
    throw new Error(
      `Environment “${String(name)}” not found. Choose one of ${environmentNames.join(', ')}, for example: cdk synth -c environment=dev.`,
    );
  }
  const problems = recordProblems(name, records[name]);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { name, ...records[name] };
}

/** The environment of that name; `undefined` chooses all of them. */
export const chosenEnvironments = (name: unknown): readonly Environment[] =>
  (name === undefined ? environmentNames : [name]).map(environmentNamed);

/**
 * The environment with this release way; `undefined` keeps its record's.
 * @throws if the release way doesn't exist.
 */
export function releasedAs(environment: Environment, release: unknown): Environment {
  if (release === undefined) return environment;
  if (!v.is(releaseWay, release))
    throw new Error(`Release “${String(release)}” not found. Choose one of ${releaseWay.options.join(', ')}`);
  return { ...environment, release };
}
