import { type Environment, everyEnvironment } from '../../environments.ts';
import { globalRegion } from '../../global-region.ts';
import type { Facts } from './facts.ts';
import { judgeBootstrap, judgeCaller, judgeRecord } from './judge-account.ts';
import { judgeDomain } from './judge-domain.ts';
import { identityOf, judgeIdentity, judgeMailAccount } from './judge-mail.ts';
import { judgeStacks } from './judge-stacks.ts';
import { listed, stacksOf } from './stack-names.ts';
import type { Verdict } from './verdict.ts';

export type Check = {
  readonly name: string;
  /** What is asked, and of whom, for whoever reads a dry run. */
  readonly asks: (environment: Environment) => string;
  readonly judge: (environment: Environment, facts: Facts) => Verdict;
};

/** How one check went. */
export type Judged = { readonly name: string; readonly verdict: Verdict };

/** In the order in which they make sense: nothing can be asked of AWS by somebody whom it does not know. */
export const checks: readonly Check[] = [
  {
    name: 'record',
    asks: ({ name }) => `whether the record of ${name} in infra/environments.ts is your own`,
    judge: judgeRecord,
  },
  {
    name: 'credentials',
    asks: ({ account }) =>
      `who this shell is signed in as (sts:GetCallerIdentity)${account === undefined ? '' : `, and whether that is account ${account}`}`,
    judge: judgeCaller,
  },
  {
    name: 'bootstrap',
    asks: () => 'whether the account is prepared for the CDK, where a stack goes (ssm:GetParameter)',
    judge: judgeBootstrap,
  },
  {
    name: 'stacks',
    asks: (environment) =>
      `whether an earlier deployment of ${listed(stacksOf(environment).map(({ name }) => name))} is half-finished (cloudformation:DescribeStacks)`,
    judge: (_, facts) => judgeStacks(facts),
  },
  {
    name: 'mail',
    asks: () => 'whether SES is out of its sandbox (ses:GetAccount)',
    judge: judgeMailAccount,
  },
  {
    name: 'sender',
    asks: ({ sender }) => `whether SES has confirmed ${identityOf(sender)} (ses:GetEmailIdentity)`,
    judge: (environment, facts) => judgeIdentity(environment, facts, everyEnvironment),
  },
  {
    name: 'domain',
    asks: ({ domain }) =>
      domain
        ? `whether ${domain.name} has its certificate in the right account and in ${globalRegion} (acm:DescribeCertificate)`
        : 'nothing: the record names no domain, so CloudFront gives an address',
    judge: judgeDomain,
  },
];

/** Every verdict that can be given: those after a stranger's credentials would all say the same. */
export function judgeAll(environment: Environment, facts: Facts): readonly Judged[] {
  const judged = checks.map(({ name, judge }) => ({ name, verdict: judge(environment, facts) }));
  const stranger = judged.findIndex(
    ({ name, verdict }) => name === 'credentials' && verdict.state === 'stops',
  );
  return stranger < 0 ? judged : judged.slice(0, stranger + 1);
}

export const stopping = (judged: readonly Judged[]): readonly Judged[] =>
  judged.filter(({ verdict }) => verdict.state === 'stops');
