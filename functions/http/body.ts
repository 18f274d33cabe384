import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Fields } from './fields.ts';

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');

/** The media type that was sent, with its parameters, in lower case; empty where none was said. */
export const contentType = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string =>
  (headers['content-type'] ?? '').toLowerCase();

/** The fields of a form or a JSON body; a body that is no JSON object has none, so that its required fields are named. */
export function readFields(event: APIGatewayProxyEventV2): Fields {
  const body = bodyText(event);
  if (!body) return noFields;
  return contentType(event).includes('json') ? jsonFields(body) : formFields(body);
}

function formFields(body: string): Fields {
  const sent = new URLSearchParams(body);
  return fieldsOf(
    [...new Set(sent.keys())].map((name) => {
      const values = sent.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

// Written by hand, because every function reads fields and not every one carries the library that checks them.
function jsonFields(body: string): Fields {
  const sent = parsedJson(body);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return noFields;
  return fieldsOf(
    Object.entries(sent).flatMap(([name, value]: [string, unknown]) => {
      const text = isScalar(value) ? String(value) : undefined;
      const texts = Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined;
      const known = text ?? texts;
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

// Without a prototype, so that a field called "constructor" is only a field.
const fieldsOf = (entries: Iterable<readonly [string, string | readonly string[]]>): Fields =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

const noFields = fieldsOf([]);
