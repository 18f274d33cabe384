import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type IScheduleTarget, ScheduleGroup, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type ScheduledCallsProps = {
  /** What the schedules call. */
  readonly fn: LambdaFunction;
  /** Where a call goes that Scheduler could not make. */
  readonly lost: IQueue;
  /** Whoever reads the role in the account reads this. */
  readonly description: string;
};

type Call = {
  readonly input: object;
  readonly retryAttempts: number;
  /** How late a call is still of use. */
  readonly retriedFor: Duration;
};

/** A group of schedules, and the role in which Scheduler makes the calls of this group and of no other. */
export type ScheduledCalls = {
  readonly group: ScheduleGroup;
  readonly role: Role;
  readonly targetOf: (call: Call) => IScheduleTarget;
};

/**
 * Makes both in `scope`, under ids that must stay: the schedules of visits are in their group, and nowhere else. The role may call the
 * function and keep what was lost, and nothing else; it is written out because CDK's ready-made target lets it call every version.
 */
export function scheduledCalls(
  scope: Construct,
  { fn, lost, description }: ScheduledCallsProps,
): ScheduledCalls {
  const group = new ScheduleGroup(scope, 'Group');
  const role = new Role(scope, 'Role', {
    description,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      // Nobody else's schedule may borrow the role.
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
