import * as v from 'valibot';
import { parseVariables, required } from '../http/env.ts';

const variables = v.object({ TABLE_NAME: required });

export type Env = v.InferOutput<typeof variables>;

/** The settings that the environment holds; throws where one is missing. */
export const readEnv = (): Env => parseVariables(variables);
