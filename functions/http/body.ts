import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Fields } from './fields.ts';

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');

/** The media type with its parameters, in lower case; empty if there is none. */
export const contentType = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string =>
  (headers['content-type'] ?? '').toLowerCase();

/** The fields of a form or a JSON body; none if `whyUnreadable` finds a fault. */
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

/** Why a JSON body has no readable fields: it is not JSON, it is not an object, or the named fields are objects. */
export type Unreadable = 'no-json' | 'no-object' | { readonly nested: readonly string[] };

/** Undefined for forms, empty bodies, and JSON objects of strings, numbers, booleans, and lists of these. */
export function whyUnreadable(event: APIGatewayProxyEventV2): Unreadable | undefined {
  const body = bodyText(event);
  if (!body || !contentType(event).includes('json')) return undefined;
  const sent = parsedJson(body);
  if (sent === undefined) return 'no-json';
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return 'no-object';
  const nested = Object.entries(sent).flatMap(([name, value]) => (textOf(value) === undefined ? [name] : []));
  return nested.length > 0 ? { nested } : undefined;
}

/** The value of one field as text; undefined for an object or null. */
function textOf(value: unknown): string | readonly string[] | undefined {
  if (isScalar(value)) return String(value);
  return Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined;
}

// Written by hand: every function reads fields, but not every function bundles the validation library.
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

// No prototype, so that a field named "constructor" is only a field.
const fieldsOf = (entries: Iterable<readonly [string, string | readonly string[]]>): Fields =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

const noFields = fieldsOf([]);
