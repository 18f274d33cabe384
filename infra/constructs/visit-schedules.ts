import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StreamEnv } from '../../functions/notifications/env.ts';
import { acknowledge, placeInFindings } from './acknowledge.ts';
import { type Environment, plain } from './function.ts';
import { type ScheduledCalls, scheduledCalls } from './scheduled-calls.ts';

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
