import { globalRegion } from '../../environment-record.ts';
import type { Environment } from '../../environments.ts';
import { type BootstrapFact, type Facts, type Failure, listed, type StackFact } from './facts.ts';

/** The result of one check. A problem comes with its fix. `stops` prevents any change. */
export type Verdict =
  | { readonly state: 'ok'; readonly says: string }
  | { readonly state: 'warns' | 'stops'; readonly says: string; readonly fix: string };

const ok = (says: string): Verdict => ({ state: 'ok', says });
const warns = (says: string, fix: string): Verdict => ({ state: 'warns', says, fix });
const stops = (says: string, fix: string): Verdict => ({ state: 'stops', says, fix });

/** One line: `ok  credentials: …`, or the problem and the fix. */
export function sayVerdict(name: string, verdict: Verdict): string {
  if (verdict.state === 'ok') return `ok     ${name}: ${verdict.says}.`;
  return `${verdict.state.padEnd(6)} ${name}: ${verdict.says}. ${verdict.fix}.`;
}

const signIn = 'Sign in again with `aws sso login`, or export new keys in this shell';

/** Why a question wasn't answered, for any check. */
export function unanswered({ because, words }: Failure, permission: string): Verdict {
  switch (because) {
    case 'no-credentials':
      return stops('You’re not signed in to AWS in this shell', `${signIn} (AWS_PROFILE sets the account)`);
    case 'expired':
      return stops('Your AWS credentials have expired', signIn);
    case 'wrong-credentials':
      return stops('AWS doesn’t recognize your credentials', signIn);
    case 'not-allowed':
      return stops(
        `This sign-in doesn’t have permission: ${permission}`,
        `Ask for permission to use ${permission}`,
      );
    case 'unreachable':
      return stops(`Can’t reach AWS (${words})`, 'Check your network or proxy and try again');
    case 'other':
      return stops(`AWS returned “${words}”`, 'Try again. If it keeps happening, contact AWS Support');
  }
}

/** The bootstrap version that the synthesized stacks require. */
const neededBootstrapVersion = 6;

/**
 * Checks a record for values that still are as shipped. No one can send from, or be alerted at, example.org,
 * and an environment that keeps everything must not fail unseen.
 */
