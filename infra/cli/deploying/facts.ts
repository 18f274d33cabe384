import { globalRegion } from '../../environment-record.ts';
import type { Environment } from '../../environments.ts';

export type StackPart = 'data' | 'edge' | 'service' | 'watch';

export type PlacedStack = { readonly part: StackPart; readonly name: string; readonly region: string };

/** The stacks of an environment, in deployment order. */
export function stacksOf({ name, region, firewall }: Environment): readonly PlacedStack[] {
  const placed = (part: StackPart, where: string): PlacedStack => ({
    part,
    name: `learning-partners-${name}-${part}`,
    region: where,
  });
  return [
    placed('data', region),
    ...(firewall ? [placed('edge', globalRegion)] : []),
    placed('service', region),
    ...(region === globalRegion ? [] : [placed('watch', globalRegion)]),
  ];
}

/** `a`, `a and b`, or `a, b, and c`. */
export const listed = (words: readonly string[]): string => new Intl.ListFormat('en-US').format(words);

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

/** AWS and SDK error names, grouped by what the operator can do about them. */
const namedErrors: Readonly<Record<string, Failure['because']>> = {
  CredentialsProviderError: 'no-credentials',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  TokenProviderError: 'expired',
  InvalidClientTokenId: 'wrong-credentials',
  UnrecognizedClientException: 'wrong-credentials',
  SignatureDoesNotMatch: 'wrong-credentials',
  InvalidSignatureException: 'wrong-credentials',
  AccessDenied: 'not-allowed',
  AccessDeniedException: 'not-allowed',
  TimeoutError: 'unreachable',
};

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE']);

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { because: 'other', words: String(error) };
  const words = error.message;
  const named = namedErrors[error.name];
  // Only the message tells an expired SSO sign-in from a missing one.
  if (named === 'no-credentials' && /expired|aws sso login/i.test(words))
    return { because: 'expired', words };
  if (named) return { because: named, words };
  if ('code' in error && typeof error.code === 'string' && unreachable.has(error.code))
    return { because: 'unreachable', words: words || error.code };
  return { because: 'other', words: `${error.name}: ${words}` };
}

/** Asks once. `isAbsence` tells which errors mean that the thing doesn't exist. */
export async function answerTo<T>(
  ask: () => Promise<T>,
  isAbsence: (error: Error) => boolean = () => false,
): Promise<Answer<T>> {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error instanceof Error && isAbsence(error)) return { absent: true };
    return { failed: failureOf(error) };
  }
}
