import { Validator } from '@seriousme/openapi-schema-validator';
import * as v from 'valibot';
import { describe, expect, inject, test } from 'vitest';
import { routes } from '../../functions/routes.ts';

const operation = v.object({
  operationId: v.string(),
  security: v.array(v.record(v.string(), v.unknown())),
  parameters: v.array(v.object({ name: v.string(), in: v.string() })),
  requestBody: v.optional(
    v.object({ content: v.record(v.string(), v.object({ schema: v.record(v.string(), v.unknown()) })) }),
  ),
  responses: v.record(
    v.string(),
    v.object({ description: v.string(), content: v.optional(v.record(v.string(), v.unknown()), {}) }),
  ),
});

const text = inject('openApiDocument');
const { paths } = v.parse(
  v.object({ paths: v.record(v.string(), v.record(v.string(), operation)) }),
  JSON.parse(text),
);
const operations = Object.values(paths).flatMap((atPath) => Object.values(atPath));
const named = (name: string) => operations.find(({ operationId }) => operationId === name);
const schemaOf = (name: string) => named(name)?.requestBody?.content['application/json']?.schema;

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('contains every route with its method, and nothing else', () => {
    const inDocument = Object.entries(paths).flatMap(([address, atPath]) =>
      Object.entries(atPath).map(
        ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${address}`,
      ),
    );
    const inCode = Object.entries(routes).map(([name, { method, path }]) => `${name} ${method} ${path}`);
    expect(inDocument.sort()).toEqual(inCode.sort());
  });

  test('declares every parameter of an address', () => {
    for (const [address, atPath] of Object.entries(paths)) {
      const inAddress = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(atPath))
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inAddress);
    }
  });

  test('shows HTML and JSON of every page, and every problem as a problem document', () => {
    for (const { operationId, responses } of operations) {
      const [[status = '', answer] = [], ...more] = Object.entries(responses);
      const others = Object.fromEntries(more);
      const isFile = ['proofFile', 'exportFile', 'calendarFeed'].includes(operationId);
      expect(status).toMatch(/^20[012]$/);
      if (!isFile) expect(Object.keys(answer?.content ?? {})).toContain('application/json');
      expect('303' in others || isFile || 'text/html' in (answer?.content ?? {})).toBe(true);
      for (const [another, { content }] of more)
        if (Number(another) >= 400)
          expect(Object.keys(content)).toEqual(['application/problem+json', 'text/html']);
    }
  });

  test('requires a session exactly for applications and the console', () => {
    for (const [address, atPath] of Object.entries(paths)) {
      const session = /^\/console/.test(address)
        ? [{ staff: [] }]
        : /^\/applications\/\{/.test(address)
          ? [{ applicant: [] }]
          : [];
      for (const { security } of Object.values(atPath)) expect(security).toEqual(session);
    }
  });
});

describe('the body of a request', () => {
  test('takes the same fields as a form and as JSON', () => {
    for (const { requestBody } of operations) {
      if (!requestBody) continue;
      const {
        'application/x-www-form-urlencoded': form,
        'application/json': json,
        ...more
      } = requestBody.content;
      expect([form, more]).toEqual([json, {}]);
    }
  });

  test('lists the fields of a request to apply', () => {
    expect(schemaOf('requestApplication')).toMatchObject({
      type: 'object',
      required: ['role', 'school', 'name', 'position', 'email', 'isPrincipal'],
      properties: {
        role: { type: 'string', enum: ['host', 'partner'] },
        name: { type: 'string', minLength: 1, maxLength: 100 },
        email: { type: 'string', format: 'email', maxLength: 254 },
      },
    });
  });

  test('is one of several if the topic decides', () => {
    const topics = v.parse(
      v.array(
        v.object({
          title: v.string(),
          required: v.optional(v.array(v.string()), []),
          properties: v.unknown(),
        }),
      ),
      schemaOf('answerQuestion')?.anyOf,
    );
    expect(topics.map(({ title }) => title)).toContain('practices');
    expect(topics.find(({ title }) => title === 'leadership')).toMatchObject({
      required: ['yearsHere', 'yearsElsewhere'],
      properties: { yearsHere: { type: 'number', minimum: 0, maximum: 60 } },
    });
    expect(topics.find(({ title }) => title === 'students')?.required).toEqual([]);
    expect(topics.find(({ title }) => title === 'practices')).toMatchObject({
      properties: { focusAreas: { type: 'array', items: { type: 'string' }, minItems: 1 } },
    });
  });
});
