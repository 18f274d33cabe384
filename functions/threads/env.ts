import { readVariables } from '#http/env.ts';

export const readEnv = () => readVariables('TABLE_NAME', 'ORIGIN', 'SESSION_KEYS', 'INBOX');

export type Env = ReturnType<typeof readEnv>;
