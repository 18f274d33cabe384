import { openStore } from '../../shared/store/store.ts';
import { readLinkKeys } from '../http/env.ts';
import type { SessionConfig } from '../http/sessions.ts';
import { letterAddresses } from '../letter-addresses.ts';
import { readEnv } from './env.ts';

const env = readEnv();
const keys = readLinkKeys(env.LINK_KEYS);

export const origin = env.ORIGIN;
export const session: SessionConfig = { origin, keys };
export const addresses = letterAddresses(origin, keys);
export const store = openStore(env.TABLE_NAME);
