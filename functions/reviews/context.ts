import { openStore } from '../../shared/store/applications.ts';
import { readSigningKeys } from '../http/env.ts';
import type { SessionConfig } from '../http/sessions.ts';
import { previewAddresses } from '../letter-addresses.ts';
import { readEnv } from './env.ts';

const env = readEnv();

export const origin = env.ORIGIN;
export const session: SessionConfig = { origin, keys: readSigningKeys(env.SESSION_KEYS) };
export const addresses = previewAddresses(origin);
export const store = openStore(env.TABLE_NAME);
