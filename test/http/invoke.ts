import { AsyncLocalStorage } from 'node:async_hooks';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { TestRunner, vi } from 'vitest';
import type { Answer } from '#http/answer.ts';
import { wantsJson } from '#http/request.ts';
import type { Wishes } from '#http/to-gateway.ts';
import { asJsonObject } from '../../infra/bundle/openapi-schemas.ts';
import { faultsOf } from './described.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The routes (`GET /some/{route}`) that gave an answer other than a problem. */
    answered?: readonly string[];
  }
}

/** The answers to the current request, before HTML or JSON is chosen. */
const answers = new AsyncLocalStorage<Answer[]>();
// This replaces nothing. It watches, so that the JSON of each page is checked as well.
vi.doMock('../../functions/http/to-gateway.ts', async (original) => {
  const { dressed } = await original<typeof import('../../functions/http/to-gateway.ts')>();
  return {
    dressed: (answer: Answer, wishes: Wishes) => {
      answers.getStore()?.push(answer);
      return dressed(answer, wishes);
    },
  };
});

/** Empty, because the functions use nothing of it. */
const aContext: Context = {
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function',
  logGroupName: '',
  logStreamName: '',
  memoryLimitInMB: '512',
  // The first request compiles its part of a function, which takes long while other tests run.
  getRemainingTimeInMillis: () => 55_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The `Set-Cookie` headers. */
  readonly cookies: readonly string[];
  /** The body, decompressed. */
  readonly text: string;
};

/** The answer to a request. Throws if it does not match the OpenAPI document. */
export async function invoke(handler: Handler, event: APIGatewayProxyEventV2): Promise<Answered> {
  const told: Answer[] = [];
  const answered = await answers.run(told, () => invokeMadeUp(handler, event));
  if (told.length === 0) throw new Error('Import the handler after test/http/invoke.ts, so that it looks on');
  holdToDocument(event, told);
  return answered;
}

/** The same for a handler with made-up answers, which the document does not describe. */
export async function invokeMadeUp(handler: Handler, event: APIGatewayProxyEventV2): Promise<Answered> {
  const {
    statusCode = 0,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded,
  } = await handler(event, aContext);
  const content = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(content) : content;
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    cookies,
    text: plain.toString(),
  };
}

function holdToDocument(event: APIGatewayProxyEventV2, told: readonly Answer[]): void {
  const routeKey = event.routeKey.replace(/^HEAD /, 'GET ');
  // The document does not describe unknown addresses.
  if (routeKey === '$default') return;
  const isForBrowsers = routeKey.startsWith('GET ') && !wantsJson(event);
  for (const { status, data, file, location } of told) {
    // API clients without access get a problem; browsers are only redirected.
    if (isForBrowsers && location && Object.keys(asJsonObject(data)).length === 0) continue;
    const faults = file ? [] : faultsOf(routeKey, { status, data });
    if (faults.length > 0)
      throw new Error(`${routeKey} answers otherwise than /openapi.json says:\n${faults.join('\n')}`);
    if (status < 400) noteAnswered(routeKey);
  }
}

/** For `npm test`, which fails if no test got an answer from a route. */
function noteAnswered(routeKey: string): void {
  const test = TestRunner.getCurrentTest();
  if (test) test.meta.answered = [...new Set(test.meta.answered).add(routeKey)];
}

/** The cookies that a browser sends after an answer, without expired ones. */
export const keptCookies = ({ cookies }: Answered): readonly string[] =>
  cookies.filter((cookie) => !cookie.includes('Max-Age=0')).map((cookie) => cookie.split(';')[0] ?? '');
