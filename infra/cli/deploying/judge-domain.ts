import type { Environment } from '../../environments.ts';
import { globalRegion } from '../../global-region.ts';
import type { Facts } from './facts.ts';
import { ok, stops, unanswered, type Verdict } from './verdict.ts';

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
