import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { Alarms } from '../../infra/constructs/alarms.ts';
import { Web } from '../../infra/constructs/web.ts';
import { functionNamed, ofType, only, said, synthesize } from './template.ts';

const { service } = synthesize('prod');
const answering = new Set(Object.values(routes).map((route) => route.function));

/** The id of the function that answers each route, by route key. */
const answeredBy = new Map(
  ofType(service, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const integration = said(Properties.Target).replace('integrations/', '');
    const found = Object.entries(service).find(
      ([id, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration' && said({ Ref: id }) === integration,
    );
    return [String(Properties.RouteKey), found && said(found[1].Properties.IntegrationUri)];
  }),
);
const arnOf = (name: string) => `${said({ Ref: functionNamed(service, name).id })}.Arn`;

describe('the addresses of the service', () => {
  test('are exactly those of routes.ts, and every other address', () => {
    const keys = Object.values(routes).flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    );
    expect([...answeredBy.keys()].sort()).toEqual([...keys, '$default'].sort());
  });

  test('are each answered by the function that routes.ts names', () => {
    const wrong = Object.values(routes).filter(
      (route) => answeredBy.get(`${route.method} ${route.path}`) !== arnOf(route.function),
    );
    expect(wrong).toEqual([]);
  });

  test('that nobody knows get the page that says so', () => {
    expect(answeredBy.get('$default')).toBe(arnOf('site'));
  });

  test('hand over requests in the format that the handlers read', () => {
    const versions = ofType(service, 'AWS::ApiGatewayV2::Integration').map(
      ({ Properties }) => Properties.PayloadFormatVersion,
    );
    expect(versions).toEqual(Array(answering.size).fill('2.0'));
  });

  test('open each function to this API only', () => {
    const sources = ofType(service, 'AWS::Lambda::Permission').map(({ Properties }) =>
      said(Properties.SourceArn),
    );
    expect(sources).toHaveLength(answering.size);
    expect(new Set(sources)).toEqual(
      new Set(['arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:WebApi/*/*/*']),
    );
  });
});

describe('the API', () => {
  const { AccessLogSettings, DefaultRouteSettings } = only(service, 'AWS::ApiGatewayV2::Stage').Properties;

  test('slows down whoever asks too often', () => {
    expect(DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 });
  });

  test('logs ids, routes and durations, and nothing that says who or what', () => {
    const logged = JSON.stringify(AccessLogSettings);
    expect(logged).toContain('$context.routeKey');
    expect(logged).not.toMatch(
      /sourceIp|identity|userAgent|context\.path|rawPath|queryString|authorizer|header/i,
    );
  });
});

const aStack = () => new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack');

const webIn = (stack: Stack, domain?: { name: string; certificateArn: string }) =>
  new Web(stack, 'Web', {
    domain,
    capacity: { functionMemoryMb: 128, requestsPerSecond: 1, requestBurst: 1 },
    logRetention: RetentionDays.ONE_DAY,
    logRemoval: RemovalPolicy.DESTROY,
    alarms: new Alarms(stack, 'Alarms', 'operations@example.org'),
  });

test('a function that would outlast API Gateway cannot be reached through it', () => {
  const stack = aStack();
  const slow = new LambdaFunction(stack, 'Slow', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
    timeout: Duration.seconds(29),
  });
  expect(() =>
    webIn(stack).serve({
      site: slow,
      applications: slow,
      reviews: slow,
      pairings: slow,
      visits: slow,
      records: slow,
      'sign-in': slow,
    }),
  ).toThrow('Site: the timeout must be below the 29 s that API Gateway waits');
});

describe('the public address', () => {
  const webAt = (domain?: { name: string; certificateArn: string }) => {
    const stack = aStack();
    const { origin } = webIn(stack, domain);
    return { origin: stack.resolve(origin), template: Template.fromStack(stack) };
  };
  const own = {
    name: 'apply.example.org',
    certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/11111111-1111-1111-1111-111111111111',
  };

  test('is the one of API Gateway unless the environment has its own', () => {
    const { origin, template } = webAt();
    expect(said(origin)).toBe('WebApi.ApiEndpoint');
    template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });

  test('is the own domain where there is one, and then no other leads in', () => {
    const { origin, template } = webAt(own);
    expect(origin).toBe('https://apply.example.org');
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'apply.example.org' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  });

  test('tells a person of trouble where the environment names one', () => {
    webAt().template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operations@example.org',
    });
  });

  test('is where the sign-in page of the staff returns to, by code flow and with a secret', () => {
    const client = only(service, 'AWS::Cognito::UserPoolClient').Properties;
    expect([client.CallbackURLs].flat().map(said)).toEqual(['WebApi.ApiEndpoint/sign-in/callback']);
    expect(client).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
    });
  });
});
