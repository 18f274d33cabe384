import type { Ruling } from '../../shared/domain/pairing/problem.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { store } from './context.ts';
import type { Around } from './newcomers.ts';

/** What a repair has to know, as it stands now. */
export async function aroundOf({ cycle }: StaffRequest): Promise<Around> {
  const [applications, partnerships, bans] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    publishedBans(cycle.id),
  ]);
  return { program: cycle.program, applications, partnerships, bans };
}

/** Locks need no carrying over: a published plan keeps them, and a repair moves nobody whose host stays. */
async function publishedBans(cycleId: string): Promise<readonly Ruling[]> {
  const published = await store.publishedPairing(cycleId);
  const scenario = published && (await store.scenario(cycleId, published.scenario.id));
  return scenario?.state === 'proposed' ? scenario.rulings.bans : [];
}
