import { parseReference } from '../../shared/domain/admission/application.ts';
import type { Cycle } from '../../shared/domain/program/cycle.ts';
import { cycleUnderWay } from '../../shared/domain/program/school-year.ts';
import { openStore } from '../../shared/store/applications.ts';
import { readSigningKeys } from '../http/env.ts';
import type { Request } from '../http/request.ts';
import type { SessionConfig } from '../http/sessions.ts';
import { staffDoors } from '../http/staff.tsx';
import { readEnv } from './env.ts';

const env = readEnv();
const session: SessionConfig = { origin: env.ORIGIN, keys: readSigningKeys(env.SESSION_KEYS) };

export const origin = env.ORIGIN;
/** They sign calendar links. */
export const linkKeys = readSigningKeys(env.LINK_KEYS);
export const store = openStore(env.TABLE_NAME);

/** The cycle of the partnership in the address, or else the cycle whose school year is under way. */
async function cycleOf({ parameters, query, now }: Request): Promise<Cycle | undefined> {
  const named = parseReference(parameters.partnership ?? query.get('partnership') ?? '');
  const cycle = named && (await store.cycle(named.cycleId));
  return cycle ?? cycleUnderWay(await store.lastTwoCycles(), now);
}

export const { forStaff } = staffDoors({ session, cycleOf });
