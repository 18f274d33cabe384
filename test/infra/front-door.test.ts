import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dressed } from '#http/to-gateway.ts';
import { letterAddresses } from '../../functions/letter-links.ts';
import { routes } from '../../functions/routes.ts';
import { functionNames } from '../../infra/entries.ts';
import { environmentNamed } from '../../infra/environments.ts';
import {
  aFolderOfFunctions,
  functionNamed,
  ofType,
  only,
  type Resource,
  type Resources,
  said,
  synthesize,
  synthesizeAll,
  synthesizeFrom,
} from './template.ts';

const { service, edge } = synthesizeAll();
const dev = synthesize('dev');

const behavior = v.object({
  TargetOriginId: v.string(),
  CachePolicyId: v.string(),
  OriginRequestPolicyId: v.optional(v.string()),
  AllowedMethods: v.optional(v.array(v.string())),
  ViewerProtocolPolicy: v.string(),
  Compress: v.boolean(),
  PathPattern: v.optional(v.string()),
});
const distribution = v.object({
  DistributionConfig: v.object({
    CacheBehaviors: v.tuple([behavior]),
    DefaultCacheBehavior: behavior,
    Origins: v.array(
      v.object({
        Id: v.string(),
        DomainName: v.unknown(),
        CustomOriginConfig: v.optional(v.unknown()),
        OriginAccessControlId: v.optional(v.unknown()),
        OriginCustomHeaders: v.optional(
          v.array(v.object({ HeaderName: v.string(), HeaderValue: v.unknown() })),
        ),
      }),
    ),
    WebACLId: v.optional(v.unknown()),
    CustomErrorResponses: v.array(v.unknown()),
  }),
});
const config = v.parse(
  distribution,
  only(service, 'AWS::CloudFront::Distribution').Properties,
).DistributionConfig;
const originOf = ({ TargetOriginId }: v.InferOutput<typeof behavior>) =>
  config.Origins.find(({ Id }) => Id === TargetOriginId);

