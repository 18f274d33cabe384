import * as v from 'valibot';
import type { SigningKeys } from '../../shared/links/token.ts';

/** Parses the variables of a function's environment; a missing or malformed one stops it before it serves anybody. */
export const parseVariables = <T>(schema: v.GenericSchema<unknown, T>): T => v.parse(schema, process.env);

export const required = v.pipe(v.string(), v.nonEmpty());

/** Signing keys by id, as the secret holds them: `{"k1":"…"}`. */
export const readSigningKeys = (json: string): SigningKeys =>
  v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.pipe(v.string(), v.minLength(16)))), json);

/** The variables of every function that answers people, besides its own. */
export type FrontDoorEnv = { readonly FRONT_DOOR_KEYS: string; readonly PROGRAM_NAME: string };
