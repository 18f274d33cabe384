import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { Functions } from './functions.ts';
import { sendAnswer, sendMessage } from './http-answer.ts';
import { httpEventOf } from './http-event.ts';
import { readBody } from './read-body.ts';
import type { Report } from './report.ts';
import type { RouteTable } from './route-table.ts';

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
