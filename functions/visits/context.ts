import type { Cycle } from '../../shared/domain/cycle.ts';
import { isYearRunning } from '../../shared/domain/visits/year-problem.ts';
import { openStore } from '../../shared/store/store.ts';
import { readSigningKeys } from '../http/env.ts';
import type { SessionConfig } from '../http/sessions.ts';
import { staffDoors } from '../http/staff.tsx';
import { readEnv } from './env.ts';

const env = readEnv();
const session: SessionConfig = { origin: env.ORIGIN, keys: readSigningKeys(env.SESSION_KEYS) };

export const origin = env.ORIGIN;
/** They sign the addresses of calendars. */
export const linkKeys = readSigningKeys(env.LINK_KEYS);
export const store = openStore(env.TABLE_NAME);

/** The cycle whose school year is under way, though schools may be applying to the next already; between two years the last. */
async function currentCycle(): Promise<Cycle | undefined> {
  const now = new Date().toISOString();
  const cycles = await store.lastTwoCycles();
  return cycles.find((cycle) => isYearRunning(cycle, now)) ?? cycles[0];
}

export const { forStaff } = staffDoors({ session, store: { currentCycle } });
