import type { Roster } from '../domain/admission/roster.ts';
import type { Store } from './store.ts';

const attempts = 4;

/** Reads the roster, revises it, and commits if it changed. If someone else's commit came first, it starts again. */
export async function reviseRoster(
  store: Pick<Store, 'roster' | 'commitRoster'>,
  cycleId: string,
  revise: (roster: Roster) => Roster,
): Promise<Roster> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await store.roster(cycleId);
    const revised = revise(known);
    if (revised === known) return known;
    if ((await store.commitRoster(revised)) === 'committed') return revised;
  }
  throw new Error(`The roster of ${cycleId} was changed by others ${attempts} times in a row`);
}
