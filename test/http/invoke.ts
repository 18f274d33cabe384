import { AsyncLocalStorage } from 'node:async_hooks';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { TestRunner, vi } from 'vitest';
import type { Answer } from '../../functions/http/answer.ts';
import type { Wishes } from '../../functions/http/dressed.ts';
import { wantsJson } from '../../functions/http/request.ts';
import { asJsonObject } from '../../infra/bundle/json-tree.ts';
import { faultsOf } from './described.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The routes, `GET /some/{route}`, of which the test saw an answer that is no problem. */
    answered?: readonly string[];
  }
}

/** The answers of the request that is under way, before one of their faces is chosen. */
const answers = new AsyncLocalStorage<Answer[]>();
// Nothing is replaced: this only looks on, so that a page proves what a program would have been told as well.
vi.doMock('../../functions/http/dressed.ts', async (original) => {
  const { dressed } = await original<typeof import('../../functions/http/dressed.ts')>();
  return {
    dressed: (answer: Answer, wishes: Wishes) => {
      answers.getStore()?.push(answer);
      return dressed(answer, wishes);
    },
  };
});

/** Only what the functions could ask of it; they ask for nothing. */
const aContext: Context = {
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function',
  logGroupName: '',
  logStreamName: '',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 10_000,
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
  /** `Set-Cookie` headers as they are sent. */
  readonly cookies: readonly string[];
  /** The body, decompressed where it came by gzip. */
  readonly text: string;
};

/** What somebody who sends this request gets to see. Throws where it is not what the OpenAPI document says. */
export async function invoke(handler: Handler, event: APIGatewayProxyEventV2): Promise<Answered> {
  const told: Answer[] = [];
  const answered = await answers.run(told, () => invokeMadeUp(handler, event));
  if (told.length === 0) throw new Error('Import the handler after test/http/invoke.ts, so that it looks on');
  holdToDocument(event, told);
  return answered;
}

/** The same of a handler whose answers a test made up, so that no document describes them. */
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
  // An address that there is not is described nowhere.
  if (routeKey === '$default') return;
  const isForBrowsers = routeKey.startsWith('GET ') && !wantsJson(event);
  for (const { status, data, file, location } of told) {
    // A program that may not come in is told so, where a browser is sent on without a word.
    if (isForBrowsers && location && Object.keys(asJsonObject(data)).length === 0) continue;
    const faults = file ? [] : faultsOf(routeKey, { status, data });
    if (faults.length > 0)
      throw new Error(`${routeKey} answers otherwise than /openapi.json says:\n${faults.join('\n')}`);
    if (status < 400) noteAnswered(routeKey);
  }
}

/** For `npm test`, which fails where no test got an answer of some route. */
function noteAnswered(routeKey: string): void {
  const test = TestRunner.getCurrentTest();
  if (test) test.meta.answered = [...new Set(test.meta.answered).add(routeKey)];
}

/** The cookies that a browser sends back after an answer; those that were ended are gone. */
export const keptCookies = ({ cookies }: Answered): readonly string[] =>
  cookies.filter((cookie) => !cookie.includes('Max-Age=0')).map((cookie) => cookie.split(';')[0] ?? '');
