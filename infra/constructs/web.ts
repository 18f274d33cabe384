import { CfnOutput, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpFunction, routes } from '../../functions/routes.ts';
import type { Environment } from '../environments.ts';
import { acknowledge, fitting } from './acknowledge.ts';
import type { Alarms } from './alarms.ts';
import { FrontDoor } from './front-door.ts';
import type { Granted } from './function.ts';
import { FrontDoorKeys } from './keys.ts';
import type { PageAssets } from './page-assets.ts';
import { type Released, Releases } from './releases.ts';

/**
 * IDs and durations only. It leaves out the path on purpose: it has link tokens and application references,
 * and with the caller's address a line would say who read what.
 */
const accessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatencyMs: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};

type WebProps = Pick<Environment, 'domain' | 'capacity' | 'frontDoorKey' | 'release'> & {
  readonly assets: PageAssets;
  readonly firewallArn: string | undefined;
  readonly logRetention: RetentionDays;
  readonly logRemoval: RemovalPolicy;
  readonly alarms: Alarms;
};

/** The public entry: the front door, then one HTTP API with one route per address in `functions/routes.ts`. */
export class Web extends Construct {
  /** The public address, such as `https://apply.example.org`, without a trailing slash. */
  readonly origin: string;
  /** The keys that tell a function that a request came through the front door. */
  readonly frontDoorKeys: Granted;
  readonly frontDoor: FrontDoor;
  private readonly api: HttpApi;
  private readonly releases: Releases;

  constructor(scope: Construct, id: string, props: WebProps) {
    super(scope, id);
    // Its own address stays open, because CloudFront uses it too. The functions accept no one else.
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const keys = new FrontDoorKeys(this, 'FrontDoorKeys', props.frontDoorKey);
    this.frontDoorKeys = keys.accepted;
    this.frontDoor = new FrontDoor(this, 'FrontDoor', { ...props, api: this.api, key: keys.sent });
    this.origin = this.frontDoor.origin;
    this.releases = new Releases(this, 'Releases', { ...props, after: props.assets.uploads });
    const log = new LogGroup(this, 'AccessLog', {
      retention: props.logRetention,
      removalPolicy: props.logRemoval,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: props.capacity.requestsPerSecond, burstLimit: props.capacity.requestBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    new CfnOutput(this, 'Origin', { value: this.origin });
    if (props.domain) {
      const { distributionDomainName } = this.frontDoor.distribution;
      new CfnOutput(this, 'DomainRecord', { value: `${props.domain.name} CNAME ${distributionDomainName}` });
    }
    props.alarms.ring(this, 'ServerErrors', this.api.metricServerError({ period: Duration.minutes(5) }), 5, {
      ifItFails: 'Many pages are returning errors',
    });
    acknowledge(
      this,
      'Schools have no account and staff have a session cookie. The functions check both, so that a refusal is a page in plain words.',
      'AwsSolutions-APIG4',
    );
  }

  /**
   * Creates every route and sends each to the proven version of its function. Unknown addresses go to `site`.
   * @throws if a function may run longer than API Gateway waits.
   */
  serve(functions: Readonly<Record<HttpFunction, Released>>): void {
    const integrations = {
      site: this.integrationOf('Site', functions.site),
      applications: this.integrationOf('Applications', functions.applications),
      schools: this.integrationOf('Schools', functions.schools),
      reviews: this.integrationOf('Reviews', functions.reviews),
      pairings: this.integrationOf('Pairings', functions.pairings),
      visits: this.integrationOf('Visits', functions.visits),
      records: this.integrationOf('Records', functions.records),
      'sign-in': this.integrationOf('SignIn', functions['sign-in']),
    };
    const authorizer = new HttpNoneAuthorizer();
    for (const [name, route] of Object.entries(routes)) {
      const add = (id: string, method: HttpMethod) =>
        new HttpRoute(this, id, {
          httpApi: this.api,
          routeKey: HttpRouteKey.with(route.path, method),
          integration: integrations[route.function],
          authorizer,
        });
      add(`Route-${name}`, HttpMethod[route.method]);
      // An HTTP API doesn't answer HEAD with its GET routes. Link checkers would report good links as dead.
      if (route.method === 'GET') add(`Route-${name}-head`, HttpMethod.HEAD);
    }
    new HttpRoute(this, 'Route-default', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.site,
      authorizer,
    });
  }

  private integrationOf(id: string, fn: Released): HttpLambdaIntegration {
    const { timeout } = fn.lambda;
    if (!timeout || timeout.toSeconds() >= gatewayPatienceSeconds) {
      throw new Error(
        `${id}: the timeout must be less than the ${gatewayPatienceSeconds} s that API Gateway waits`,
      );
    }
    // One permission for the whole API, because one per route would exceed the 20 kB limit of a function's policy.
    return new HttpLambdaIntegration(id, fitting(this.releases.live(fn), isFunction), {
      scopePermissionToRoute: false,
    });
  }
}

// API Gateway gives up after 29 s. A function that runs longer works for no one.
const gatewayPatienceSeconds = 29;

const isFunction = (one: unknown): one is IFunction => one instanceof Alias;
