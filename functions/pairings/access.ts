import { readSigningKeys } from '#http/env.ts';
import type { SessionConfig } from '#http/sessions.ts';
import { staffDoors } from '#http/staff-access.tsx';
import { openStore } from '#store/applications.ts';
import { previewAddresses } from '../letter-links.ts';
import { readEnv } from './env.ts';

const env = readEnv();
const session: SessionConfig = { origin: env.ORIGIN, keys: readSigningKeys(env.SESSION_KEYS) };

export const origin = env.ORIGIN;
export const addresses = previewAddresses(origin);
export const store = openStore(env.TABLE_NAME);
export const { forRoles, forStaff } = staffDoors({ session, cycleOf: store.currentCycle });