// CloudFront's managed policies, by AWS's documented IDs.
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('the front door', () => {
  const [assets] = config.CacheBehaviors;
  const pages = config.DefaultCacheBehavior;

  test('serves page files from their bucket, compressed and cached', () => {
    expect([assets.PathPattern, assets.CachePolicyId, assets.Compress, assets.AllowedMethods]).toEqual([
      '/assets/*',
      cachingOptimized,
      true,
      undefined,
    ]);
    const origin = originOf(assets);
    expect(said(origin?.DomainName)).toBe('PageAssetsBucket.RegionalDomainName');
    expect(said(origin?.OriginAccessControlId)).toMatch(/OriginAccessControl\.Id$/);
  });

  test('forwards everything else to the API with the visitor’s whole request, uncached', () => {
    expect([pages.CachePolicyId, pages.OriginRequestPolicyId]).toEqual([
      cachingDisabled,
      allViewerExceptHostHeader,
    ]);
    expect(said(originOf(pages)?.DomainName)).toBe('WebApi.execute-api.us-east-1.AWS::URLSuffix');
    expect(pages.AllowedMethods).toContain('POST');
  });

  test('only uses TLS, on both sides', () => {
    expect([assets.ViewerProtocolPolicy, pages.ViewerProtocolPolicy]).toEqual(
      Array(2).fill('redirect-to-https'),
    );
    expect(originOf(pages)?.CustomOriginConfig).toEqual({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  test('identifies itself with a key that only it and the functions know', () => {
    const header = originOf(pages)?.OriginCustomHeaders?.[0];
    expect(header?.HeaderName).toBe('x-front-door-key');
    expect(said(header?.HeaderValue)).toBe(
      '{{resolve:secretsmanager:WebFrontDoorKeysSecret:SecretString:k1::}}',
    );
    expect(originOf(assets)?.OriginCustomHeaders).toBeUndefined();
    const environmentOf = v.object({
      Environment: v.object({ Variables: v.record(v.string(), v.unknown()) }),
    });
    const told = functionNames.flatMap((name) => {
      const parsed = v.safeParse(environmentOf, functionNamed(service, name).Properties);
      const keys = parsed.success ? parsed.output.Environment.Variables.FRONT_DOOR_KEYS : undefined;
      return keys === undefined ? [] : [[name, said(keys)]];
    });
    const all = '{{resolve:secretsmanager:WebFrontDoorKeysSecret:SecretString:::}}';
    const answering = new Set<string>(Object.values(routes).map((route) => route.function));
    expect(told).toEqual(functionNames.filter((name) => answering.has(name)).map((name) => [name, all]));
  });

  test('sends the same security headers for files as for pages', () => {
    const policy = only(service, 'AWS::CloudFront::ResponseHeadersPolicy').Properties;
    const pageSays = dressed({ status: 200, data: {} }, { asJson: true, mayCompress: false }).headers ?? {};
    expect(pageSays['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(policy.ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: pageSays['content-security-policy'],
          Override: false,
        },
        ContentTypeOptions: { Override: false },
        FrameOptions: { FrameOption: 'DENY', Override: false },
        ReferrerPolicy: { ReferrerPolicy: pageSays['referrer-policy'], Override: false },
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: 63072000,
          IncludeSubdomains: true,
          Override: false,
        },
      },
    });
  });
});

const uploads = Object.entries(service).filter(([, { Type }]) => Type === 'Custom::PageAsset');

/** The upload of the only file with that name. */
function uploadOf(name: string): Resource['Properties'] {
  const found = uploads.find(([, { Properties }]) => said(Properties.Create).includes(`assets/${name}.`));
  if (!found) throw new Error(`no upload of ${name}`);
  return found[1].Properties;
}

describe('if the API doesn’t answer, the front door', () => {
  test('shows the outage page and keeps the status, but leaves every answer of a function alone', () => {
    expect(config.CustomErrorResponses).toEqual(
      [502, 504].map((status) => ({
        ErrorCode: status,
        ResponseCode: status,
        ResponsePagePath: '/assets/outage.0123456789ab.html',
        ErrorCachingMinTTL: 0,
      })),
    );
  });

  test('has the page in its bucket before it points to it', () => {
    expect(uploads).toHaveLength(2);
    expect(only(service, 'AWS::CloudFront::Distribution').DependsOn).toEqual(
      expect.arrayContaining(uploads.map(([id]) => id)),
    );
  });

  test('keeps browsers from caching that page, because they’d show it after the outage', () => {
    const page = said(uploadOf('outage').Create);
    expect(page).toContain('"CacheControl":"no-store"');
    expect(page).toContain('"ContentType":"text/html; charset=utf-8"');
  });
});

describe('the files that pages link to', () => {
  test('are private to the front door', () => {
    for (const { Properties } of ofType(service, 'AWS::S3::Bucket'))
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    const policy = JSON.stringify(only(synthesize('prod').service, 'AWS::S3::BucketPolicy').Properties);
    expect(policy).toContain('"Service":"cloudfront.amazonaws.com"');
    expect(policy).toContain('"AWS:SourceArn"');
  });

  test('are added by each release and never removed', () => {
    const upload = uploadOf('styles');
    expect(said(upload.Create)).toContain('"CacheControl":"public, max-age=31536000, immutable"');
    expect(said(upload.Create)).toContain('"Key":"assets/styles.0123456789ab.css"');
    expect(said(upload.Create)).toContain('"ContentType":"text/css; charset=utf-8"');
    expect(upload.Update).toEqual(upload.Create);
    expect(upload.Delete).toBeUndefined();
    const actions = ofType(service, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      [...JSON.stringify(Properties).matchAll(/"(s3:[^"]+)"/g)].map(([, action]) => action),
    );
    expect([...new Set(actions)].sort()).toEqual(['s3:GetObject', 's3:PutObject']);
  });

  test('are copied with permissions that no release changes, because IAM is slower than the copy', () => {
    const policiesWith = (style: string) => {
      const folder = aFolderOfFunctions();
      writeFileSync(join(folder.builtFunctions, 'assets', `styles.${style}.css`), `/* ${style} */`);
      rmSync(join(folder.builtFunctions, 'assets', 'styles.0123456789ab.css'));
      return ofType(synthesizeFrom(folder, 'prod').service, 'AWS::IAM::Policy');
    };
    expect(policiesWith('aaaaaaaaaaaa')).toEqual(policiesWith('bbbbbbbbbbbb'));
  });
});

const rules = v.object({
  Scope: v.literal('CLOUDFRONT'),
  CustomResponseBodies: v.record(v.string(), v.object({ ContentType: v.string(), Content: v.string() })),
  Rules: v.array(
    v.object({
      Name: v.string(),
      Action: v.optional(v.unknown()),
      Statement: v.object({
        RateBasedStatement: v.optional(v.unknown()),
        ManagedRuleGroupStatement: v.optional(
          v.object({
            Name: v.string(),
            RuleActionOverrides: v.array(v.object({ Name: v.string(), ActionToUse: v.unknown() })),
          }),
        ),
      }),
      VisibilityConfig: v.object({ SampledRequestsEnabled: v.boolean() }),
    }),
  ),
});

describe('the firewall', () => {
  const { Rules, CustomResponseBodies } = v.parse(rules, only(edge, 'AWS::WAFv2::WebACL').Properties);
  const [rate, common] = Rules;

  test('protects prod and staging, but not dev', () => {
    expect(JSON.stringify(config.WebACLId)).toContain('FirewallWebAcl');
    expect(JSON.stringify(only(synthesize('staging').service, 'AWS::CloudFront::Distribution'))).toContain(
      'FirewallWebAcl',
    );
    expect(JSON.stringify(only(dev.service, 'AWS::CloudFront::Distribution'))).not.toContain('WebACLId');
    expect(dev.edge).toEqual({});
  });

  test('makes addresses with too many requests wait, and tells them', () => {
    expect(rate?.Statement.RateBasedStatement).toEqual({
      AggregateKeyType: 'IP',
      EvaluationWindowSec: 300,
      Limit: 2000,
    });
    expect(rate?.Action).toEqual({
      Block: {
        CustomResponse: {
          CustomResponseBodyKey: 'slowDown',
          ResponseCode: 429,
          ResponseHeaders: [{ Name: 'Retry-After', Value: '300' }],
        },
      },
    });
  });

  test.each(['slowDown', 'blocked'])('has a page of its own that says what to do (%s)', (key) => {
    const { ContentType, Content = '' } = CustomResponseBodies[key] ?? {};
    expect(ContentType).toBe('TEXT_HTML');
    expect(Content).toContain('copy your answers if they’re still there');
    expect(Content.match(/<h1>/g)).toHaveLength(1);
    expect(Content).not.toMatch(/<script|style|src=|href=/);
    // AWS’s limit.
    expect(Buffer.byteLength(Content)).toBeLessThan(4096);
  });

  test('shows its own page if another of AWS’s rules blocks a request', () => {
    const overrides = common?.Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [];
    const blocking = overrides.filter(({ Name }) => !Name.endsWith('_BODY'));
    expect(blocking.length).toBeGreaterThan(15);
    for (const { ActionToUse } of blocking)
      expect(ActionToUse).toEqual({
        Block: { CustomResponse: { CustomResponseBodyKey: 'blocked', ResponseCode: 403 } },
      });
  });

  test('doesn’t mistake text about a school for an attack', () => {
    const group = common?.Statement.ManagedRuleGroupStatement;
    expect(group?.Name).toBe('AWSManagedRulesCommonRuleSet');
    expect(group?.RuleActionOverrides.filter(({ Name }) => Name.endsWith('_BODY'))).toEqual(
      [
        'SizeRestrictions_BODY',
        'CrossSiteScripting_BODY',
        'GenericLFI_BODY',
        'GenericRFI_BODY',
        'EC2MetaDataSSRF_BODY',
      ].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
    );
  });

  test('allows the longest link in a letter, up to a path of 1,024 bytes', () => {
    const { schoolVisit } = letterAddresses('https://apply.example.org', { k2014: 'k'.repeat(64) });
    const link = schoolVisit(
      { reference: 'r'.repeat(100), ownership: randomUUID() },
      99,
      '2014-10-01T00:00:00.000Z',
    );
    expect(new URL(link).pathname.length).toBeLessThan(1024);
  });

  test('keeps no samples of requests', () => {
    expect([rate, common].map((rule) => rule?.VisibilityConfig.SampledRequestsEnabled)).toEqual([
      false,
      false,
    ]);
  });
});

test('a service in another region takes its firewall from CloudFront’s region', () => {
  const { service: elsewhere } = synthesize({ ...environmentNamed('prod'), region: 'eu-central-1' });
  const { DistributionConfig } = only(elsewhere, 'AWS::CloudFront::Distribution').Properties;
  expect(v.parse(v.object({ WebACLId: v.unknown() }), DistributionConfig).WebACLId).toEqual({
    'Fn::GetStackOutput': expect.objectContaining({
      StackName: 'learning-partners-prod-edge',
      Region: 'us-east-1',
    }),
  });
  // CDK doesn't add it.
  expect(ofType(elsewhere, 'Custom::CrossRegionExportReader')).toEqual([]);
});

describe('an alarm about the front door', () => {
  const about = (resources: Resources, namespace: string) =>
    ofType(resources, 'AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties)
      .filter(({ Namespace }) => Namespace === namespace);

  test('fires if it gets no responses for 15 minutes', () => {
    expect(about(service, 'AWS/CloudFront')).toEqual([
      expect.objectContaining({
        MetricName: '5xxErrorRate',
        Dimensions: [
          { Name: 'DistributionId', Value: { Ref: expect.stringMatching(/^WebFrontDoorDistribution/) } },
          { Name: 'Region', Value: 'Global' },
        ],
        Threshold: 5,
        EvaluationPeriods: 3,
        Period: 300,
      }),
    ]);
  });

  test('fires if the firewall, if any, blocks many requests', () => {
    expect(about(service, 'AWS/WAFV2')).toEqual([
      expect.objectContaining({
        MetricName: 'BlockedRequests',
        Dimensions: [
          { Name: 'Rule', Value: 'ALL' },
          { Name: 'WebACL', Value: 'learning-partners-prod' },
        ],
      }),
    ]);
    expect(about(dev.service, 'AWS/WAFV2')).toEqual([]);
  });

  test('is in the region of CloudFront’s metrics, wherever the service is', () => {
    const abroad = synthesize({ ...environmentNamed('prod'), region: 'eu-central-1' });
    expect(about(abroad.service, 'AWS/CloudFront')).toEqual([]);
    expect(about(abroad.watch, 'AWS/CloudFront')).toHaveLength(1);
    expect(about(abroad.watch, 'AWS/WAFV2')).toHaveLength(1);
  });
});
