import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Fields } from './fields.ts';

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');

/** The media type that was sent, with its parameters, in lower case; empty where none was said. */
export const contentType = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string =>
  (headers['content-type'] ?? '').toLowerCase();

/** The fields of a form or a JSON body. What `whyUnreadable` finds wrong has no fields. */
export function readFields(event: APIGatewayProxyEventV2): Fields {
  const body = bodyText(event);
  if (!body) return noFields;
  return contentType(event).includes('json') ? jsonFields(body) : formFields(body);
}

function formFields(body: string): Fields {
  const sent = Map.groupBy(new URLSearchParams(body), ([name]) => name);
  return fieldsOf(
    [...sent].map(([name, entries]) => {
      const [first = '', ...others] = entries.map(([, value]) => value);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

/** Why a JSON body cannot be read as fields: it is no JSON, no object, or these of its fields are objects themselves. */
export type Unreadable = 'no-json' | 'no-object' | { readonly nested: readonly string[] };

/** Undefined for a form, an empty body, and JSON that is an object of texts, numbers, yes or no, and lists of these. */
export function whyUnreadable(event: APIGatewayProxyEventV2): Unreadable | undefined {
  const body = bodyText(event);
  if (!body || !contentType(event).includes('json')) return undefined;
  const sent = parsedJson(body);
  if (sent === undefined) return 'no-json';
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return 'no-object';
  const nested = Object.entries(sent).flatMap(([name, value]) => (textOf(value) === undefined ? [name] : []));
  return nested.length > 0 ? { nested } : undefined;
}

/** What was sent in one field, as text; undefined where it is an object, or null. */
function textOf(value: unknown): string | readonly string[] | undefined {
  if (isScalar(value)) return String(value);
  return Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined;
}

// Written by hand, because every function reads fields and not every one carries the library that checks them.
function jsonFields(body: string): Fields {
  const sent = parsedJson(body);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return noFields;
  return fieldsOf(
    Object.entries(sent).flatMap(([name, value]: [string, unknown]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text] as const];
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
