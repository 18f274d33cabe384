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

const nightVariables = v.object({
  TABLE_NAME: required,
  /** How long after the year of a cycle its people are known by name. */
  KEEPS_PEOPLE_MONTHS: v.pipe(required, v.transform(Number), v.integer(), v.minValue(1)),
});

export type NightEnv = v.InferInput<typeof nightVariables>;

export function readNightSettings() {
  const env = parseVariables(nightVariables);
  return { tableName: env.TABLE_NAME, keepsPeopleMonths: env.KEEPS_PEOPLE_MONTHS };
}

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
