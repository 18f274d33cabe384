import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { asJsonObject, isJsonObject, type JsonObject, mapValues } from './json-tree.ts';
import { problemSchema } from './openapi-schemas.ts';

/** The JSON Schema of an answer. */
export function answerSchema(answer: v.GenericSchema): JsonObject {
  const { $schema: _, ...converted } = toJsonSchema(answer, {
    target: 'draft-2020-12',
    typeMode: 'input',
    overrideSchema: ({ jsonSchema }) => {
      // Generated clients need types, so a constant also gets the type of its value.
      const type = typeOfConstant(jsonSchema.const);
      return type && { ...jsonSchema, type };
    },
  });
  return mapValues(converted, readNames);
}

function typeOfConstant(value: unknown) {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : undefined;
}

/** A problem document with additional members, as RFC 9457 allows. */
export const problemTelling = (more: v.GenericSchema): JsonObject => ({
  ...problemSchema,
  properties: { ...asJsonObject(problemSchema.properties), ...asJsonObject(answerSchema(more).properties) },
});

/**
 * Formats that follow from a property's name. The parsers of stored data don't check them, because they were checked on
 * input.
 */
const saidByName: readonly { readonly name: RegExp; readonly type: string; readonly says: JsonObject }[] = [
  { name: /^at$|^(?!is)[a-z]+At$/, type: 'string', says: { format: 'date-time' } },
  { name: /^start$/, type: 'string', says: { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' } },
  { name: /^date$/, type: 'string', says: { format: 'date' } },
  { name: /^email$|Email$/, type: 'string', says: { format: 'email' } },
  {
    name: /^(version|number|sequence|visit|cabinet|leadershipTeam|usefulness)$|Minutes$/,
    type: 'number',
    says: { type: 'integer' },
  },
];

/** The value of a keyword, with the formats that follow from the names of its properties. */
function readNames(value: unknown, keyword: string): unknown {
  if (Array.isArray(value)) return value.map((one) => readNames(one, keyword));
  if (!isJsonObject(value)) return value;
  return mapValues(value, (inner, key) => {
    const read = readNames(inner, key);
    const said = keyword === 'properties' && isJsonObject(read) && meaningOf(key, read);
    return said ? { ...asJsonObject(read), ...said.says } : read;
  });
}

const meaningOf = (name: string, { type, format }: JsonObject) =>
  format === undefined ? saidByName.find((one) => one.type === type && one.name.test(name)) : undefined;
