import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

type SchedulesProps = {
  readonly fn: LambdaFunction;
  /** An IANA zone, such as `America/New_York`. */
  readonly timeZone: string;
  /** Where a call goes that Scheduler could not make. */
  readonly lost: IQueue;
};

/** The morning call at eight by the program's clock, through summer and winter time. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const group = new ScheduleGroup(this, 'Group');
    const role = new Role(this, 'Role', {
      description: 'EventBridge Scheduler calls the program with this role',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // Nobody else's schedule may borrow the role.
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': group.scheduleGroupArn,
          },
        },
      }),
    });
    new Schedule(this, 'Morning', {
      description: 'Digests and closing reminder',
      scheduleGroup: group,
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: '8',
        timeZone: TimeZone.of(props.timeZone),
      }),
      target: morningCall(role, props),
    });
  }
}

// Written out because the ready-made target also lets the role call every version of the function.
function morningCall(role: Role, { fn, lost }: SchedulesProps): IScheduleTarget {
  return {
    bind: () => {
      role.addToPolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }),
      );
      role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [lost.queueArn] }));
      return {
        arn: fn.functionArn,
        role,
        // A late try is still about the morning that was due.
        input: ScheduleTargetInput.fromObject({ kind: 'morning', at: '<aws.scheduler.scheduled-time>' }),
        deadLetterConfig: { arn: lost.queueArn },
        retryPolicy: {
          maximumRetryAttempts: 10,
          // A digest that comes after noon is of no use any more.
          maximumEventAgeInSeconds: Duration.hours(4).toSeconds(),
        },
      };
    },
  };
}
