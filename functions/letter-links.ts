import { type Owned, ownershipOf } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { Addresses } from '#letters/letter.ts';
import { type Claim, type SigningKeys, signToken } from '#links/token.ts';
import { hrefTo } from '#routes.ts';

/**
 * The links in emails. `origin` has no trailing slash. The newest of `keys` signs links. `inbox` is where replies go, if the
 * service reads email.
 */
export function letterAddresses(origin: string, keys: SigningKeys, inbox?: string): Addresses {
  const signed = (claim: Claim, to?: string) =>
    `${origin}${hrefTo('openLink', { token: signToken(keys, claim) }, { to })}`;
  const owners = (owned: Owned, expiresAt: Instant, to?: string) =>
    signed({ purpose: 'application', subject: owned.reference, expiresAt, ...ownershipOf(owned) }, to);
  return {
    ...plainAddresses(origin),
    ...(inbox !== undefined && { inbox }),
    start: (subject, expiresAt) => signed({ purpose: 'start', subject, expiresAt }),
    application: (owned, expiresAt) => owners(owned, expiresAt),
    schoolVisits: (owned, expiresAt) => owners(owned, expiresAt, 'visits'),
    schoolVisit: (owned, visit, expiresAt) => owners(owned, expiresAt, `visits/${visit}`),
    schoolReflection: (owned, visit, expiresAt) => owners(owned, expiresAt, `visits/${visit}/reflection`),
    optOut: (subject) =>
      `${origin}${hrefTo('optOutPage', { token: signToken(keys, { purpose: 'opt-out', subject, expiresAt: optOutEnds }) })}`,
  };
}

/** Links for previews. Staff must not get a link that lets them act as the school. */
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
    optOut: link,
  };
}

/** An old invitation must still lead out. */
const optOutEnds: Instant = '2100-01-01T00:00:00.000Z';

type SignedAddress = 'optOut' | 'start' | 'application' | 'schoolVisits' | 'schoolVisit' | 'schoolReflection';

function plainAddresses(origin: string): Omit<Addresses, SignedAddress> {
  return {
    program: `${origin}${hrefTo('program', {})}`,
    askForLink: `${origin}${hrefTo('askForLink', {})}`,
    readingList: `${origin}${hrefTo('queue', {})}`,
    decisionList: `${origin}${hrefTo('queue', {})}`,
    finalAnswers: `${origin}${hrefTo('finalAnswersPage', {})}`,
    staffApplication: (reference) => `${origin}${hrefTo('staffApplication', { reference })}`,
    scenario: (scenario) => `${origin}${hrefTo('proposal', { scenario })}`,
    partnership: (partnership) => `${origin}${hrefTo('partnership', { partnership })}`,
    visit: (partnership, visit) => `${origin}${hrefTo('visit', { partnership, visit: String(visit) })}`,
    visitList: `${origin}${hrefTo('visits', {})}`,
    unnotedVisits: `${origin}${hrefTo('visits', {}, { unnoted: 'all' })}`,
    threads: `${origin}${hrefTo('threads', {})}`,
    thread: (thread) => `${origin}${hrefTo('thread', { thread })}`,
    coaching: `${origin}${hrefTo('coaching', {})}`,
    domain: new URL(origin).hostname,
  };
}
