import type { Environment } from '../../environments.ts';
import type { Facts } from './facts.ts';
import { listed } from './stack-names.ts';
import { ok, stops, unanswered, type Verdict, warns } from './verdict.ts';

/** Whom SES lets this account write to. It never stops: AWS lifts the sandbox only for a service that can be looked at. */
export function judgeMailAccount({ region }: Environment, { mail }: Facts): Verdict {
  if ('failed' in mail) return unanswered(mail.failed, 'ses:GetAccount');
  if ('absent' in mail) return warns('SES knows nothing of this account', 'open the SES console once');
  const { writesToAnybody, sends, dailyQuota, perSecond } = mail.found;
  if (!sends)
    return warns(
      `SES has stopped sending for this account in ${region}`,
      'answer what AWS wrote to the account’s owner: until then no letter goes out',
    );
  if (!writesToAnybody)
    return warns(
      `SES is in its sandbox in ${region}: letters reach confirmed addresses only`,
      'ask for production access (SES console, Account dashboard); AWS answers within a day',
    );
  return ok(`SES writes to anybody, ${dailyQuota} letters a day and ${perSecond} a second`);
}

/** The name under which SES knows the sender: the address, or its domain. */
export const identityOf = ({ address, verifiedAs }: Environment['sender']): string =>
  verifiedAs === 'address' ? address : (address.split('@')[1] ?? address);

/** Whether the stack can make the sender known, or it is confirmed already. `records` are those of all environments. */
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
      ? `follow the link in the letter that SES sends to ${name}`
      : `add the three DKIM records that a deployment prints to the DNS of ${name}`;
  if ('absent' in identity)
    return warns(
      `SES does not know ${name} yet, and this deployment makes it known`,
      `${confirm} afterwards`,
    );
  const service = stacks.find(({ part }) => part === 'service');
  if (service && 'absent' in service.answer) {
    const account = 'found' in caller ? caller.found.account : undefined;
    return refuseTaken(environment, sharersOf(environment, account, records));
  }
  return identity.found.verified
    ? ok(`${name} is confirmed`)
    : warns(`${name} is not confirmed, so no letter goes out`, confirm);
}

/** The other environments that may be in the same place with the same identity, by what their records say. */
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

/** SES knows an identity once in an account and region, and whoever made it sends with it. */
function refuseTaken({ name, sender }: Environment, sharers: readonly string[]): Verdict {
  const taken = identityOf(sender);
  const own = `give ${name} a sender of its own in infra/environments.ts, such as one at ${name}.${taken.split('@').at(-1)}, or an account of its own`;
  if (sharers.length > 0)
    return stops(
      `SES knows ${taken} already, which is the sender of ${listed(sharers)} too, and one stack alone can hold it`,
      `leave it to ${listed(sharers)}, and ${own}`,
    );
  return stops(
    `SES knows ${taken} already, from somewhere else than this stack, which can only make it new`,
    `look who sends from it (\`aws sesv2 get-email-identity --email-identity ${taken}\` shows its configuration set and tags), and ${own}; whatever sends from it stops when it is deleted`,
  );
}
