import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import type { JsonObject } from './json-tree.ts';

const fieldSchema = v.object({ required: v.boolean(), jsonSchema: v.record(v.string(), v.unknown()) });
/** The build loads schemas dynamically, so their type must be checked. */
export const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
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
