import type { PlacedStack } from './stack-names.ts';

/** Why AWS did not answer, as far as whoever asked can do something about it. */
export type Failure = {
  readonly because:
    | 'no-credentials'
    | 'expired'
    | 'wrong-credentials'
    | 'not-allowed'
    | 'unreachable'
    | 'other';
  /** What AWS, or the way to it, said. */
  readonly words: string;
};

/** What AWS said to one question: what was asked for, that there is none, or why it does not say. */
export type Answer<T> = { readonly found: T } | { readonly absent: true } | { readonly failed: Failure };

export type Caller = { readonly account: string; readonly arn: string };

export type DeployedStack = { readonly status: string; readonly outputs: Readonly<Record<string, string>> };

export type MailAccount = {
  /** Out of the sandbox: letters go to anybody, not only to confirmed addresses. */
  readonly writesToAnybody: boolean;
  readonly sends: boolean;
  readonly dailyQuota: number;
  readonly perSecond: number;
};

export type Identity = { readonly verified: boolean };

/** `names` are the domains that it speaks for, wildcards as `*.example.org`. */
export type Certificate = { readonly status: string; readonly names: readonly string[] };

/** One stack and what is there of it. */
export type StackFact = PlacedStack & { readonly answer: Answer<DeployedStack> };

/** Whether a region of the account was prepared for the CDK. */
export type BootstrapFact = { readonly region: string; readonly version: Answer<number> };

/** What is known of the account before anything in it changes. */
export type Facts = {
  readonly caller: Answer<Caller>;
  /** Of every region that a stack goes to. */
  readonly bootstraps: readonly BootstrapFact[];
  /** In the order of their deployment. */
  readonly stacks: readonly StackFact[];
  readonly mail: Answer<MailAccount>;
  readonly identity: Answer<Identity>;
  /** Of the record's domain; `absent` where the record has none. */
  readonly certificate: Answer<Certificate>;
};