export function judgeRecord(environment: Environment): Verdict {
  const { name, sender, letters, alarmAddress, domain } = environment;
  const isExample = (text: string) => /(^|[@.])example\.(org|com|net)$/.test(text);
  const give = (what: string) => `Give ${name} ${what} in infra/environments.ts`;
  if (isExample(sender.address))
    return stops(`The sender is still the example ${sender.address}`, give('a sender address of your own'));
  if (alarmAddress !== undefined && isExample(alarmAddress))
    return stops(
      `Alarms would go to the example ${alarmAddress}`,
      give('an alarm address that someone reads'),
    );
  if (domain && isExample(domain.name))
    return stops(`The domain is still the example ${domain.name}`, give('a domain of your own'));
  if (alarmAddress === undefined) {
    const { monthlyBudgetUsd: budget, keepsEverything } = environment;
    const bill = budget === undefined ? '' : ` or the bill is above $${budget}`;
    return (keepsEverything ? stops : warns)(
      `The record has no alarm address, so no one is notified when something breaks${bill}`,
      give('an alarm address that someone reads'),
    );
  }
  const held = letters === 'held' ? ' and held, except to lettersReach' : '';
  return ok(`emails are from ${sender.address}${held}${domain ? `, pages at https://${domain.name}` : ''}`);
}

export function judgeCaller({ name, account, region }: Environment, { caller }: Facts): Verdict {
  if ('failed' in caller) return unanswered(caller.failed, 'sts:GetCallerIdentity');
  if ('absent' in caller) return stops('AWS didn’t return your identity', 'Try again');
  const { account: signedIn, arn } = caller.found;
  if (account !== undefined && account !== signedIn)
    return stops(
      `You’re signed in to account ${signedIn}, but ${name} belongs in account ${account}`,
      `Choose the profile for ${account} with AWS_PROFILE, or correct the account in the record`,
    );
  return ok(
    `${arn} in account ${signedIn}, ${region}${account === undefined ? ' (the record has no account)' : ''}`,
  );
}

export function judgeBootstrap(environment: Environment, { bootstraps, caller }: Facts): Verdict {
  const account = 'found' in caller ? caller.found.account : 'ACCOUNT';
  const verdicts = bootstraps.map((one) => judgeRegion(environment, account, one));
  const problem = verdicts.find(({ state }) => state !== 'ok');
  return problem ?? ok(verdicts.map(({ says }) => says).join(', '));
}

function judgeRegion(
  { permissionsBoundary }: Environment,
  account: string,
  { region, version }: BootstrapFact,
): Verdict {
  if ('failed' in version) return unanswered(version.failed, 'ssm:GetParameter');
  const bounded =
    permissionsBoundary === undefined ? '' : ` --custom-permissions-boundary ${permissionsBoundary}`;
  const fix = `Run \`npx cdk bootstrap aws://${account}/${region}${bounded}\` once`;
  if ('absent' in version)
    return stops(`${region} hasn’t been bootstrapped for the CDK in this account`, fix);
  if (version.found < neededBootstrapVersion)
    return stops(
      `${region} has bootstrap version ${version.found}, but ${neededBootstrapVersion} is required`,
      fix,
    );
  return ok(`version ${version.found} in ${region}`);
}

/** Whether the record's domain has a certificate that CloudFront can use. */
export function judgeDomain({ name, domain }: Environment, facts: Facts): Verdict {
  const { caller, certificate } = facts;
  if (!domain) return ok('the record has no domain, so CloudFront provides an address');
  const { certificateArn } = domain;
  const [, , , certificateRegion = '', certificateAccount = ''] = certificateArn.split(':');
  const request = (place: string) =>
    `Request a certificate for ${domain.name} in ${place} (ACM console), and put its ARN in the record of ${name}`;
  if ('found' in caller && certificateAccount !== caller.found.account)
    return stops(
      `The certificate for ${domain.name} is in account ${certificateAccount}, but ${name} is deployed to ${caller.found.account}`,
      request(`account ${caller.found.account}`),
    );
  if (certificateRegion !== globalRegion)
    return stops(
      `The certificate for ${domain.name} is in ${certificateRegion}, but CloudFront looks for it in ${globalRegion}`,
      request(globalRegion),
    );
  if ('failed' in certificate) return unanswered(certificate.failed, 'acm:DescribeCertificate');
  if ('absent' in certificate)
    return stops(
      `Certificate ${certificateArn} not found`,
      request(`account ${certificateAccount}, ${certificateRegion}`),
    );
  const { status, names } = certificate.found;
  if (!names.some((one) => speaksFor(one, domain.name)))
    return stops(
      `The certificate is for ${names.join(', ')}, not for ${domain.name}`,
      request(certificateRegion),
    );
  if (status === 'PENDING_VALIDATION')
    return stops(
      `The certificate for ${domain.name} is waiting for its DNS record`,
      'Add the CNAME record that ACM shows for it, and wait for the status ISSUED',
    );
  if (status !== 'ISSUED')
    return stops(`The certificate for ${domain.name} is ${status}`, request(certificateRegion));
  return ok(`${domain.name} has its certificate`);
}

/** A wildcard matches exactly one label. */
function speaksFor(certified: string, domain: string): boolean {
  if (!certified.startsWith('*.')) return certified === domain;
  return domain.slice(domain.indexOf('.') + 1) === certified.slice(2);
}

/**
 * Who this account can email through SES. It never stops a deployment: AWS lifts the sandbox only for a
 * service it can look at.
 */
export function judgeMailAccount({ region }: Environment, { mail }: Facts): Verdict {
  if ('failed' in mail) return unanswered(mail.failed, 'ses:GetAccount');
  if ('absent' in mail) return warns('SES isn’t set up in this account', 'Open the SES console once');
  const { writesToAnybody, sends, dailyQuota, perSecond } = mail.found;
  if (!sends)
    return warns(
      `SES has stopped sending for this account in ${region}`,
      'Reply to AWS’s message to the account owner. Until then, no email is sent',
    );
  if (!writesToAnybody)
    return warns(
      `SES is in the sandbox in ${region}, so email only reaches verified addresses`,
      'Request production access (SES console, Account dashboard). AWS replies within a day',
    );
  return ok(`SES can send to anyone: ${dailyQuota} emails per day, ${perSecond} per second`);
}

/** The sender's identity in SES: the address or its domain. */
export const identityOf = ({ address, verifiedAs }: Environment['sender']): string =>
  verifiedAs === 'address' ? address : (address.split('@')[1] ?? address);

/**
 * Whether the stack can create the sender's identity, or it is verified already. `records` are those of all
 * environments.
 */
export function judgeIdentity(
  environment: Environment,
  { identity, stacks, caller }: Facts,
  records: readonly Environment[],
): Verdict {
  if ('failed' in identity) return unanswered(identity.failed, 'ses:GetEmailIdentity');
  const { sender } = environment;
  const name = identityOf(sender);
  const confirm =
    sender.verifiedAs === 'address'
      ? `Open the link in the email that SES sends to ${name}`
      : `Add the three DKIM records that a deployment prints to the DNS of ${name}`;
  if ('absent' in identity)
    return warns(`SES doesn’t have ${name} yet. This deployment adds it`, `${confirm} afterward`);
  const service = stacks.find(({ part }) => part === 'service');
  if (service && 'absent' in service.answer) {
    const account = 'found' in caller ? caller.found.account : undefined;
    return refuseTaken(environment, sharersOf(environment, account, records));
  }
  return identity.found.verified
    ? ok(`${name} is verified`)
    : warns(`${name} isn’t verified, so no email will be sent`, confirm);
}

/** The other environments whose records allow the same identity in the same account and region. */
const sharersOf = (
  { name, region, sender }: Environment,
  account: string | undefined,
  records: readonly Environment[],
): readonly string[] =>
  records
    .filter((other) => other.name !== name && other.region === region)
    .filter((other) => other.account === undefined || other.account === account)
    .filter((other) => identityOf(other.sender) === identityOf(sender))
    .map((other) => other.name);

/** SES has an identity once per account and region, and its creator sends with it. */
function refuseTaken({ name, sender }: Environment, sharers: readonly string[]): Verdict {
  const taken = identityOf(sender);
  const own = `give ${name} its own sender in infra/environments.ts, such as one at ${name}.${taken.split('@').at(-1)}, or its own account`;
  if (sharers.length > 0)
    return stops(
      `SES already has ${taken}. It’s also the sender of ${listed(sharers)}, and only one stack can own it`,
      `Leave it to ${listed(sharers)}, and ${own}`,
    );
  return stops(
    `SES already has ${taken}, but not from this stack, which can only create it`,
    `Find out who sends from it (\`aws sesv2 get-email-identity --email-identity ${taken}\` shows its configuration set and tags), and ${own}. If you delete it, they can’t send anymore`,
  );
}

/** Whether an earlier deployment or deletion is in progress or stopped halfway. */
export function judgeStacks({ stacks }: Facts): Verdict {
  const verdicts = stacks.map(judgeStack);
  const problem = verdicts.find(({ state }) => state !== 'ok');
  return problem ?? ok(verdicts.map(({ says }) => says).join(', '));
}

function judgeStack({ name, answer }: StackFact): Verdict {
  if ('failed' in answer) return unanswered(answer.failed, 'cloudformation:DescribeStacks');
  if ('absent' in answer) return ok(`${name} isn’t deployed yet`);
  const { status } = answer.found;
  const remedy = remedyOf(name, status);
  return remedy ? stops(`${name} is ${status}: ${remedy.says}`, remedy.fix) : ok(`${name} is ${status}`);
}

/** The fix for a stack in this state; undefined if it can be deployed. */
function remedyOf(name: string, status: string): { readonly says: string; readonly fix: string } | undefined {
  const stack = `--stack-name ${name}`;
  if (status === 'REVIEW_IN_PROGRESS')
    return {
      says: 'its first deployment was created but never executed',
      fix: `Run \`aws cloudformation delete-stack ${stack}\` (it’s empty), and deploy again`,
    };
  if (status.endsWith('_IN_PROGRESS'))
    return {
      says: 'another deployment is in progress',
      fix: `Wait for it to finish (\`aws cloudformation describe-stack-events ${stack}\` shows its progress), and deploy again`,
    };
  if (status === 'ROLLBACK_COMPLETE')
    return {
      says: 'its first deployment failed and was rolled back',
      fix: `Find out why with \`aws cloudformation describe-stack-events ${stack}\`, run \`aws cloudformation delete-stack ${stack}\`, and deploy again`,
    };
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return {
      says: 'an earlier deployment failed, and so did its rollback',
      fix: `Fix the problem in its events, run \`aws cloudformation continue-update-rollback ${stack}\`, and deploy again`,
    };
  if (status.endsWith('_FAILED'))
    return {
      says: 'an earlier deployment or deletion stopped halfway',
      fix: `Fix the problem that \`aws cloudformation describe-stack-events ${stack}\` shows, run \`aws cloudformation ${status === 'UPDATE_FAILED' ? 'rollback-stack' : 'delete-stack'} ${stack}\`, and deploy again`,
    };
  return undefined;
}
