import type { Environment } from '../../environments.ts';
import type { BootstrapFact, Facts } from './facts.ts';
import { ok, stops, unanswered, type Verdict, warns } from './verdict.ts';

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
