import { Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/**
 * What an alarm means for people, as a clause without its period: `Schools can’t apply or see their status`.
 * `infra/RUNBOOK.md` has the same words as a heading.
 */
export type AlarmWords = { readonly ifItFails: string };

/** The topic that every alarm of an environment notifies, and its subscriber. */
export class Alarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, alarmAddress: string | undefined) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic without a policy admits its whole account. The policy that requires encryption replaces that default.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (alarmAddress !== undefined) {
      this.topic.addSubscription(new EmailSubscription(alarmAddress));
      acknowledge(
        this.topic,
        'An email subscription has no endpoint that can be down. The alarm stays visible in CloudWatch.',
        'Serverless-SNSRedrivePolicy',
      );
    }
  }

  /** Fires as soon as `metric` reaches `threshold` in one period. */
  ring(
    scope: Construct,
    id: string,
    metric: Metric,
    threshold: number,
    words: AlarmWords,
    options: Partial<CreateAlarmOptions> = {},
  ): Alarm {
    const alarm = metric.createAlarm(scope, id, {
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(words),
      ...options,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /** Reports every event that `rule` catches, in the same words as an alarm. */
  tellOf(rule: Rule, words: AlarmWords): void {
    rule.addTarget(new SnsTopic(this.topic, { message: RuleTargetInput.fromText(describe(words)) }));
  }
}

const describe = ({ ifItFails }: AlarmWords): string =>
  `${ifItFails}. What to do: infra/RUNBOOK.md#${anchorOf(ifItFails)}`;

/** The anchor that Markdown renderers give a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
