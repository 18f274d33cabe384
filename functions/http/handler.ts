import type { MiddlewareObj } from '@middy/core';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type HttpFunction, type RoutesOf, routeKey, routes } from '#routes.ts';
import { type Answer, seeOther } from './answer.ts';
import { errorFacts } from './error-facts.ts';
import { cameByFrontDoor, readFrontDoorKeys } from './front-door.ts';
import { isMultipart } from './multipart.ts';
import {
  aroundFrontDoor,
  bodyTooLarge,
  crossSite,
  methodNotAllowed,
  notFound,
  outage,
  unknownContentType,
  unreadable,
} from './problem-pages.tsx';
import {
  acceptedEncodings,
  bodyText,
  contentType,
  type Request,
  readRequest,
  wantsJson,
  whyUnreadable,
} from './request.ts';
import { dressed } from './to-gateway.ts';

export type Responder = (request: Request) => Answer | Promise<Answer>;

/** More than the longest form filled to its limits, and more than 10,000 emoji at 12 bytes each, so that these come back with an error. */
const maxBodyBytes = 128 * 1024;

type LambdaHandler = middy.MiddyfiedHandler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

type Responders<Names extends string> = Readonly<Record<Names, Responder>>;

/**
 * `origin` is where forms may come from; a function without forms has none. `multipart` are the routes that also take such
 * forms, with the most bytes of a body.
 */
type Handling = { readonly origin?: string; readonly multipart?: Readonly<Record<string, number>> };

/** Loads the responders of all other routes with the first request for one of them. */
type WithRest<Names extends string> = Handling & { readonly rest: () => Promise<Responders<Names>> };

/**
 * The Lambda handler of one function. It compiles only if every route has a responder. Requests must come through the front
 * door and pass the checks before a responder sees them. An error of a responder becomes an outage page; the log contains
 * nothing that was sent. Only the types read `name`, because a bundle's routes don't say whose they are.
 */
export function answering<F extends HttpFunction>(
  name: F,
  responders: Responders<RoutesOf<F>>,
  handling?: Handling,
): LambdaHandler;
export function answering<F extends HttpFunction, First extends RoutesOf<F>>(
  name: F,
  first: Responders<First>,
  handling: WithRest<Exclude<RoutesOf<F>, First>>,
): LambdaHandler;
export function answering(
  _name: HttpFunction,
  first: Readonly<Record<string, Responder | undefined>>,
  { origin, multipart = {}, rest }: Handling & Partial<WithRest<string>> = {},
): LambdaHandler {
  const frontDoorKeys = readFrontDoorKeys();
  const answerTo = async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    if (!cameByFrontDoor(event, frontDoorKeys)) return aroundFrontDoor();
    const key = event.routeKey.replace(/^HEAD /, 'GET ');
    const [asked = ''] = Object.entries(routes).find(([, route]) => routeKey(route) === key) ?? [];
    const responder = first[asked] ?? (await rest?.())?.[asked];
    if (!responder) return withoutSlash(event) ?? notAnswered(event);
    return whyRefused(event, origin, multipart[asked]) ?? responder(requestOf(event));
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(logRequest((event, error) => dressed(outage(error, requestOf(event)), wishesOf(event))))
    .handler(async (event) => inMethod(event, dressed(await answerTo(event), wishesOf(event))));
}

const requestOf = (event: APIGatewayProxyEventV2) => readRequest(event, new Date().toISOString());

/** The answer to a request without a route: another method may have one at this address. */
function notAnswered({ rawPath, requestContext }: APIGatewayProxyEventV2): Answer {
  const methods = Object.values(routes).flatMap(({ method, path }) => (isAt(path, rawPath) ? [method] : []));
  const allow = [...new Set(methods)].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return allow.length === 0 || allow.includes(requestContext.http.method)
    ? notFound()
    : methodNotAllowed(allow);
}

/** Whether a route with this path, which may have parameters, answers an address. */
const isAt = (path: string, address: string): boolean => {
  const [wanted, given] = [path.split('/'), address.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === given[index] || (part.startsWith('{') && given[index] !== ''))
  );
};

