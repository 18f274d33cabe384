import { gzipSync } from 'node:zlib';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { renderPage } from '../../shared/ui/render.ts';
import { type HttpFunction, type RouteName, type RoutesOf, routeKey, routes } from '../routes.ts';
import type { Answer } from './answer.ts';
import { bodyText } from './fields.ts';
import { logRequest } from './log.ts';
import { bodyTooLarge, crossSite, notFound, outage, unknownContentType } from './problem-pages.tsx';
import { type Request, readRequest } from './request.ts';

export type Responder = (request: Request) => Answer | Promise<Answer>;

/** Longer than the longest form filled to its limits; nobody types more. */
const maxBodyBytes = 64 * 1024;

/**
 * The Lambda handler of one function: every route of it has a responder, or this does not compile. Requests are bounded
 * and checked before a responder sees them; what a responder throws is an outage, logged without what was sent.
 */
export function answering<F extends HttpFunction>(
  responders: Readonly<Record<RoutesOf<F>, Responder>>,
  { origin, otherwise = notFound }: { readonly origin: string; readonly otherwise?: Responder },
) {
  const byKey = new Map<string, Responder>(
    Object.entries<Responder>(responders).map(([name, responder]) => [keyOfRoute(name), responder]),
  );
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(logRequest(() => dressed(outage(), false, false)))
    .handler(async (event) => {
      const responder = byKey.get(event.routeKey) ?? otherwise;
      const request = readRequest(event, new Date().toISOString());
      const answer = whyRefused(event, origin) ?? (await responder(request));
      return dressed(answer, request.wantsJson, (event.headers['accept-encoding'] ?? '').includes('gzip'));
    });
}

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

function keyOfRoute(name: string): string {
  if (!isRouteName(name)) throw new Error(`No route is called ${name}`);
  return routeKey(name);
}

/** Only our own pages may send forms, in a size and format that we read. */
function whyRefused(event: APIGatewayProxyEventV2, ownOrigin: string): Answer | undefined {
  if (event.requestContext.http.method === 'GET') return undefined;
  const { 'sec-fetch-site': site, origin, 'content-type': type = '' } = event.headers;
  if (site ? site !== 'same-origin' && site !== 'none' : origin && origin !== ownOrigin) return crossSite();
  const body = bodyText(event);
  if (Buffer.byteLength(body) > maxBodyBytes) return bodyTooLarge();
  const readable = /^application\/(json|x-www-form-urlencoded)\b/.test(type);
  return body && !readable ? unknownContentType() : undefined;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  // Addresses of mailed links carry their token: no other site may learn them.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Below this, compression costs more than it saves. */
const worthCompressingBytes = 1024;

function dressed(answer: Answer, asJson: boolean, mayCompress: boolean): APIGatewayProxyStructuredResultV2 {
  const { status, data, page, location, cookies, cacheControl = 'no-store' } = answer;
  const isHtml = !asJson && page !== undefined;
  const sendsOn = !asJson && location !== undefined;
  const type = isHtml ? 'text/html' : status >= 400 ? 'application/problem+json' : 'application/json';
  const body = sendsOn ? '' : isHtml ? renderPage(page) : JSON.stringify(data);
  const compress = mayCompress && body.length > worthCompressingBytes;
  return {
    statusCode: sendsOn ? 303 : status,
    headers: {
      ...securityHeaders,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': cacheControl,
      vary: 'accept, accept-encoding',
      ...(location && { location }),
      ...(compress && { 'content-encoding': 'gzip' }),
    },
    ...(cookies && { cookies: [...cookies] }),
    body: compress ? gzipSync(body).toString('base64') : body,
    isBase64Encoded: compress,
  };
}
