import * as v from 'valibot';
import type { SigningKeys } from '../../shared/links/token.ts';
import { parseVariables, readSigningKeys, required } from '../http/env.ts';

const variables = v.object({
  TABLE_NAME: required,
  /** The public address of the service, without a slash at its end. */
  ORIGIN: required,
  LINK_KEYS: required,
  /** The From address of every letter. */
  SENDER: required,
  CONFIGURATION_SET: required,
});

export type Env = v.InferOutput<typeof variables>;

export type Settings = {
  readonly tableName: string;
  readonly origin: string;
  readonly linkKeys: SigningKeys;
  readonly sender: string;
  readonly configurationSet: string;
};

/** The settings that the environment holds; throws where one is missing. */
export function readSettings(): Settings {
  const env = parseVariables(variables);
  return {
    tableName: env.TABLE_NAME,
    origin: env.ORIGIN,
    linkKeys: readSigningKeys(env.LINK_KEYS),
    sender: env.SENDER,
    configurationSet: env.CONFIGURATION_SET,
  };
}
