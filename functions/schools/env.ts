import * as v from 'valibot';
import { parseVariables, required } from '#http/env.ts';

const variables = v.object({ TABLE_NAME: required, ORIGIN: required, LINK_KEYS: required });

export type Env = v.InferOutput<typeof variables>;

export const readEnv = (): Env => parseVariables(variables);
