import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';

const headerValue = v.union([v.string(), v.number(), v.boolean()]);
const structured = v.object({
  statusCode: v.pipe(
    v.union([v.number(), v.string()]),
    v.transform(Number),
    v.integer(),
    v.minValue(100),
    v.maxValue(599),
  ),
  headers: v.optional(v.nullable(v.record(v.string(), headerValue))),
  cookies: v.optional(v.nullable(v.array(v.string()))),
  body: v.optional(v.nullable(v.string())),
  isBase64Encoded: v.optional(v.nullable(v.boolean())),
});

/**
 * Sends a function's result like an HTTP API: a structured result as given, one without a status code as JSON
 * with 200, and a malformed one as 500. Returns whether it was well-formed.
 */
export function sendAnswer(response: ServerResponse, answer: unknown): boolean {
  if (answer === null || typeof answer !== 'object' || !('statusCode' in answer)) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    return true;
  }
  const parsed = v.safeParse(structured, answer);
  if (!parsed.success) {
    sendMessage(response, 500, 'Internal Server Error');
    return false;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.output;
  const content = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  response.statusCode = statusCode;
  if (content.length > 0) response.setHeader('content-type', 'text/plain;charset=UTF-8');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value));
  if (cookies) response.setHeader('set-cookie', cookies);
  if (![204, 304].includes(statusCode)) response.setHeader('content-length', content.length);
  response.end(content);
  return true;
}

/** The gateway's own answers, such as `{"message":"Not Found"}`. */
export function sendMessage(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

/** A request's whole body, or `too large` once it exceeds `limitBytes`. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | 'too large'> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return 'too large';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limitBytes) return 'too large';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The headers of every runner page: nothing from elsewhere, and nothing cached. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'",
  'cache-control': 'no-store',
} as const;
