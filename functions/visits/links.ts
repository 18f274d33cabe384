import type { Debt } from '#domain/visits/debts.ts';
import { hrefTo } from '#routes.ts';
import type { VisitRequest, VisitsRequest } from './access.ts';

/** The page to schedule a missing visit. */
export const hrefToBook = ({ partnership: { host }, partner, between }: Debt): string =>
  hrefTo(
    'bookVisitPage',
    { partnership: host.reference },
    { partner: partner.id, direction: between.visited === host.id ? 'to-host' : 'to-partner' },
  );

/** Keeps links of a page in the same school year: a partnership in the address stands for its year. */
export const sameYear = ({ query }: VisitsRequest) => ({
  partnership: query.get('partnership') ?? undefined,
});

/** Where such a page leads back to: that partnership, or else the current year. */
export function whereFrom({ query }: VisitsRequest, more: Readonly<Record<string, string>> = {}): string {
  const partnership = query.get('partnership');
  return partnership === null ? hrefTo('visits', {}, more) : hrefTo('partnership', { partnership }, more);
}

export const addressOf = ({ partnership, visit }: VisitRequest) => ({
  partnership: partnership.host.reference,
  visit: String(visit.number),
});
