import { type Change, isRefusal, type Refusal } from '../domain/base/change.ts';
import type { VisitYear } from '../domain/visits/visit-year.ts';
import type { Store } from './store.ts';

/** More concurrent changes to one year within milliseconds don't come from people. */
const attempts = 4;

type YearStore = Pick<Store, 'visitYear' | 'commitVisitYear'>;

/**
 * Reads a cycle's year of visits, decides, and commits. If someone else's commit came first, it reads and decides
 * again. Returns the current year, or the refusal.
 */
export function reviseVisitYear(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear>,
): Promise<VisitYear>;
export function reviseVisitYear<R extends string>(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear> | Refusal<R>,
): Promise<VisitYear | Refusal<R>>;
export async function reviseVisitYear<R extends string>(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear> | Refusal<R>,
): Promise<VisitYear | Refusal<R>> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outcome = decide(await store.visitYear(cycleId));
    if (isRefusal<R>(outcome)) return outcome;
    if ((await store.commitVisitYear(outcome)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
  }
  throw new Error(`The year of visits of ${cycleId} was changed by others ${attempts} times in a row`);
}
