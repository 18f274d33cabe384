import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import type { JsonObject } from './json-tree.ts';

const fieldSchema = v.object({ required: v.boolean(), jsonSchema: v.record(v.string(), v.unknown()) });
/** Schemas are loaded while building, so what they are is only known by looking. */
export const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
const formSchema = v.object({ entries: v.record(v.string(), v.custom<v.GenericSchema>(isSchema)) });

/** The JSON Schema of what a route takes; several forms are alternatives, each with its name as title. */
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

/** A field says itself what may be sent; one that says nothing is converted. */
function describe(field: v.GenericSchema): { readonly required: boolean; readonly jsonSchema: JsonObject } {
  const said = v.safeParse(fieldSchema, v.getMetadata(field));
  if (said.success) return said.output;
  const { $schema: _, ...jsonSchema } = toJsonSchema(field, { target: 'draft-2020-12', typeMode: 'input' });
  return { required: field.type !== 'optional' && !('fallback' in field), jsonSchema };
}

/** A problem document as RFC 9457 has it, with one entry per field that is wrong. */
export const problemSchema: JsonObject = {
  type: 'object',
  required: ['status', 'title'],
  properties: {
    status: { type: 'integer', minimum: 400, maximum: 599 },
    title: { type: 'string', description: 'What is wrong, for people' },
    detail: { type: 'string', description: 'What to do about it, for people' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: {
          field: { type: 'string', description: 'The invalid field’s name' },
          detail: { type: 'string', description: 'What is wrong with it' },
        },
      },
    },
  },
};
