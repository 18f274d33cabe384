import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Clock } from '../ground/clock.ts';
import type { Report } from '../ground/report.ts';
import type { Functions } from '../lambda/functions.ts';
import { addresses } from '../template/addresses.ts';
import { readBody, sendAnswer, sendMessage } from './http.ts';
import { decodedPath, type Found, type RouteTable } from './routes.ts';

/**
 * The event of an HTTP API, payload format 2.0, for a request. `now` is in milliseconds. `added` are headers,
 * in lower case, added on the way.
 */
function httpEventOf(
  request: IncomingMessage,
  body: Buffer,
  { route, pathParameters }: Found,
  { now, added }: { readonly now: number; readonly added: Readonly<Record<string, string>> },
): APIGatewayProxyEventV2 {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const rawQueryString = rest.join('?');
  const { cookie, ...headers } = { ...headersOf(request), ...added };
  const query = queryOf(rawQueryString);
  const isBase64Encoded = body.length > 0 && !isText(headers);
  // An HTTP API decodes the path, although the field is called raw.
  const rawPath = decodedPath(path);
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: {
      ...headers,
      'x-amzn-trace-id': `Root=1-${Math.floor(now / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(8)}`,
      'x-forwarded-for': [headers['x-forwarded-for'], sourceIp].filter(Boolean).join(', '),
      'x-forwarded-port': String(request.socket.localPort ?? ''),
      'x-forwarded-proto': 'http',
    },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: addresses.account,
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'localhost',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(new Date(now)),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

// Names in lower case, repeated headers joined by commas.
function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).flatMap(([name, values]) =>
      values === undefined ? [] : [[name, values.join(name === 'cookie' ? '; ' : ',')]],
    ),
  );
}

function queryOf(rawQueryString: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  }
  return joined;
}

/** HTTP APIs only treat these as text. Forms arrive in base64, like everything compressed or unknown. */
function isText(headers: Record<string, string>): boolean {
  if (headers['content-encoding'] !== undefined) return false;
  const type = (headers['content-type'] ?? 'text/plain').toLowerCase().split(';')[0]?.trim() ?? '';
  return (
    type.startsWith('text/') ||
    ['application/json', 'application/xml', 'application/javascript'].includes(type)
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// 12/Mar/2020:19:03:58 +0000
function commonLogTime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}

/** API Gateway accepts 10 MB from a client, and Lambda accepts 6 MB of it in one event. */
const bodyLimitBytes = 10 * 1024 * 1024;
const eventLimitBytes = 6 * 1024 * 1024;

type Parts = {
  readonly routes: RouteTable;
  readonly functions: Functions;
  readonly clock: Clock;
  readonly report: Report;
};

/** Answers a request like the template's HTTP API. `added` are the front door's headers. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, functions, clock, report }: Parts,
  added: Readonly<Record<string, string>>,
): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  const found = routes(request.method ?? 'GET', path);
  const body = await readBody(request, bodyLimitBytes);
  if (body === 'too large') return sendTooLarge(response);
  if (found === undefined) return sendMessage(response, 404, 'Not Found');
  if (found.route.refusesEverybody) return sendMessage(response, 401, 'Unauthorized');
  const event = httpEventOf(request, body, found, { now: clock.now(), added });
  if (Buffer.byteLength(JSON.stringify(event)) > eventLimitBytes) return sendTooLarge(response);
  const outcome = await Promise.race([
    functions.invoke(found.route.functionArn, event),
    timeout(found.route.timeoutMs, response),
  ]);
  if (outcome === 'timeout') return sendMessage(response, 503, 'Service Unavailable');
  if ('failure' in outcome) return sendMessage(response, 500, 'Internal Server Error');
  if (!sendAnswer(response, outcome.answer)) report.problem(`${found.route.key}: the answer is malformed`);
}

function sendTooLarge(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  sendMessage(response, 413, 'Request Entity Too Large');
}

function timeout(timeoutMs: number, response: ServerResponse): Promise<'timeout'> {
  return new Promise((done) => {
    const timer = setTimeout(() => done('timeout'), timeoutMs);
    response.once('close', () => clearTimeout(timer));
  });
}
