import type { Environment } from '../../environments.ts';
import type { Facts } from './facts.ts';
import { listed } from './stack-names.ts';
import { ok, stops, unanswered, type Verdict, warns } from './verdict.ts';

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
