import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../../infra/local/ground/state.ts';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { readPlan } from '../../../infra/local/template/plan.ts';
import { type Json, readStack } from '../../../infra/local/template/template.ts';
import { createObjects, objectAt, openFrontDoor } from '../../../infra/local/web/front-door.ts';
import { productBuilt } from '../../journeys/service.ts';
import { temporaryFolder } from './small-app.ts';

describe('the service behind its own front door', () => {
  let service: LocalService;
  let styles: string;
  beforeAll(async () => {
    service = await startLocal({
      data: temporaryFolder(),
      port: 0,
      synthesize: productBuilt,
    });
    const page = await (await ask('/privacy')).text();
    styles = /\/assets\/styles\.[0-9a-f]+\.css/.exec(page)?.[0] ?? '';
  });
  afterAll(() => service.stop());
  const ask = (path: string, init?: RequestInit) => fetch(service.origin + path, init);

  test('serves the styles from their bucket, compressed and cached forever', async () => {
    const compressed = await ask(styles, { headers: { 'accept-encoding': 'gzip, br' } });
    expect([compressed.status, Object.fromEntries(compressed.headers)]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
      }),
    ]);
    const plain = await ask(styles, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await compressed.text());
  });

  test('serves the script as a script, cached forever', async () => {
    const names = readdirSync(join(import.meta.dirname, '../../../dist/functions/assets'));
    const script = await ask(`/assets/${names.find((name) => name.startsWith('script.'))}`);
    expect([script.status, script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  test.each([
    ['GET', '/assets/none.css'],
    ['GET', '/assets/'],
    ['GET', '/assets/..%2f..%2fetc%2fpasswd'],
    ['POST', '/assets/none.css'],
  ])('has nothing else behind that folder: %s %s', async (method, path) => {
    expect((await ask(path, { method })).status).toBe(403);
  });

  test('lets a page set its own policy', async () => {
    const { headers } = await ask('/');
    expect(headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  test('overwrites a visitor’s header with the name of its key', async () => {
    expect((await ask('/privacy', { headers: { 'x-front-door-key': 'a guess' } })).status).toBe(200);
  });

  test('has the address that letters and the sign-in page name', async () => {
    const { headers } = await ask('/sign-in', { redirect: 'manual' });
    expect(headers.get('location')).toContain(encodeURIComponent(`${service.origin}/sign-in/callback`));
  });
});

const state = openState(join(temporaryFolder(), 'runner.db'));
afterAll(() => state.close());

type Resources = Record<string, { Type: string; Properties?: Record<string, Json> }>;
const planOf = (Resources: Resources, assets: ReadonlyMap<string, string> = new Map()) =>
  readPlan([readStack('service', { Resources }, assets)], {
    origin: 'http://localhost:1',
    issuer: 'http://localhost:1/sign-in',
    state,
  });

const pageAsset = (key: string, source: string) => ({
  Type: 'Custom::PageAsset',
  Properties: {
    ServiceToken: 'any',
    Create: JSON.stringify({
      service: 'S3',
      action: 'copyObject',
      parameters: {
        Bucket: 'b',
        Key: key,
        CopySource: source,
        MetadataDirective: 'REPLACE',
        CacheControl: 'public',
        ContentType: 'text/css',
      },
      physicalResourceId: { id: key },
    }),
  },
});

test('files of an earlier release are still in the bucket after the next', () => {
  const assets = new Map([['hash', import.meta.filename]]);
  createObjects(planOf({ Old: pageAsset('assets/old.css', 'staging/hash.css') }, assets).pageAssets, state);
  createObjects(planOf({ New: pageAsset('assets/new.css', 'staging/hash.css') }, assets).pageAssets, state);
  for (const key of ['assets/old.css', 'assets/new.css']) {
    const { type, cacheControl, content } = objectAt('b', key, state) ?? {};
    expect([type, cacheControl, String(content)]).toEqual([
      'text/css',
      'public',
      expect.stringContaining('what an earlier release put'),
    ]);
  }
});

test('a file that isn’t an asset of the app is an error', () => {
  const { pageAssets } = planOf({ Styles: pageAsset('assets/a.css', 'elsewhere/unknown.css') });
  expect(() => createObjects(pageAssets, state)).toThrow('elsewhere/unknown.css, which isn’t an asset');
});

test('a front door that points outside the template is an error', () => {
  const behavior = {
    TargetOriginId: 'o',
    CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
    ViewerProtocolPolicy: 'https-only',
  };
  const plan = planOf({
    Door: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: behavior,
          Origins: [{ Id: 'o', DomainName: 'elsewhere.example.org' }],
        },
      },
    },
  });
  expect(() => openFrontDoor(plan, { state, answerApi: async () => {} })).toThrow(
    'The front door points to elsewhere.example.org, which isn’t in the template.',
  );
});

test.each([
  [
    'a header that would win over the answer’s own',
    {
      Type: 'AWS::CloudFront::ResponseHeadersPolicy',
      Properties: {
        ResponseHeadersPolicyConfig: {
          Name: 'a',
          SecurityHeadersConfig: { ContentTypeOptions: { Override: true } },
        },
      },
    },
    /Override/,
  ],
  [
    'a call of CDK’s own that copies nothing',
    {
      Type: 'Custom::PageAsset',
      Properties: { ServiceToken: 'any', Create: '{"service":"S3","action":"deleteObject"}' },
    },
    /deleteObject/,
  ],
  [
    'an alias that shares requests out',
    {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: 'f', FunctionVersion: '1', Name: 'live', RoutingConfig: {} },
    },
    /RoutingConfig/,
  ],
])('%s is unsupported, and so an error', (_, resource, message) => {
  expect(() => planOf({ One: resource })).toThrow(message);
});
