import { readVariables } from '#http/env.ts';

export const readEnv = () =>
  readVariables(
    'TABLE_NAME',
    'ORIGIN',
    'SESSION_KEYS',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
  );

export type Env = ReturnType<typeof readEnv>;
