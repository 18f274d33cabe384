import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Alarms, AlarmWords } from './alarms.ts';

/** A queue for work that failed every retry. It keeps the work two weeks for a person, and alerts at once. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { readonly alarms: Alarms } & AlarmWords) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(
      this.queue,
      'This queue is the end of the line: its messages have used up their retries and wait for a person.',
      'AwsSolutions-SQS3',
      'Serverless-SQSRedrivePolicy',
    );
    const waiting = this.queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    });
    props.alarms.ring(this, 'Waiting', waiting, 1, props);
  }
}
