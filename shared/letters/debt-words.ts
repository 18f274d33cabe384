import { capitalized } from '../domain/amounts.ts';
import type { Debt } from '../domain/visits/debts.ts';
import { sayNumber } from './numbers.ts';

/** "Two visits to Host School are still owed to P.S. 112." */
export function sayDebt({ partnership, partner, between, count }: Debt): string {
  const { host } = partnership;
  const visits = `${capitalized(sayNumber(count))} ${count === 1 ? 'visit' : 'visits'}`;
  const which = between.visited === host.id ? `to ${host.name}` : `of ${host.name}`;
  return `${visits} ${which} ${count === 1 ? 'is' : 'are'} still owed to ${partner.name}.`;
}
