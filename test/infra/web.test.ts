import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { Alarms } from '../../infra/constructs/alarms.ts';
import { ProgramFunction } from '../../infra/constructs/function.ts';
import { PageAssets } from '../../infra/constructs/page-assets.ts';
import { Web } from '../../infra/constructs/web.ts';
import { aFolderOfFunctions, functionNamed, ofType, only, said, synthesize } from './template.ts';

const { service } = synthesize('prod');
const answering = new Set(Object.values(routes).map((route) => route.function));

/** The ID of the function whose live version answers each route, by route key. */
const answeredBy = new Map(
  ofType(service, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const integration = said(Properties.Target).replace('integrations/', '');
    const found = Object.entries(service).find(
      ([id, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration' && said({ Ref: id }) === integration,
    );
    const alias = v.parse(v.object({ Ref: v.string() }), found?.[1].Properties.IntegrationUri).Ref;
    return [String(Properties.RouteKey), said(service[alias]?.Properties.FunctionName)];
  }),
);
const idOf = (name: string) => said({ Ref: functionNamed(service, name).id });

describe('the addresses of the service', () => {
  test('are exactly those of routes.ts, and every other address', () => {
    const keys = Object.values(routes).flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    );
    expect([...answeredBy.keys()].sort()).toEqual([...keys, '$default'].sort());
  });

  test('are each served by the function in routes.ts', () => {
    const wrong = Object.values(routes).filter(
      (route) => answeredBy.get(`${route.method} ${route.path}`) !== idOf(route.function),
    );
    expect(wrong).toEqual([]);
  });

  test('that are unknown get the Not found page', () => {
    expect(answeredBy.get('$default')).toBe(idOf('site'));
  });

  test('pass requests in the handlers’ format', () => {
    const versions = ofType(service, 'AWS::ApiGatewayV2::Integration').map(
      ({ Properties }) => Properties.PayloadFormatVersion,
    );
    expect(versions).toEqual(Array(answering.size).fill('2.0'));
  });

  test('only open each function to this API', () => {
    const sources = ofType(service, 'AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com')
      .map(({ Properties }) => said(Properties.SourceArn));
    expect(sources).toHaveLength(answering.size);
    expect(new Set(sources)).toEqual(new Set(['arn:aws:execute-api:us-east-1:AWS::AccountId:WebApi/*/*/*']));
  });
});

describe('the API', () => {
  const { AccessLogSettings, DefaultRouteSettings } = only(service, 'AWS::ApiGatewayV2::Stage').Properties;

  test('slows down too many requests', () => {
    expect(DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 });
  });

  test('logs IDs, routes, and durations, but nothing about who or what', () => {
    const logged = JSON.stringify(AccessLogSettings);
    expect(logged).toContain('$context.routeKey');
    expect(logged).not.toMatch(
      /sourceIp|identity|userAgent|context\.path|rawPath|queryString|authorizer|header/i,
    );
  });
});

const functions = aFolderOfFunctions();
const logs = { logRetention: RetentionDays.ONE_DAY, logRemoval: RemovalPolicy.DESTROY };
const aStack = () => new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack');

const webIn = (stack: Stack, domain?: { name: string; certificateArn: string }) =>
  new Web(stack, 'Web', {
    ...(domain && { domain }),
    assets: new PageAssets(stack, 'PageAssets', { ...functions, ...logs }),
    firewallArn: undefined,
    release: 'canary',
    capacity: { functionMemoryMb: 128, requestsPerSecond: 1, requestBurst: 1 },
    ...logs,
    alarms: new Alarms(stack, 'Alarms', 'operations@example.org'),
  });

test('a function that would outlast API Gateway cannot be reached through it', () => {
  const stack = aStack();
  const slow = new ProgramFunction<Record<never, string>>(stack, 'Slow', {
    defaults: { ...functions, ...logs, memoryMb: 128, alarms: new Alarms(stack, 'OwnAlarms', undefined) },
    name: 'site',
    ifItFails: 'Nothing',
    environment: {},
    timeout: Duration.seconds(29),
  });
  expect(() =>
    webIn(stack).serve({
      site: slow,
      applications: slow,
      reviews: slow,
      schools: slow,
      pairings: slow,
      visits: slow,
      records: slow,
      threads: slow,
      'sign-in': slow,
    }),
  ).toThrow('Site: the timeout must be less than the 29 s that API Gateway waits');
});

describe('the public address', () => {
  const webAt = (domain?: { name: string; certificateArn: string }) => {
    const stack = aStack();
    const { origin } = webIn(stack, domain);
    return { origin: stack.resolve(origin), template: Template.fromStack(stack) };
  };
  const own = (region: string) => ({
    name: 'apply.example.org',
    certificateArn: `arn:aws:acm:${region}:111111111111:certificate/11111111-1111-1111-1111-111111111111`,
  });

  test('is CloudFront’s unless the environment has its own', () => {
    const { origin, template } = webAt();
    expect(said(origin)).toBe('https://WebFrontDoorDistribution.DomainName');
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: Match.absent() },
    });
  });

  test('is the environment’s domain if it has one, with a current protocol', () => {
    const { origin, template } = webAt(own('us-east-1'));
    expect(origin).toBe('https://apply.example.org');
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['apply.example.org'],
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
      },
    });
    template.hasOutput('*', { Value: { 'Fn::Join': ['', ['apply.example.org CNAME ', Match.anyValue()]] } });
  });

  test('can’t have a certificate in another region, and says what to do', () => {
    expect(() => webAt(own('eu-central-1'))).toThrow(
      'The certificate for apply.example.org must be in us-east-1, where CloudFront looks for it. Request it there',
    );
  });

  test('alerts a person if the environment has an alarm address', () => {
    webAt().template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operations@example.org',
    });
  });

  test('is where staff sign-in returns to, by code flow with a secret', () => {
    const client = only(service, 'AWS::Cognito::UserPoolClient').Properties;
    expect([client.CallbackURLs].flat().map(said)).toEqual([
      'https://WebFrontDoorDistribution.DomainName/sign-in/callback',
    ]);
    expect(client).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      // No password can be sent to Cognito's API.
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      RefreshTokenValidity: 60,
    });
  });
});
