import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  type SchedulerClientConfig,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';

/** A call of a function at one moment. */
export type OneTimeCall = {
  /** Its own in the group, at most 64 letters, digits, `-`, `_` and `.`: see `scheduleName`. */
  readonly name: string;
  /** Wall time in `timeZone`: `2026-10-05T08:00`. */
  readonly due: string;
  readonly timeZone: string;
  /** What the function is called with. */
  readonly input: Readonly<Record<string, string | number>>;
};

/** Calls that are to come. Setting and removing may be repeated: what is left is the same. */
export type Schedules = {
  /** Sets a call, in the place of one of the same name. */
  readonly set: (call: OneTimeCall) => Promise<void>;
  /** Removes a call; one that is not there, or was made already, is fine. */
  readonly remove: (name: string) => Promise<void>;
};

export type ScheduleSettings = {
  readonly group: string;
  /** Which role the scheduler takes on, which function it calls, and where a call goes that it could not make. */
  readonly roleArn: string;
  readonly targetArn: string;
  readonly deadLettersArn: string;
};

/** A plan of a year sets hundreds of calls at once; a busy scheduler is asked again. */
export const openScheduleClient = (config: SchedulerClientConfig = {}): SchedulerClient =>
  new SchedulerClient({ maxAttempts: 5, ...config });

// What is called half a day late is of no use any more: a reminder then comes after school.
const latestSeconds = 12 * 60 * 60;
const attempts = 10;

/** One-time calls in one group of EventBridge Scheduler, each gone once it was made. */
export function openSchedules(settings: ScheduleSettings, client = openScheduleClient()): Schedules {
  const { group: GroupName, roleArn, targetArn, deadLettersArn } = settings;
  const definitionOf = ({ name, due, timeZone, input }: OneTimeCall) => ({
    Name: name,
    GroupName,
    ScheduleExpression: `at(${due}:00)`,
    ScheduleExpressionTimezone: timeZone,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: targetArn,
      RoleArn: roleArn,
      Input: JSON.stringify(input),
      DeadLetterConfig: { Arn: deadLettersArn },
      RetryPolicy: { MaximumRetryAttempts: attempts, MaximumEventAgeInSeconds: latestSeconds },
    },
  });
  return {
    set: async (call) => {
      try {
        await client.send(new CreateScheduleCommand(definitionOf(call)));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
        await client.send(new UpdateScheduleCommand(definitionOf(call)));
      }
    },
    remove: async (name) => {
      try {
        await client.send(new DeleteScheduleCommand({ GroupName, Name: name }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}
