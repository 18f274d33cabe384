import { CfnOutput, Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
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
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpFunction, routes } from '../../functions/routes.ts';
import type { Environment } from '../environments.ts';
import { acknowledge, fitting } from './acknowledge.ts';
import type { Alarms, AlarmWords } from './alarms.ts';
import { FrontDoor } from './front-door.ts';
import type { Granted } from './function.ts';
import { FrontDoorKeys } from './keys.ts';
import type { PageAssets } from './page-assets.ts';

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
      threads: this.integrationOf('Threads', functions.threads),
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

/** A function that serves people, as far as releases need it. */
export type Released = Construct & {
  readonly lambda: LambdaFunction;
  readonly log: LogGroup;
  readonly alarmWords: AlarmWords;
  readonly alarms: readonly Alarm[];
};

/**
 * Alarms cover all versions of a function. CodeDeploy stops before its first step if an alarm it watches is
 * already firing. With all traffic at once it watches none: nothing could be rolled back, and a fix must get
 * in.
 */
const ways = {
  canary: {
    config: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    watched: (alarms: readonly Alarm[]) => [...alarms],
  },
  'all-at-once': { config: LambdaDeploymentConfig.ALL_AT_ONCE, watched: (): Alarm[] => [] },
} as const;

type ReleasesProps = {
  readonly release: Environment['release'];
  readonly alarms: Alarms;
  /** What must exist before a new version serves anyone. */
  readonly after: readonly Construct[];
};

/**
 * How a new version of a function takes over. As a canary, it first serves a tenth of the requests. If one of
 * the function's alarms fires in those minutes, the previous version serves all of them again and the
 * deployment fails.
 */
class Releases extends Construct {
  private readonly props: ReleasesProps;
  private readonly application: LambdaApplication;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: ReleasesProps) {
    super(scope, id);
    this.props = props;
    this.application = new LambdaApplication(this, 'Application');
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    acknowledge(
      this.role,
      'AWS keeps this policy up to date with what CodeDeploy needs to shift function aliases. No narrower policy does that.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
    );
    const ifItFails = 'A new function version failed and was rolled back';
    const takenBack = new Rule(this, 'TakenBack', {
      description: ifItFails,
      eventPattern: {
        source: ['aws.codedeploy'],
        detailType: ['CodeDeploy Deployment State-change Notification'],
        detail: { state: ['FAILURE', 'STOP'], application: [this.application.applicationName] },
      },
    });
    acknowledge(
      takenBack,
      'EventBridge retries the message for a day. After that, CodeDeploy and the failed deployment still show it.',
      'Serverless-EventBusDLQ',
    );
    props.alarms.tellOf(takenBack, { ifItFails });
  }

  /** The alias of the proven version of `fn`. */
  live(fn: Released): Alias {
    const live = fn.lambda.addAlias('live');
    live.node.addDependency(...this.props.after);
    const { config, watched } = ways[this.props.release];
    const group = new LambdaDeploymentGroup(fn, 'Release', {
      application: this.application,
      role: this.role,
      alias: live,
      deploymentConfig: config,
      alarms: watched([...fn.alarms, this.ringOnOutages(fn)]),
    });
    // A deployment that changes the release way already uses the new one.
    live.node.addDependency(group);
    return live;
  }

  // A thrown error still returns a page, so Lambda doesn't count it as an error. The log does.
  private ringOnOutages(fn: Released): Alarm {
    const outages = new MetricFilter(fn, 'Outages', {
      logGroup: fn.log,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
      metricNamespace: Stack.of(this).stackName,
      metricName: `${fn.node.id}Outages`,
    });
    const metric = outages.metric({ period: Duration.minutes(5), statistic: 'Sum' });
    return this.props.alarms.ring(fn, 'OutagesAlarm', metric, 1, fn.alarmWords);
  }
}
