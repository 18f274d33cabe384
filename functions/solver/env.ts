import { readVariables } from '#http/env.ts';

export const readEnv = () => readVariables('TABLE_NAME');

export type Env = ReturnType<typeof readEnv>;
