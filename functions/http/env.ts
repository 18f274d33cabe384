import * as v from 'valibot';
import type { SigningKeys } from '#links/token.ts';

/** Parses a function's environment variables. A missing or malformed one stops the function before it serves anyone. */
export const parseVariables = <T>(schema: v.GenericSchema<unknown, T>): T => v.parse(schema, process.env);

export const required = v.pipe(v.string(), v.nonEmpty());

export const readVariables = <const N extends string>(...names: readonly N[]) =>
  parseVariables(v.object(v.entriesFromList(names, required)));

/** Signing keys by ID, as in the secret: `{"k1":"…"}`. */
export const readSigningKeys = (json: string): SigningKeys =>
  v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.pipe(v.string(), v.minLength(16)))), json);

/** Where replies to letters go: the variable is `none` if the service doesn't read email. */
export const inboxIn = (variable: string): { readonly inbox?: string } =>
  variable === 'none' ? {} : { inbox: variable };

/** The variables of every function that answers people, besides its own. */
export type FrontDoorEnv = { readonly FRONT_DOOR_KEYS: string; readonly PROGRAM_NAME: string };
