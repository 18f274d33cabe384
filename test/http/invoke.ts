import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

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

/** What somebody who sends this request gets to see. */
export async function invoke(handler: Handler, event: APIGatewayProxyEventV2): Promise<Answered> {
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

/** The cookies that a browser sends back after an answer; those that were ended are gone. */
export const keptCookies = ({ cookies }: Answered): readonly string[] =>
  cookies.filter((cookie) => !cookie.includes('Max-Age=0')).map((cookie) => cookie.split(';')[0] ?? '');
