import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { State } from '../ground/state.ts';
import type { secret } from './kinds.ts';
import { type Json, mapTexts } from './template.ts';

type Secret = {
  readonly reference: string;
  readonly properties: v.InferOutput<(typeof secret)['reads']>;
};

const drawer = 'secrets';

/**
 * Adds every missing secret of the template to `state`, so that links in old letters keep working after a
 * restart. Secrets never leave the data folder.
 */
export function createSecrets(secrets: readonly Secret[], state: State): void {
  for (const { reference, properties } of secrets) {
    if (state.read(drawer, reference) === undefined) state.write(drawer, reference, newValue(properties));
  }
}

function newValue({ SecretString, GenerateSecretString: generated }: Secret['properties']): string {
  if (SecretString !== undefined) return SecretString;
  if (generated === undefined) return randomText(32);
  const text = randomText(generated.PasswordLength);
  if (generated.GenerateStringKey === undefined) return text;
  const template = v.parse(
    v.record(v.string(), v.string()),
    JSON.parse(generated.SecretStringTemplate ?? '{}'),
  );
  return JSON.stringify({ ...template, [generated.GenerateStringKey]: text });
}

// Letters and digits satisfy every exclusion that a template can set.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const randomText = (length: number) =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

const reference = /\{\{resolve:([a-z-]+):(.*?)\}\}/g;

/**
 * `value` with every dynamic reference (`{{resolve:secretsmanager:…}}`) resolved.
 * @throws for one it can't resolve.
 */
export const resolveSecrets = (value: Json, state: State): Json =>
  mapTexts(value, (text) =>
    text.replace(reference, (whole, service: string, rest: string) => {
      if (service !== 'secretsmanager') throw new Error(`The local runner can’t resolve ${whole}.`);
      return secretAt(rest, state);
    }),
  );

// `<id>:SecretString:<key>:<version stage>:<version id>`, where the ID is an ARN that contains colons.
function secretAt(rest: string, state: State): string {
  const [id = '', selection = ''] = rest.split(':SecretString');
  const [, key = '', ...version] = selection.split(':');
  const text = state.read(drawer, id);
  if (text === undefined) throw new Error(`Secret ${id} isn’t in the template.`);
  if (version.some((part) => part !== ''))
    throw new Error(`The local runner only keeps one version of ${id}.`);
  if (key === '') return text;
  const found = v.parse(v.record(v.string(), v.string()), JSON.parse(text))[key];
  if (found === undefined) throw new Error(`The secret ${id} has no key ${key}.`);
  return found;
}
