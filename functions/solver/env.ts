import * as v from 'valibot';
import { parseVariables, required } from '#http/env.ts';

const variables = v.object({ TABLE_NAME: required });

export type Env = v.InferOutput<typeof variables>;

/** The settings from the environment. Throws if one is missing. */
export const readEnv = (): Env => parseVariables(variables);
