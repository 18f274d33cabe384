import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Instant } from '../../shared/domain/base/time.ts';
import { contentType, readFields } from './body.ts';
import type { Fields } from './fields.ts';
import { visitorAddress } from './front-door.ts';

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
