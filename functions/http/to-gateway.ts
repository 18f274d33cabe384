import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { renderPage } from '#ui/layout.tsx';
import type { Answer } from './answer.ts';

/** The form of the answer that the client asks for, and whether it may be compressed. */
export type Wishes = {
  readonly asJson: boolean;
  readonly mayCompress: boolean;
  /** The `ETag` of the version that the client already has. */
  readonly holds?: string | undefined;
};

const contentPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Only for pages that run the script: our own file, which asks only our own addresses. */
const scriptedPolicy = `${contentPolicy}; script-src 'self'; connect-src 'self'`;

const securityHeaders = {
  'content-security-policy': contentPolicy,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  // Emailed links contain a token that no other site may learn.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * The first packets of a connection hold 14 kB, so compression makes smaller pages no faster. At a cold start, loading the
 * compression costs 2 ms of CPU or more.
 */
const worthCompressingBytes = 13 * 1024;

const gzip = (body: string): Buffer => process.getBuiltinModule('node:zlib').gzipSync(body);

/** The answer for API Gateway, in the requested form, with security headers. */
export function dressed(answer: Answer, wishes: Wishes): APIGatewayProxyStructuredResultV2 {
  const { status, location, cookies, cacheControl = 'no-store', etag, retryAfterSeconds, allow } = answer;
  const sendsOn = !wishes.asJson && location !== undefined;
  const { type, encoding, isScripted, ...body } = contentOf(answer, wishes);
  // An edge that compresses an answer makes its ETag weak, so it may contain more than ours.
  if (etag !== undefined && wishes.holds?.includes(etag))
    return { statusCode: 304, headers: { ...securityHeaders, etag, 'cache-control': cacheControl } };
  return {
    statusCode: sendsOn ? 303 : status,
    headers: {
      ...securityHeaders,
      ...(isScripted && { 'content-security-policy': scriptedPolicy }),
      'content-type': type,
      'cache-control': cacheControl,
      vary: 'accept, accept-encoding',
      ...(location && { location }),
      ...(etag && { etag }),
      ...(allow && { allow: allow.join(', ') }),
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      ...(encoding && { 'content-encoding': encoding }),
      ...(answer.file?.name && { 'content-disposition': `attachment; filename="${answer.file.name}"` }),
    },
    ...(cookies && { cookies: [...cookies] }),
    ...body,
  };
}

type Content = {
  readonly type: string;
  readonly encoding?: 'br' | 'gzip' | undefined;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  /** Whether it is a page that runs the script. */
  readonly isScripted?: boolean;
};

function contentOf(answer: Answer, { asJson, mayCompress }: Wishes): Content {
  const { status, data, page, location, file } = answer;
  if (file) {
    const { type, encoding, content } = file;
    return { type, encoding, body: content.toString('base64'), isBase64Encoded: true };
  }
  const isHtml = !asJson && page !== undefined;
  const kind = isHtml ? 'text/html' : status >= 400 ? 'application/problem+json' : 'application/json';
  const type = `${kind}; charset=utf-8`;
  const content =
    !asJson && location !== undefined
      ? { body: '' }
      : isHtml
        ? renderPage(page)
        : { body: JSON.stringify(data) };
  return mayCompress && content.body.length > worthCompressingBytes
    ? {
        ...content,
        type,
        encoding: 'gzip',
        body: gzip(content.body).toString('base64'),
        isBase64Encoded: true,
      }
    : { ...content, type, isBase64Encoded: false };
}
