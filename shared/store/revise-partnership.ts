import { type Change, isRefusal, type Refusal } from '../domain/base/change.ts';
import type { Partnership } from '../domain/partnership/partnership.ts';
import type { Store } from './store.ts';

/** More concurrent changes to one partnership within milliseconds don't come from people. */
const attempts = 4;

/**
 * Reads a partnership, decides, and commits. If someone else's commit came first, it reads and decides again. Returns
 * the current partnership, or the refusal. A decision of undefined changes nothing. Undefined if the partnership does
 * not exist.
 */
export async function revisePartnership<R extends string>(
  store: Pick<Store, 'partnership' | 'commitPartnership'>,
  cycleId: string,
  hostId: string,
  decide: (partnership: Partnership) => Change<Partnership> | Refusal<R> | undefined,
): Promise<Partnership | Refusal<R> | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const partnership = await store.partnership(cycleId, hostId);
    if (!partnership) return undefined;
    const outcome = decide(partnership);
    if (!outcome) return partnership;
    if (isRefusal<R>(outcome)) return outcome;
    if ((await store.commitPartnership(outcome)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
  }
  throw new Error(`The partnership of ${hostId} was changed by others ${attempts} times in a row`);
}
