import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { isSchema, type Operation } from '#api/operation.ts';
import { isEmail } from '#domain/base/email.ts';

/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asJsonObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

export const mapValues = (object: JsonObject, change: (value: unknown, key: string) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

const fieldSchema = v.object({ required: v.boolean(), jsonSchema: v.record(v.string(), v.unknown()) });
const formSchema = v.object({ entries: v.record(v.string(), v.custom<v.GenericSchema>(isSchema)) });

/** The JSON Schema of a route's body. Several forms become alternatives, with their names as titles. */
export function bodySchema(forms: NonNullable<Operation['forms']>): JsonObject {
  const named = Object.entries(forms).map(([title, form]) => ({ title, ...objectSchema(form) }));
  const [only] = named;
  return only && named.length === 1 ? only : { anyOf: named };
}

function objectSchema(form: v.GenericSchema): JsonObject {
  const fields = Object.entries(v.parse(formSchema, form).entries).map(([name, field]) => ({
    name,
    ...describe(field),
  }));
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, jsonSchema }) => [name, jsonSchema])),
    ...(required.length > 0 && { required }),
  };
}

/** Uses the field's own description, or converts its schema. */
function describe(field: v.GenericSchema): { readonly required: boolean; readonly jsonSchema: JsonObject } {
  const said = v.safeParse(fieldSchema, v.getMetadata(field));
  if (said.success) return said.output;
  const { $schema: _, ...jsonSchema } = toJsonSchema(field, { target: 'draft-2020-12', typeMode: 'input' });
  return { required: field.type !== 'optional' && !('fallback' in field), jsonSchema };
}

/** A problem document (RFC 9457), with one entry for each invalid field. */
export const problemSchema: JsonObject = {
  type: 'object',
  required: ['status', 'title'],
  properties: {
    status: { type: 'integer', minimum: 400, maximum: 599 },
    title: { type: 'string', description: 'The problem, for people' },
    detail: { type: 'string', description: 'The details and what to do, for people' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: {
          field: { type: 'string', description: 'The invalid field’s name' },
          detail: { type: 'string', description: 'The problem with it, and how to fix it' },
        },
      },
    },
  },
};

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
    overrideAction: ({ valibotAction, jsonSchema }) =>
      'requirement' in valibotAction && valibotAction.requirement === isEmail
        ? { ...jsonSchema, format: 'email' }
        : undefined,
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

/** Marks a schema that the document contains once and refers to (`named` in shared/api/schema.ts). */
const place = '#/components/schemas/';

/** `paths` with references to named shapes, and these shapes by name. Throws if two shapes have the same name. */
export function partShapes(paths: JsonObject): { readonly paths: JsonObject; readonly shapes: JsonObject } {
  const shapes = new Map<string, JsonObject>();
  const referred = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(referred);
    if (!isJsonObject(value)) return value;
    const within = mapValues(value, referred);
    const { title, description, ...schema } = within;
    if (typeof title !== 'string' || !title.startsWith(place)) return within;
    const name = title.slice(place.length);
    const known = shapes.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two shapes are named ${name}`);
    shapes.set(name, schema);
    return { $ref: title, ...(description !== undefined && { description }) };
  };
  return { paths: asJsonObject(referred(paths)), shapes: Object.fromEntries([...shapes].sort()) };
}
