import type { Environment } from '../../environments.ts';
import type { BootstrapFact, Facts } from './facts.ts';
import { ok, stops, unanswered, type Verdict, warns } from './verdict.ts';

/** What the synthesized stacks ask of `cdk bootstrap`. */
const neededBootstrapVersion = 6;

/**
 * What of a record is still as it was shipped: nobody can send letters from, or be told at, example.org, and an environment that
 * keeps everything must not break unseen.
 */
export function judgeRecord(environment: Environment): Verdict {
  const { name, sender, letters, alarmAddress, domain } = environment;
  const isExample = (text: string) => /(^|[@.])example\.(org|com|net)$/.test(text);
  const give = (what: string) => `give ${name} ${what} in infra/environments.ts`;
  if (isExample(sender.address))
    return stops(`the sender is still the example ${sender.address}`, give('a sender address of your own'));
  if (alarmAddress !== undefined && isExample(alarmAddress))
    return stops(`alarms would go to the example ${alarmAddress}`, give('an alarm address that is read'));
  if (domain && isExample(domain.name))
    return stops(`the domain is still the example ${domain.name}`, give('a domain of your own'));
  if (alarmAddress === undefined) {
    const { monthlyBudgetUsd: budget, keepsEverything } = environment;
    const bill = budget === undefined ? '' : `, and of a bill above US$ ${budget}`;
    return (keepsEverything ? stops : warns)(
      `the record names no alarm address, so nobody is told when something breaks${bill}`,
      give('an alarm address that is read'),
    );
  }
  const held = letters === 'held' ? ' and held, but for those to lettersReach' : '';
  return ok(`letters are from ${sender.address}${held}${domain ? `, pages at https://${domain.name}` : ''}`);
}

export function judgeCaller({ name, account, region }: Environment, { caller }: Facts): Verdict {
  if ('failed' in caller) return unanswered(caller.failed, 'sts:GetCallerIdentity');
  if ('absent' in caller) return stops('AWS did not say who this is', 'try again');
  const { account: signedIn, arn } = caller.found;
  if (account !== undefined && account !== signedIn)
    return stops(
      `this shell is signed in to account ${signedIn}, and ${name} belongs into ${account}`,
      `choose the profile of ${account} with AWS_PROFILE, or correct account in the record`,
    );
  return ok(
    `${arn} in account ${signedIn}, ${region}${account === undefined ? ' (the record names no account)' : ''}`,
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
  const fix = `run \`npx cdk bootstrap aws://${account}/${region}${bounded}\` once`;
  if ('absent' in version) return stops(`${region} of this account was never prepared for the CDK`, fix);
  if (version.found < neededBootstrapVersion)
    return stops(
      `${region} was prepared by bootstrap version ${version.found}, and ${neededBootstrapVersion} is needed`,
      fix,
    );
  return ok(`version ${version.found} in ${region}`);
}
