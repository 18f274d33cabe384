/** Checks answers against the OpenAPI document. Everything in an answer must be described there. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import * as v from 'valibot';
import { inject } from 'vitest';
import { asJsonObject, isJsonObject, mapValues } from '../../infra/bundle/openapi-schemas.ts';

const described = v.object({ schema: v.record(v.string(), v.unknown()) });
const answersSchema = v.record(
  v.string(),
  v.object({
    content: v.optional(
      v.object({
        'application/json': v.optional(described),
        'application/problem+json': v.optional(described),
      }),
      {},
    ),
  }),
);
const documentSchema = v.object({
  paths: v.record(v.string(), v.record(v.string(), v.object({ responses: answersSchema }))),
  components: v.object({ schemas: v.record(v.string(), v.unknown()) }),
});

/** The schema, without additional properties in objects. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isJsonObject(schema)) return schema;
  const within = mapValues(schema, closed);
  return isJsonObject(schema.properties) && schema.additionalProperties === undefined
    ? { ...within, additionalProperties: false }
    : within;
}

function load() {
  const { paths, components } = v.parse(documentSchema, closed(JSON.parse(inject('openApiDocument'))));
  const ajv = new Ajv2020({ formats: fullFormats, allErrors: true }).addVocabulary(['components']);
  return { paths, ajv: ajv.addSchema({ $id: 'document', components }) };
}

let loaded: ReturnType<typeof load> | undefined;
const compiled = new Map<string, ValidateFunction>();

/** The differences between an answer to `GET /some/{route}` and its description. */
export function faultsOf(
  routeKey: string,
  { status, data }: { readonly status: number; readonly data: unknown },
): readonly string[] {
  loaded ??= load();
  const { paths, ajv } = loaded;
  const [method = '', address = ''] = routeKey.split(' ');
  const answers = paths[address]?.[method.toLowerCase()]?.responses;
  const content = answers?.[status]?.content;
  const schema = (status < 400 ? content?.['application/json'] : content?.['application/problem+json'])
    ?.schema;
  if (!schema) return [`the status ${status} is not described`];
  const key = `${status} ${routeKey}`;
  const holds = compiled.get(key) ?? ajv.compile(asJsonObject(inDocument(schema)));
  compiled.set(key, holds);
  // As sent, without undefined values.
  if (holds(JSON.parse(JSON.stringify(data)))) return [];
  return (holds.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The schema, with its references pointing into the document. */
function inDocument(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inDocument);
  if (!isJsonObject(schema)) return schema;
  return mapValues(schema, (value, keyword) =>
    keyword === '$ref' && typeof value === 'string' ? `document${value}` : inDocument(value),
  );
}
