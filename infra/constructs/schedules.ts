import { type Duration, Stack, TimeZone } from 'aws-cdk-lib';
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
import { allow, type Environment, plain } from './function.ts';

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
function scheduledCalls(scope: Construct, { fn, lost, description }: ScheduledCallsProps): ScheduledCalls {
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
  const may = (action: string, resource: string) =>
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  may('lambda:InvokeFunction', fn.functionArn);
  may('sqs:SendMessage', lost.queueArn);
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

type DailyCall = Call & {
  /** Shown in the account with the schedule. */
  readonly description: string;
  readonly hour: string;
  readonly minute: string;
  /** An IANA zone, such as `America/New_York`, in summer and winter time. */
  readonly timeZone: string;
};

/** Calls a function at the same time each day. */
export function callDaily(scope: Construct, id: string, calls: ScheduledCallsProps, daily: DailyCall): void {
  const { group, targetOf } = scheduledCalls(scope, calls);
  const { description, hour, minute, timeZone } = daily;
  new Schedule(scope, id, {
    description,
    scheduleGroup: group,
    schedule: ScheduleExpression.cron({ minute, hour, timeZone: TimeZone.of(timeZone) }),
    target: targetOf(daily),
  });
}

type VisitSchedulesProps = Omit<ScheduledCallsProps, 'description'>;

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
    const setting = ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'];
    allow(setter, setting, [Stack.of(this).formatArn({ service: 'scheduler', resource: schedules })]);
    acknowledge(
      setter.role ?? setter,
      'Each visit has two schedules, made and deleted with it. Their group holds nothing else.',
      `AwsSolutions-IAM5[Resource::arn:${partition}:scheduler:${region}:${account}:${schedules}]`,
    );
  }

  private permitPassing(setter: LambdaFunction): void {
    allow(setter, ['iam:PassRole'], [this.calls.role.roleArn], {
      StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    });
  }
}
