import type { Around } from '../../shared/domain/pairing/explain/newcomers.ts';
import type { Ruling } from '../../shared/domain/pairing/problem.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { store } from './context.ts';

/** The current state that a repair needs. */
export async function aroundOf({ cycle }: StaffRequest): Promise<Around> {
  const [applications, partnerships, bans] = await Promise.all([
    store.applications(cycle.id),
    store.partnerships(cycle.id),
    publishedBans(cycle.id),
  ]);
  return { program: cycle.program, applications, partnerships, bans };
}

/** Only bans: a published plan already follows the locks, and a repair moves no one whose host stays. */
async function publishedBans(cycleId: string): Promise<readonly Ruling[]> {
  const published = await store.publishedPairing(cycleId);
  const scenario = published && (await store.scenario(cycleId, published.scenario.id));
  return scenario?.state === 'proposed' ? scenario.rulings.bans : [];
}
