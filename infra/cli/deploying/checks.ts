import { globalRegion } from '../../environment-record.ts';
import { type Environment, everyEnvironment } from '../../environments.ts';
import { type Facts, listed, stacksOf } from './facts.ts';
import {
  identityOf,
  judgeBootstrap,
  judgeCaller,
  judgeDomain,
  judgeIdentity,
  judgeMailAccount,
  judgeRecord,
  judgeStacks,
  type Verdict,
} from './judge.ts';

type Check = {
  readonly name: string;
  /** What a dry run prints about the check. */
  readonly asks: (environment: Environment) => string;
  readonly judge: (environment: Environment, facts: Facts) => Verdict;
};

/** The result of one check. */
type Judged = { readonly name: string; readonly verdict: Verdict };

/** In a useful order: without valid credentials, AWS answers nothing. */
export const checks: readonly Check[] = [
  {
    name: 'record',
    asks: ({ name }) => `that the record of ${name} in infra/environments.ts has your own values`,
    judge: judgeRecord,
  },
  {
    name: 'credentials',
    asks: ({ account }) =>
      `who you’re signed in as (sts:GetCallerIdentity)${account === undefined ? '' : `, and that it’s account ${account}`}`,
    judge: judgeCaller,
  },
  {
    name: 'bootstrap',
    asks: () => 'that the account is bootstrapped for the CDK in each region (ssm:GetParameter)',
    judge: judgeBootstrap,
  },
  {
    name: 'stacks',
    asks: (environment) =>
      `that no earlier deployment of ${listed(stacksOf(environment).map(({ name }) => name))} is half-finished (cloudformation:DescribeStacks)`,
    judge: (_, facts) => judgeStacks(facts),
  },
  {
    name: 'mail',
    asks: () => 'that SES is out of the sandbox (ses:GetAccount)',
    judge: judgeMailAccount,
  },
  {
    name: 'sender',
    asks: ({ sender }) => `that SES has verified ${identityOf(sender)} (ses:GetEmailIdentity)`,
    judge: (environment, facts) => judgeIdentity(environment, facts, everyEnvironment),
  },
  {
    name: 'domain',
    asks: ({ domain }) =>
      domain
        ? `that the certificate for ${domain.name} is in the right account and in ${globalRegion} (acm:DescribeCertificate)`
        : 'nothing: the record has no domain, so CloudFront provides an address',
    judge: judgeDomain,
  },
];

/** Every useful verdict. After a failed sign-in, all others would say the same. */
export function judgeAll(environment: Environment, facts: Facts): readonly Judged[] {
  const judged = checks.map(({ name, judge }) => ({ name, verdict: judge(environment, facts) }));
  const stranger = judged.findIndex(
    ({ name, verdict }) => name === 'credentials' && verdict.state === 'stops',
  );
  return stranger < 0 ? judged : judged.slice(0, stranger + 1);
}

export const stopping = (judged: readonly Judged[]): readonly Judged[] =>
  judged.filter(({ verdict }) => verdict.state === 'stops');
