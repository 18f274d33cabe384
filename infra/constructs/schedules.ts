import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { scheduledCalls } from './scheduled-calls.ts';

type SchedulesProps = {
  readonly fn: LambdaFunction;
  /** An IANA zone, such as `America/New_York`. */
  readonly timeZone: string;
  /** The queue for calls that Scheduler couldn't make. */
  readonly lost: IQueue;
};

/** The morning call at eight in the program's zone, in summer and winter time. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { fn, lost, timeZone }: SchedulesProps) {
    super(scope, id);
    const description = 'EventBridge Scheduler uses this role to send morning emails';
    const { group, targetOf } = scheduledCalls(this, { fn, lost, description });
    new Schedule(this, 'Morning', {
      description: 'Morning emails and deadline reminder',
      scheduleGroup: group,
      schedule: ScheduleExpression.cron({ minute: '0', hour: '8', timeZone: TimeZone.of(timeZone) }),
      target: targetOf({
        // A late attempt is still about the morning that was due.
        input: { kind: 'morning', at: '<aws.scheduler.scheduled-time>' },
        retryAttempts: 10,
        // A digest after noon is useless.
        retriedFor: Duration.hours(4),
      }),
    });
  }
}
