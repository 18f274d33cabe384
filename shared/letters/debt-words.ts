import type { Debt } from '../domain/visits/debts.ts';
import { sayTimes } from './numbers.ts';

/** "P.S. 112 still needs to visit Host School twice." */
export function sayDebt({ partnership: { host }, partner, between, count }: Debt): string {
  const [visiting, visited] = between.visited === host.id ? [partner, host] : [host, partner];
  return `${visiting.name} still needs to visit ${visited.name} ${sayTimes(count)}.`;
}
