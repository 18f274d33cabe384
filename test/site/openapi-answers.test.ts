import * as v from 'valibot';
import { describe, expect, inject, test } from 'vitest';
import {
  asJsonObject,
  isJsonObject,
  type JsonObject,
  partShapes,
} from '../../infra/bundle/openapi-schemas.ts';

const anObject = v.record(v.string(), v.unknown());
const documentSchema = v.object({
  paths: v.record(
    v.string(),
    v.record(v.string(), v.looseObject({ responses: v.record(v.string(), anObject) })),
  ),
  components: v.object({ schemas: v.record(v.string(), anObject) }),
});
const { paths, components } = v.parse(documentSchema, JSON.parse(inject('openApiDocument')));

/** The schemas of all JSON answers, by their place. */
const answers = Object.entries(paths).flatMap(([address, atPath]) =>
  Object.entries(atPath).flatMap(([method, { responses }]) =>
    Object.entries(responses).flatMap(([status, response]) =>
      Object.entries(asJsonObject(response.content))
        .filter(([type]) => type.endsWith('json'))
        .map(([, content]) => ({
          where: `${status} ${method} ${address}`,
          schema: asJsonObject(asJsonObject(content).schema),
        })),
    ),
  ),
);
const answer = (where: string) => answers.find((one) => one.where === where)?.schema ?? {};
const property = (where: string, name: string) => asJsonObject(answer(where).properties)[name];

/** A schema and every schema in it, with their paths. */
function schemasIn(schema: JsonObject, way: string): readonly (readonly [string, JsonObject])[] {
  const lists = ['anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(schema[keyword]) ? schema[keyword] : [],
  );
  const inner = [...lists, schema.items, schema.additionalProperties].filter(isJsonObject);
  return [
    [way, schema],
    ...inner.flatMap((one) => schemasIn(one, `${way}/[]`)),
    ...Object.entries(asJsonObject(schema.properties)).flatMap(([name, one]) =>
      schemasIn(asJsonObject(one), `${way}/${name}`),
    ),
  ];
}

const everySchema = [
  ...answers.flatMap(({ where, schema }) => schemasIn(schema, where)),
  ...Object.entries(components.schemas).flatMap(([name, schema]) => schemasIn(schema, name)),
];

describe('the answers in the document', () => {
  test('describe every value', () => {
    const kinds = ['type', '$ref', 'anyOf', 'oneOf'];
    const untyped = everySchema.filter(([, schema]) => !kinds.some((kind) => kind in schema));
    expect(untyped.map(([way]) => way)).toEqual([]);
    const objects = everySchema.filter(([, { type }]) => type === 'object');
    expect(
      objects.filter(([, schema]) => !('properties' in schema || 'additionalProperties' in schema)),
    ).toEqual([]);
    expect(everySchema.filter(([, { type, items }]) => type === 'array' && !items)).toEqual([]);
  });

  test('refer only to existing shapes and use all of them', () => {
    const referred = new Set(everySchema.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : [])));
    expect([...referred].sort()).toEqual(
      Object.keys(components.schemas)
        .map((name) => `#/components/schemas/${name}`)
        .sort(),
    );
  });

  test('distinguish dates, instants, closed lists, and nullable values', () => {
    expect(property('200 get /', 'opensAt')).toEqual({
      type: 'string',
      format: 'date-time',
      description: 'When applications open, in UTC',
    });
    expect(property('200 get /', 'state')).toMatchObject({ enum: ['not-yet-open', 'open', 'closed'] });
    expect(property('200 get /console/partnerships/{partnership}/visits/{visit}', 'arc')).toEqual({
      anyOf: [{ $ref: '#/components/schemas/Arc' }, { type: 'null' }],
      description: 'The learning focus, or null',
    });
    expect(asJsonObject(components.schemas.LostDay?.properties).date).toEqual({
      type: 'string',
      format: 'date',
    });
    expect(asJsonObject(components.schemas.HistoryEntry?.properties).visit).toEqual({ type: 'integer' });
  });

  test('do not require optional properties', () => {
    expect(answer('200 get /console/queue')).toMatchObject({
      required: ['toRead'],
      properties: { toDecide: { type: 'array', items: { $ref: '#/components/schemas/ApplicationRow' } } },
    });
  });

  test('add the members of a refusal to its problem document', () => {
    const problem = asJsonObject(components.schemas.Problem?.properties);
    expect(answer('409 post /console/visits/repair')).toMatchObject({
      required: ['status', 'title'],
      properties: { ...problem, changed: { type: 'boolean' }, seen: { type: 'string' } },
    });
    expect(answer('404 get /console/letters/{letter}/contact')).toEqual({
      $ref: '#/components/schemas/Problem',
    });
  });
});

test('a name stands for one shape', () => {
  const named = (type: string) => ({ title: '#/components/schemas/School', type });
  expect(
    partShapes({ one: named('string'), other: { ...named('string'), description: 'The host' } }),
  ).toEqual({
    paths: {
      one: { $ref: '#/components/schemas/School' },
      other: { $ref: '#/components/schemas/School', description: 'The host' },
    },
    shapes: { School: { type: 'string' } },
  });
  expect(() => partShapes({ one: named('string'), other: named('number') })).toThrow(
    'Two shapes are named School',
  );
});
