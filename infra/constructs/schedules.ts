import { Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
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
import type { CallbackEnv, StreamEnv } from '../../functions/notifications/env.ts';
import { acknowledge, placeInFindings } from './acknowledge.ts';
import { allow, type Environment, type FunctionDefaults, plain } from './function.ts';

type ScheduledCallsProps = {
  /** The queue for calls that Scheduler couldn't make. */
  readonly lost: IQueue;
  /** Shown with the role in the account. */
  readonly description: string;
  readonly defaults: Pick<FunctionDefaults, 'logRemoval' | 'alarms'>;
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
  /** The role may then call this function and keep its lost calls. */
  readonly permitCalling: (fn: LambdaFunction) => void;
};

/**
 * Creates both in `scope`. Their IDs must stay, because visits' schedules are in their group and nowhere
 * else. The role may do nothing before `permitCalling`. It is written out because CDK's target lets
 * it call every version.
 */
function scheduledCalls(
  scope: Construct,
  { lost, description, defaults: { logRemoval } }: ScheduledCallsProps,
): ScheduledCalls {
  const group = new ScheduleGroup(scope, 'Group', {
    // A group has a fixed name. One that outlives a failed first deployment would stop every later one.
    removalPolicy:
      logRemoval === RemovalPolicy.DESTROY ? logRemoval : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
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
  const permitCalling = (fn: LambdaFunction) => {
    allow(role, ['lambda:InvokeFunction'], [fn.functionArn]);
    allow(role, ['sqs:SendMessage'], [lost.queueArn]);
  };
  return { group, role, permitCalling };
}

type DailyCall = Call & {
  /** Shown in the account with the schedule. */
  readonly description: string;
  readonly hour: string;
  readonly minute: string;
  /** An IANA zone, such as `America/New_York`, in summer and winter time. */
  readonly timeZone: string;
};

type DailyCallsProps = ScheduledCallsProps & {
  /** The function that the schedule calls. */
  readonly fn: LambdaFunction;
  /** What people notice if it isn't called: the clause of the alarm. */
  readonly ifItFails: string;
};

/** Calls a function at the same time each day. Rings if a day passes without a call. */
export function callDaily(scope: Construct, id: string, props: DailyCallsProps, daily: DailyCall): void {
  const { fn, lost, ifItFails, defaults } = props;
  const { group, role, permitCalling } = scheduledCalls(scope, props);
  permitCalling(fn);
  const { description, hour, minute, timeZone, input, retryAttempts, retriedFor } = daily;
  const target: IScheduleTarget = {
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
  };
  new Schedule(scope, id, {
    description,
    scheduleGroup: group,
    schedule: ScheduleExpression.cron({ minute, hour, timeZone: TimeZone.of(timeZone) }),
    target,
  });
  const calls = fn.metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM });
  defaults.alarms.ring(
    scope,
    'NotCalled',
    calls,
    1,
    { ifItFails },
    {
      // A day has 25 hours when clocks go back.
      evaluationPeriods: 25,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    },
  );
}

type Settings<Env> = Pick<Environment<Env>, Extract<keyof Env, `SCHEDULE_${string}`>>;

/** Which schedules a function may set, and why their names can't be listed. */
type Permission = { readonly acts: readonly string[]; readonly names: string; readonly why: string };

/**
 * The schedules that the program creates, moves, and deletes itself: those before and after each visit, and
 * the retries of waiting letters. The group has nothing else, and the role can do nothing else.
 */
export class OneTimeSchedules extends Construct {
  private readonly calls: ScheduledCalls;
  private readonly lost: IQueue;

  constructor(scope: Construct, id: string, { lost, defaults }: Omit<ScheduledCallsProps, 'description'>) {
    super(scope, id);
    this.lost = lost;
    const description = 'EventBridge Scheduler uses this role to send visit reminders and delayed emails';
    this.calls = scheduledCalls(this, { lost, description, defaults });
  }

  /** The settings of the function that the schedules call, with the permission to have itself called for waiting letters. */
  forItself(): Settings<CallbackEnv> {
    return this.settings({
      acts: ['Create', 'Update'],
      names: 'delayed-email.*',
      why: 'The name of a retry has its minute. The function may set no other schedule.',
    });
  }

  /** The settings for having `fn` called, with the permission to set every schedule in the group. */
  forCalling(fn: LambdaFunction): Settings<StreamEnv> {
    this.calls.permitCalling(fn);
    return {
      ...this.settings({
        acts: ['Create', 'Update', 'Delete'],
        names: '*',
        why: 'Each visit has two schedules, made and deleted with it. Their group holds only them and retries.',
      }),
      SCHEDULE_TARGET_ARN: plain(fn.functionArn),
    };
  }

  private settings(permission: Permission): Settings<CallbackEnv> {
    const { group, role } = this.calls;
    return {
      SCHEDULE_GROUP: {
        value: group.scheduleGroupName,
        permit: (setter) => this.permitSetting(setter, permission),
      },
      SCHEDULE_ROLE_ARN: { value: role.roleArn, permit: (setter) => this.permitPassing(setter) },
      SCHEDULE_DEAD_LETTERS_ARN: plain(this.lost.queueArn),
    };
  }

  private permitSetting(setter: LambdaFunction, { acts, names, why }: Permission): void {
    const schedules = `schedule/${this.calls.group.scheduleGroupName}/${names}`;
    const { partition, region, account } = placeInFindings(this);
    allow(
      setter,
      acts.map((act) => `scheduler:${act}Schedule`),
      [Stack.of(this).formatArn({ service: 'scheduler', resource: schedules })],
    );
    acknowledge(
      setter.role ?? setter,
      why,
      `AwsSolutions-IAM5[Resource::arn:${partition}:scheduler:${region}:${account}:${schedules}]`,
    );
  }

  private permitPassing(setter: LambdaFunction): void {
    allow(setter, ['iam:PassRole'], [this.calls.role.roleArn], {
      StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    });
  }
}
