import * as v from 'valibot';
import { parseVariables, required } from '#http/env.ts';

const variables = v.object({
  ORIGIN: required,
  SESSION_KEYS: required,
  OIDC_ISSUER: required,
  OIDC_CLIENT_ID: required,
  OIDC_CLIENT_SECRET: required,
});

export type Env = v.InferOutput<typeof variables>;

export const readEnv = (): Env => parseVariables(variables);
