import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Instant } from '../../shared/domain/time.ts';
import { contentType, readFields } from './body.ts';
import type { Fields } from './fields.ts';
import { visitorAddress } from './front-door.ts';

/** What a page needs of an HTTP request, bounded and parsed. */
export type Request = {
  readonly routeKey: string;
  /** The address as the browser shows it, with its query. */
  readonly address: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly fields: Fields;
  readonly cookies: ReadonlyMap<string, string>;
  readonly wantsJson: boolean;
  /** The compressions that the caller can read, such as `br` and `gzip`. */
  readonly encodings: ReadonlySet<string>;
  /** Who calls, as far as the network tells; only ever stored as a hash. */
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
    fields: readFields(event),
    cookies: new Map((event.cookies ?? []).map(splitCookie)),
    wantsJson: wantsJson(event),
    encodings: acceptedEncodings(event),
    callerAddress: visitorAddress(event),
    now,
  };
}

const splitCookie = (cookie: string): [string, string] => {
  const at = cookie.indexOf('=');
  return at < 0 ? [cookie, ''] : [cookie.slice(0, at), cookie.slice(at + 1)];
};

/** A browser asks for HTML; a program asks for JSON, or sends it without saying what it wants back. */
export function wantsJson({ headers }: APIGatewayProxyEventV2): boolean {
  const accept = headers.accept ?? '';
  if (accept.includes('text/html')) return false;
  return accept.includes('json') || contentType({ headers }).includes('json');
}

/** The names in `Accept-Encoding`, without those that it forbids by `q=0`. */
export function acceptedEncodings({ headers }: APIGatewayProxyEventV2): ReadonlySet<string> {
  const named = (headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.replaceAll(' ', '').split(';q='));
  return new Set(named.flatMap(([name = '', weight = '1']) => (Number(weight) > 0 ? [name] : [])));
}
