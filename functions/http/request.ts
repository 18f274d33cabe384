import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Instant } from '#domain/base/time.ts';
import type { Fields } from './fields.ts';
import { visitorAddress } from './front-door.ts';
import { isMultipart, multipartFields } from './multipart.ts';

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');

/** The media type with its parameters, in lower case; empty if there is none. */
export const contentType = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string =>
  (headers['content-type'] ?? '').toLowerCase();

/** The fields of a form or a JSON body; none if `whyUnreadable` finds a fault. */
export function readFields(event: APIGatewayProxyEventV2): Fields {
  const body = bodyText(event);
  if (!body) return noFields;
  const type = event.headers['content-type'] ?? '';
  if (isMultipart(type)) return formFields(multipartFields(body, type));
  return contentType(event).includes('json') ? jsonFields(body) : formFields(new URLSearchParams(body));
}

function formFields(entries: Iterable<readonly [string, string]>): Fields {
  const sent = Map.groupBy(entries, ([name]) => name);
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

/** An HTTP request, checked and parsed. */
export type Request = {
  readonly routeKey: string;
  /** The path with its query. */
  readonly address: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly fields: Fields;
  readonly cookies: ReadonlyMap<string, string>;
  readonly wantsJson: boolean;
  /** Encodings that the client accepts, such as `br` and `gzip`. */
  readonly encodings: ReadonlySet<string>;
  /** The client's network address. Store it only as a hash. */
  readonly callerAddress: string;
  readonly now: Instant;
};

export function readRequest(event: APIGatewayProxyEventV2, now: Instant): Request {
  const query = event.rawQueryString;
  return {
    routeKey: event.routeKey,
    address: query ? `${event.rawPath}?${query}` : event.rawPath,
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']),
    ),
    query: new URLSearchParams(query),
    fields: withKey(event, readFields(event)),
    cookies: new Map((event.cookies ?? []).map(splitCookie)),
    wantsJson: wantsJson(event),
    encodings: acceptedEncodings(event),
    callerAddress: visitorAddress(event),
    now,
  };
}

/** API clients may send the key of a form that creates something as a header, with or without the quotes of RFC 9651. */
function withKey({ headers, body }: APIGatewayProxyEventV2, fields: Fields): Fields {
  const key = headers['idempotency-key']?.replace(/^"(.*)"$/, '$1');
  return key === undefined || !body || 'idempotencyKey' in fields
    ? fields
    : fieldsOf([...Object.entries(fields), ['idempotencyKey', key]]);
}

const splitCookie = (cookie: string): [string, string] => {
  const at = cookie.indexOf('=');
  return at < 0 ? [cookie, ''] : [cookie.slice(0, at), cookie.slice(at + 1)];
};

/** Browsers ask for HTML. API clients ask for JSON, or send JSON without an `Accept` header. */
export function wantsJson({ headers }: APIGatewayProxyEventV2): boolean {
  const accept = headers.accept ?? '';
  if (accept.includes('text/html')) return false;
  return accept.includes('json') || contentType({ headers }).includes('json');
}

/** The names in `Accept-Encoding`, without those excluded by `q=0`. */
export function acceptedEncodings({ headers }: APIGatewayProxyEventV2): ReadonlySet<string> {
  const named = (headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.replaceAll(' ', '').split(';q='));
  return new Set(named.flatMap(([name = '', weight = '1']) => (Number(weight) > 0 ? [name] : [])));
}
