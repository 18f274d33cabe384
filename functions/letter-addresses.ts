import type { Instant } from '../shared/domain/time.ts';
import type { Addresses } from '../shared/letters/context.ts';
import { type LinkKeys, type Purpose, signToken } from '../shared/links/token.ts';
import { hrefTo } from './routes.ts';

/** The addresses that letters point to. `origin` has no slash at its end; the newest of `keys` signs links. */
export function letterAddresses(origin: string, keys: LinkKeys): Addresses {
  const signed = (purpose: Purpose, subject: string, expiresAt: Instant) =>
    `${origin}${hrefTo('openLink', { token: signToken(keys, { purpose, subject, expiresAt }) })}`;
  return {
    program: `${origin}${hrefTo('program', {})}`,
    askForLink: `${origin}${hrefTo('askForLink', {})}`,
    readingList: `${origin}${hrefTo('queue', {})}`,
    decisionList: `${origin}${hrefTo('queue', {})}`,
    staffApplication: (reference) => `${origin}${hrefTo('staffApplication', { reference })}`,
    start: (requestId, expiresAt) => signed('start', requestId, expiresAt),
    application: (reference, expiresAt) => signed('application', reference, expiresAt),
  };
}
