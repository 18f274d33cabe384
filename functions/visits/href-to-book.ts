import type { Debt } from '../../shared/domain/visits/debts.ts';
import { hrefTo } from '../routes.ts';

/** The page to schedule a missing visit. */
export const hrefToBook = ({ partnership: { host }, partner, between }: Debt): string =>
  hrefTo(
    'bookVisitPage',
    { partnership: host.reference },
    { partner: partner.id, direction: between.visited === host.id ? 'to-host' : 'to-partner' },
  );
