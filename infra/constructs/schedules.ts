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
import type { StreamEnv } from '../../functions/notifications/env.ts';
import { acknowledge, placeInFindings } from './acknowledge.ts';
import { type Environment, plain } from './function.ts';

type ScheduledCallsProps = {
  /** The function that the schedules call. */
  readonly fn: LambdaFunction;
  /** The queue for calls that Scheduler couldn't make. */
  readonly lost: IQueue;
  /** Shown with the role in the account. */
  readonly description: string;
};

type Call = {
  readonly input: object;
  readonly retryAttempts: number;
  /** How late a call is still useful. */
  readonly retriedFor: Duration;
};

/** A schedule group, and the role that Scheduler uses for this group only. */
type ScheduledCalls = {
  readonly group: ScheduleGroup;
  readonly role: Role;
  readonly targetOf: (call: Call) => IScheduleTarget;
};

/**
 * Creates both in `scope`. Their IDs must stay, because visits' schedules are in their group and nowhere
 * else. The role may only call the function and keep lost calls. It is written out because CDK's target lets
 * it call every version.
 */
export function scheduledCalls(
  scope: Construct,
  { fn, lost, description }: ScheduledCallsProps,
): ScheduledCalls {
  const group = new ScheduleGroup(scope, 'Group');
  const role = new Role(scope, 'Role', {
    description,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      // No one else's schedule may use the role.
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Stack.of(scope).account,
          'aws:SourceArn': group.scheduleGroupArn,
        },
      },
    }),
  });
  const allow = (action: string, resource: string) =>
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  allow('lambda:InvokeFunction', fn.functionArn);
  allow('sqs:SendMessage', lost.queueArn);
  const targetOf = ({ input, retryAttempts, retriedFor }: Call): IScheduleTarget => ({
    bind: () => ({
      arn: fn.functionArn,
      role,
      input: ScheduleTargetInput.fromObject(input),
      deadLetterConfig: { arn: lost.queueArn },
      retryPolicy: {
        maximumRetryAttempts: retryAttempts,
        maximumEventAgeInSeconds: retriedFor.toSeconds(),
      },
    }),
  });
  return { group, role, targetOf };
}

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

type VisitSchedulesProps = {
  /** The function that the schedules call. */
  readonly fn: LambdaFunction;
  /** The queue for calls that Scheduler couldn't make. */
  readonly lost: IQueue;
};

type Named = 'SCHEDULE_GROUP' | 'SCHEDULE_ROLE_ARN' | 'SCHEDULE_TARGET_ARN' | 'SCHEDULE_DEAD_LETTERS_ARN';

/**
 * The schedules before and after each visit. The program creates, moves, and deletes them itself. The group
 * has nothing else, and the role can do nothing else.
 */
export class VisitSchedules extends Construct {
  private readonly calls: ScheduledCalls;
  private readonly props: VisitSchedulesProps;

  constructor(scope: Construct, id: string, props: VisitSchedulesProps) {
    super(scope, id);
    this.props = props;
    const description = 'EventBridge Scheduler uses this role to send visit reminders';
    this.calls = scheduledCalls(this, { ...props, description });
  }

  /** The settings for creating schedules in the group, with exactly that permission. */
  settable(): Pick<Environment<StreamEnv>, Named> {
    const { fn, lost } = this.props;
    return {
      SCHEDULE_GROUP: {
        value: this.calls.group.scheduleGroupName,
        permit: (setter) => this.permitSetting(setter),
      },
      SCHEDULE_ROLE_ARN: { value: this.calls.role.roleArn, permit: (setter) => this.permitPassing(setter) },
      SCHEDULE_TARGET_ARN: plain(fn.functionArn),
      SCHEDULE_DEAD_LETTERS_ARN: plain(lost.queueArn),
    };
  }

  private permitSetting(setter: LambdaFunction): void {
    const schedules = `schedule/${this.calls.group.scheduleGroupName}/*`;
    const { partition, region, account } = placeInFindings(this);
    setter.addToRolePolicy(
      new PolicyStatement({
        actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
        resources: [Stack.of(this).formatArn({ service: 'scheduler', resource: schedules })],
      }),
    );
    acknowledge(
      setter.role ?? setter,
      'Each visit has two schedules, made and deleted with it. Their group holds nothing else.',
      `AwsSolutions-IAM5[Resource::arn:${partition}:scheduler:${region}:${account}:${schedules}]`,
    );
  }

  private permitPassing(setter: LambdaFunction): void {
    setter.addToRolePolicy(
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.calls.role.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    );
  }
}
