import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What one environment differs in. Another district changes these records, never a stack. */
export type Environment = {
  readonly name: EnvironmentName;
  /** Left out: whatever account and region the CDK command line is signed in to. */
  readonly account?: string;
  readonly region?: string;
  /** The public address. Left out: the one API Gateway gives. The certificate must be in the same region. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Whom every letter is from, and whether SES verifies that one address or its whole domain. */
  readonly sender: {
    /** Plain letters and digits: it is written into the header as it stands. */
    readonly name: string;
    readonly address: string;
    readonly verifiedAs: 'address' | 'domain';
  };
  /** The zone whose clock the morning digest follows. */
  readonly timeZone: string;
  /** Who is told when something breaks. Left out: the alarms' topic has no subscriber. */
  readonly alarmAddress?: string;
  /**
   * The versions of the two key secrets to deploy. Left out: the current ones, read again only when a function changes;
   * naming a version is how a new key reaches functions that did not.
   */
  readonly signingKeyVersions?: { readonly links?: string; readonly sessions?: string };
  readonly logRetention: RetentionDays;
  /** Keeps tables, secrets and sign-in accounts when a stack is deleted, and refuses that deletion. */
  readonly keepsEverything: boolean;
  readonly capacity: {
    readonly functionMemoryMb: number;
    readonly requestsPerSecond: number;
    readonly requestBurst: number;
  };
};

// In the order in which a change travels.
const environmentNames = ['dev', 'staging', 'prod'] as const;

export type EnvironmentName = (typeof environmentNames)[number];

const newYork = 'America/New_York';

export const environments: { readonly [Name in EnvironmentName]: Environment & { readonly name: Name } } = {
  dev: {
    name: 'dev',
    sender: {
      name: 'Learning Partners dev',
      address: 'learning-partners-dev@example.org',
      verifiedAs: 'address',
    },
    timeZone: newYork,
    logRetention: RetentionDays.ONE_WEEK,
    keepsEverything: false,
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 20, requestBurst: 40 },
  },
  staging: {
    name: 'staging',
    sender: {
      name: 'Learning Partners staging',
      address: 'learning-partners@staging.example.org',
      verifiedAs: 'domain',
    },
    timeZone: newYork,
    logRetention: RetentionDays.ONE_MONTH,
    keepsEverything: false,
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 50, requestBurst: 100 },
  },
  prod: {
    name: 'prod',
    sender: { name: 'Learning Partners', address: 'learning-partners@example.org', verifiedAs: 'domain' },
    timeZone: newYork,
    logRetention: RetentionDays.ONE_YEAR,
    keepsEverything: true,
    // The deadline evening is the peak: a few hundred schools, not thousands.
    capacity: { functionMemoryMb: 1024, requestsPerSecond: 100, requestBurst: 200 },
  },
};

/**
 * The environment of that name; `undefined` chooses all of them.
 * @throws when there is no such environment: a typing error must never deploy to the wrong place.
 */
export function chosenEnvironments(name: unknown): readonly EnvironmentName[] {
  if (name === undefined) return environmentNames;
  const chosen = environmentNames.find((known) => known === name);
  if (!chosen) {
    throw new Error(
      `There is no environment "${String(name)}". Choose one of ${environmentNames.join(', ')}, for example: cdk synth -c environment=dev`,
    );
  }
  return [chosen];
}
