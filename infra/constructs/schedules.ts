import { Duration, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleGroup, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** The morning call at eight by the program's clock, through summer and winter time. */
export class Schedules extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly fn: LambdaFunction; readonly timeZone: string; readonly lost: IQueue },
  ) {
    super(scope, id);
    const group = new ScheduleGroup(this, 'Group');
    const role = new Role(this, 'Role', {
      description: 'EventBridge Scheduler calls the program with this role',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'Morning', {
      description: 'Queue digest and closing reminder',
      scheduleGroup: group,
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: '8',
        timeZone: TimeZone.of(props.timeZone),
      }),
      target: new LambdaInvoke(props.fn, {
        role,
        input: ScheduleTargetInput.fromObject({ kind: 'morning' }),
        deadLetterQueue: props.lost,
        retryAttempts: 10,
        // A digest that comes after noon is of no use any more.
        maxEventAge: Duration.hours(4),
      }),
    });
  }
}
