import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { errorFacts } from './error-facts.ts';

type Page = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/**
 * Logs one line for each request: route, status, and duration. It never logs an address, a body, a header, a name, or an error
 * message. It logs the route instead of the path, which may contain a token. `onOutage` makes the answer after an error.
 */
export function logRequest(
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
