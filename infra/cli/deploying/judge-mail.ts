import type { Environment } from '../../environments.ts';
import type { Facts } from './facts.ts';
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

export function judgeIdentity({ sender }: Environment, { identity, stacks }: Facts): Verdict {
  if ('failed' in identity) return unanswered(identity.failed, 'ses:GetEmailIdentity');
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
  if (service && 'absent' in service.answer)
    return stops(
      `SES knows ${name} already, and the stack can only make it new`,
      `run \`aws sesv2 delete-email-identity --email-identity ${name}\`, and deploy again`,
    );
  return identity.found.verified
    ? ok(`${name} is confirmed`)
    : warns(`${name} is not confirmed, so no letter goes out`, confirm);
}
