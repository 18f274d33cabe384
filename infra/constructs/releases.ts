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
