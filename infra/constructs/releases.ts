import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms, AlarmWords } from './alarms.ts';

/** A function that answers people, as far as its releases are concerned. */
export type Released = Construct & {
  readonly lambda: LambdaFunction;
  readonly log: LogGroup;
  readonly alarmWords: AlarmWords;
  readonly alarms: readonly Alarm[];
};

/**
 * Alarms ring for all versions of a function, and CodeDeploy stops before its first step where one of those that it watches
 * rings already. Where everything moves at once it watches none: nothing could be taken back, and what mends a function that
 * fails must get in.
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
  /** What must be there before a new version answers anybody. */
  readonly after: readonly Construct[];
};

/**
 * How a new version of a function takes over. As a canary it answers a tenth of the requests first, and when one of the function's
 * alarms rings in those minutes, the version before answers all of them again and the deployment fails.
 */
export class Releases extends Construct {
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
      'AWS keeps this policy up to date with what CodeDeploy needs to shift function aliases. It is the narrowest one for that.',
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

  /** Where the version of `fn` answers that has proved itself. */
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
    // A deployment that changes the way goes that way already.
    live.node.addDependency(group);
    return live;
  }

  // What a page threw is answered as a page, which Lambda does not count among its errors: the log does.
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
