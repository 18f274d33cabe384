import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { State } from '../ground/state.ts';
import { addresses } from '../template/addresses.ts';
import type { pageAsset, responseHeaders } from '../template/front-door-kinds.ts';
import type { Plan, Read } from '../template/plan.ts';
import { sendMessage } from './http.ts';
import { decodedPath } from './routes.ts';

/** The object that a bucket serves under a key. */
type StoredObject = {
  readonly type: string;
  readonly cacheControl: string;
  readonly content: Buffer;
};

const drawer = 'objects';

/** Puts the app's files where the template says. Files from an earlier start stay, as in a real bucket. */
export function createObjects(assets: readonly Read<typeof pageAsset>[], state: State): void {
  for (const { resource, properties } of assets) {
    const { Bucket, Key, CopySource, CacheControl, ContentType } = properties.Create.parameters;
    const file = basename(CopySource);
    const source = resource.stack.assets.get(basename(file, extname(file)));
    if (source === undefined)
      throw new Error(`${resource.logicalId} copies ${CopySource}, which isn’t an asset.`);
    const content = readFileSync(source, 'base64');
    state.write(
      drawer,
      `${Bucket}/${Key}`,
      JSON.stringify({ type: ContentType, cacheControl: CacheControl, content }),
    );
  }
}

/** The object under exactly this key. */
export function objectAt(bucket: string, key: string, state: State): StoredObject | undefined {
  const stored = state.read(drawer, `${bucket}/${key}`);
  if (stored === undefined) return undefined;
  const { type, cacheControl, content } = JSON.parse(stored);
  return { type, cacheControl, content: Buffer.from(content, 'base64') };
}

/** Responds like the template's API, with these headers added to the request. */
type AnswerApi = (
  request: IncomingMessage,
  response: ServerResponse,
  added: Readonly<Record<string, string>>,
) => Promise<void>;

type Behavior = {
  /** `/assets/`, or `/` for everything else. */
  readonly prefix: string;
  readonly methods: readonly string[];
  /** Headers for every response that doesn't set them. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly compresses: boolean;
  readonly origin:
    | { readonly bucket: string }
    | { readonly api: true; readonly added: Readonly<Record<string, string>> };
};

/**
 * The template's distribution: which paths are bucket files, which go to the API, and the added headers. If a
 * template has none, its API is the front door.
 */
export function openFrontDoor(
  plan: Plan,
  { state, answerApi }: { readonly state: State; readonly answerApi: AnswerApi },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const [distribution, ...more] = plan.distributions;
  if (more.length > 0)
    throw new Error('The local runner supports one front door, but the template has more.');
  if (distribution === undefined) return (request, response) => answerApi(request, response, {});
  const behaviors = behaviorsOf(distribution, plan);
  return async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const behavior = behaviors.find(({ prefix }) => path.startsWith(prefix));
    if (behavior === undefined) throw new Error(`No behavior for ${path}`);
    const { origin, methods } = behavior;
    for (const [name, value] of Object.entries(behavior.responseHeaders)) response.setHeader(name, value);
    if (!methods.includes(request.method ?? 'GET')) return sendMessage(response, 403, 'Forbidden');
    if ('api' in origin) {
      const forwarded = [request.headers['x-forwarded-for'], request.socket.remoteAddress];
      return answerApi(request, response, {
        ...origin.added,
        'x-forwarded-for': forwarded.filter(Boolean).join(', '),
      });
    }
    const object = objectAt(origin.bucket, decodedPath(path.slice(1)), state);
    // A bucket that can't be listed doesn't say that a key is missing.
    if (object === undefined) return sendMessage(response, 403, 'Forbidden');
    await sendObject(request, response, object, behavior);
  };
}

function behaviorsOf(
  { resource, properties: { DistributionConfig } }: Plan['distributions'][number],
  plan: Plan,
): readonly Behavior[] {
  const { CacheBehaviors, DefaultCacheBehavior, Origins } = DistributionConfig;
  const policies = new Map(plan.responseHeaders.map((policy) => [policy.reference, headersOf(policy)]));
  return [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: '/*' }].map((behavior) => {
    const origin = Origins.find(({ Id }) => Id === behavior.TargetOriginId);
    if (origin === undefined) throw new Error(`${resource.logicalId} has a behavior without an origin.`);
    return {
      prefix: behavior.PathPattern.slice(0, -1),
      methods: behavior.AllowedMethods,
      compresses: behavior.Compress,
      responseHeaders: policies.get(behavior.ResponseHeadersPolicyId ?? '') ?? {},
      origin: originOf(origin, plan),
    };
  });
}

function originOf(
  origin: Plan['distributions'][number]['properties']['DistributionConfig']['Origins'][number],
  plan: Plan,
): Behavior['origin'] {
  const bucket = plan.buckets.find(
    ({ reference }) => addresses.bucketDomain(reference) === origin.DomainName,
  );
  if (bucket !== undefined) return { bucket: bucket.reference };
  if (!plan.apis.some(({ reference }) => addresses.apiDomain(reference) === origin.DomainName)) {
    throw new Error(`The front door points to ${origin.DomainName}, which isn’t in the template.`);
  }
  const added = origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
    HeaderName.toLowerCase(),
    HeaderValue,
  ]);
  return { api: true, added: Object.fromEntries(added) };
}

function headersOf({ properties }: Read<typeof responseHeaders>): Record<string, string> {
  const policy = properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  return {
    'content-security-policy': policy.ContentSecurityPolicy.ContentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': policy.FrameOptions.FrameOption,
    'referrer-policy': policy.ReferrerPolicy.ReferrerPolicy,
    'strict-transport-security': `max-age=${policy.StrictTransportSecurity.AccessControlMaxAgeSec}; includeSubDomains`,
  };
}

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);
/** CloudFront doesn't compress smaller responses. */
const worthCompressingBytes = 1000;

async function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  { content, type, cacheControl }: StoredObject,
  { compresses }: Behavior,
): Promise<void> {
  response.setHeader('content-type', type).setHeader('cache-control', cacheControl);
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const asked = ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  const encoding = compresses && content.length >= worthCompressingBytes ? asked : undefined;
  if (compresses) response.setHeader('vary', 'accept-encoding');
  if (encoding !== undefined) response.setHeader('content-encoding', encoding);
  const body =
    encoding === 'br'
      ? await inBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : encoding === 'gzip'
        ? await inGzip(content)
        : content;
  response.setHeader('content-length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}
