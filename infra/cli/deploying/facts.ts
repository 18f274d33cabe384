import type { PlacedStack } from './stack-names.ts';

/** Why AWS didn't answer, grouped by what the operator can do. */
export type Failure = {
  readonly because:
    | 'no-credentials'
    | 'expired'
    | 'wrong-credentials'
    | 'not-allowed'
    | 'unreachable'
    | 'other';
  /** The message from AWS or from the network. */
  readonly words: string;
};

/** AWS's answer to one question: the thing, that it doesn't exist, or why AWS didn't say. */
export type Answer<T> = { readonly found: T } | { readonly absent: true } | { readonly failed: Failure };

type Caller = { readonly account: string; readonly arn: string };

export type DeployedStack = { readonly status: string; readonly outputs: Readonly<Record<string, string>> };

export type MailAccount = {
  /** Out of the sandbox: letters go to anyone, not only to verified addresses. */
  readonly writesToAnybody: boolean;
  readonly sends: boolean;
  readonly dailyQuota: number;
  readonly perSecond: number;
};

export type Identity = { readonly verified: boolean };

/** `names` are the domains it covers, with wildcards as `*.example.org`. */
export type Certificate = { readonly status: string; readonly names: readonly string[] };

/** One stack and its state. */
export type StackFact = PlacedStack & { readonly answer: Answer<DeployedStack> };

/** Whether a region of the account is bootstrapped for the CDK. */
export type BootstrapFact = { readonly region: string; readonly version: Answer<number> };

/** Everything known about the account before any change. */
export type Facts = {
  readonly caller: Answer<Caller>;
  /** For every region with a stack. */
  readonly bootstraps: readonly BootstrapFact[];
  /** In deployment order. */
  readonly stacks: readonly StackFact[];
  readonly mail: Answer<MailAccount>;
  readonly identity: Answer<Identity>;
  /** Of the record's domain; `absent` if the record has none. */
  readonly certificate: Answer<Certificate>;
};
