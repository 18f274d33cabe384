import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type IScheduleTarget, ScheduleGroup, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

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
export type ScheduledCalls = {
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