/** Leads browsers to the page whose address was copied or typed with a slash after it. */
function withoutSlash(event: APIGatewayProxyEventV2): Answer | undefined {
  const { rawPath, rawQueryString, requestContext } = event;
  // Two slashes at the start would lead to another site.
  const [path] = /^(?:\/[^/\\]+)+(?=\/+$)/.exec(rawPath) ?? [];
  if (path === undefined || requestContext.http.method === 'POST' || wantsJson(event)) return undefined;
  return seeOther(rawQueryString ? `${path}?${rawQueryString}` : path);
}

const wishesOf = (event: APIGatewayProxyEventV2) => ({
  asJson: wantsJson(event),
  mayCompress: acceptedEncodings(event).has('gzip'),
  holds: event.headers['if-none-match'],
});

/** Mail scanners and monitors send HEAD. They get the answer to GET without its body. */
const inMethod = (
  event: APIGatewayProxyEventV2,
  answer: APIGatewayProxyStructuredResultV2,
): APIGatewayProxyStructuredResultV2 =>
  isHead(event) ? { ...answer, body: '', isBase64Encoded: false } : answer;

const isHead = (event: APIGatewayProxyEventV2) => event.requestContext.http.method === 'HEAD';

/** Refuses forms from other sites, and bodies whose size or format is not supported. */
function whyRefused(
  event: APIGatewayProxyEventV2,
  ownOrigin: string | undefined,
  multipartBytes: number | undefined,
): Answer | undefined {
  if (event.requestContext.http.method === 'GET' || isHead(event)) return undefined;
  const { 'sec-fetch-site': site, origin } = event.headers;
  if (site ? site !== 'same-origin' && site !== 'none' : origin && origin !== ownOrigin) return crossSite();
  const body = bodyText(event);
  if (Buffer.byteLength(body) > (multipartBytes ?? maxBodyBytes)) return bodyTooLarge();
  const readable =
    /^application\/(json|x-www-form-urlencoded)\b/.test(contentType(event)) ||
    (multipartBytes !== undefined && isMultipart(contentType(event)));
  // Browsers don't compress what they send, and a compressed body must not be read as text.
  const encoding = event.headers['content-encoding'] ?? 'identity';
  if (body && (!readable || encoding !== 'identity')) return unknownContentType();
  const why = whyUnreadable(event);
  return why && unreadable(why);
}

/**
 * A responder of another part, which is loaded with the first request for it. Every cold start reads the whole bundle, at
 * 3 ms of CPU for 100 kB, so large parts that are rarely used get their own file.
 */
export const later =
  <Name extends string>(load: () => Promise<Responders<Name>>) =>
  (name: Name): Responder =>
  async (request) =>
    (await load())[name](request);

type Page = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/**
 * Logs one line for each request: route, status, and duration. It never logs an address, a body, a header, a name, or an error
 * message. It logs the route instead of the path, which may contain a token. `onOutage` makes the answer after an error.
 */
function logRequest(
  onOutage: (event: APIGatewayProxyEventV2, error: unknown) => APIGatewayProxyStructuredResultV2,
): Page {
  const startedAt = new WeakMap<object, number>();
  const log = (event: APIGatewayProxyEventV2, more: object) => ({
    requestId: event.requestContext.requestId,
    route: event.routeKey,
    durationMs: Date.now() - (startedAt.get(event) ?? Date.now()),
    ...more,
  });
  return {
    before: ({ event }) => {
      // Not performance.now(): its first use loads a module, which takes 5 ms of CPU at every cold start.
      startedAt.set(event, Date.now());
    },
    after: ({ event, response }) => {
      console.info(JSON.stringify(log(event, { status: response?.statusCode })));
    },
    onError: (call) => {
      call.response = onOutage(call.event, call.error);
      const { statusCode: status } = call.response;
      console.error(JSON.stringify(log(call.event, { status, ...errorFacts(call.error) })));
    },
  };
}
