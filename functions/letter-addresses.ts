import type { Instant } from '../shared/domain/time.ts';
import type { Addresses } from '../shared/letters/context.ts';
import { type Purpose, type SigningKeys, signToken } from '../shared/links/token.ts';
import { hrefTo } from './routes.ts';

/** The addresses that letters point to. `origin` has no slash at its end; the newest of `keys` signs links. */
export function letterAddresses(origin: string, keys: SigningKeys): Addresses {
  const signed = (purpose: Purpose, subject: string, expiresAt: Instant, to?: string) =>
    `${origin}${hrefTo('openLink', { token: signToken(keys, { purpose, subject, expiresAt }) }, { to })}`;
  return {
    ...plainAddresses(origin),
    start: (requestId, expiresAt) => signed('start', requestId, expiresAt),
    application: (reference, expiresAt) => signed('application', reference, expiresAt),
    schoolVisits: (reference, expiresAt) => signed('application', reference, expiresAt, 'visits'),
    schoolVisit: (reference, visit, expiresAt) =>
      signed('application', reference, expiresAt, `visits/${visit}`),
    schoolReflection: (reference, visit, expiresAt) =>
      signed('application', reference, expiresAt, `visits/${visit}/reflection`),
  };
}

/** The same for a letter that is only shown: staff see no link that would let them act as the school. */
export function previewAddresses(origin: string): Addresses {
  const addresses = plainAddresses(origin);
  const link = () => addresses.askForLink;
  return {
    ...addresses,
    start: link,
    application: link,
    schoolVisits: link,
    schoolVisit: link,
    schoolReflection: link,
  };
}

type SignedAddress = 'start' | 'application' | 'schoolVisits' | 'schoolVisit' | 'schoolReflection';

function plainAddresses(origin: string): Omit<Addresses, SignedAddress> {
  return {
    program: `${origin}${hrefTo('program', {})}`,
    askForLink: `${origin}${hrefTo('askForLink', {})}`,
    readingList: `${origin}${hrefTo('queue', {})}`,
    decisionList: `${origin}${hrefTo('queue', {})}`,
    staffApplication: (reference) => `${origin}${hrefTo('staffApplication', { reference })}`,
    scenario: (scenario) => `${origin}${hrefTo('proposal', { scenario })}`,
    partnership: (partnership) => `${origin}${hrefTo('partnership', { partnership })}`,
    visit: (partnership, visit) => `${origin}${hrefTo('visit', { partnership, visit: String(visit) })}`,
    visitList: `${origin}${hrefTo('visits', {})}`,
    domain: new URL(origin).hostname,
  };
}
