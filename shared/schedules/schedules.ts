import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  type SchedulerClientConfig,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { VisitCall } from '#domain/visits/reminders.ts';

/** One call of a function at one time. */
export type OneTimeCall = {
  /** Unique in the group, up to 64 letters, digits, `-`, `_`, and `.`: see `scheduleName`. */
  readonly name: string;
  /** Local time in `timeZone`: `2026-10-05T08:00`. */
  readonly due: string;
  readonly timeZone: string;
  /** The input of the function. */
  readonly input: Readonly<Record<string, string | number>>;
};

/** Future calls. Setting and removing can be repeated with the same result. */
export type Schedules = {
  /** Sets a call, and replaces one with the same name. */
  readonly set: (call: OneTimeCall) => Promise<void>;
  /** Removes a call. It is fine if it does not exist or was already made. */
  readonly remove: (name: string) => Promise<void>;
};

export type ScheduleSettings = {
  readonly group: string;
  /** The role that the scheduler uses, the function that it calls, and the queue for failed calls. */
  readonly roleArn: string;
  readonly targetArn: string;
  readonly deadLettersArn: string;
};

/** Planning a year sets hundreds of calls at once, so the client retries if the scheduler is busy. */
export const openScheduleClient = (config: SchedulerClientConfig = {}): SchedulerClient =>
  new SchedulerClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
    ...config,
  });

// A call that is half a day late is useless: a reminder would come after school.
const latestSeconds = 12 * 60 * 60;
const attempts = 10;

/** One-time calls in one group of EventBridge Scheduler. Each is deleted after it was made. */
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

const longestName = 64;
// Without the period, which separates the parts.
const plainId = /^[0-9A-Za-z_-]+$/;

/**
 * The name of one kind of call about one visit, also after the visit moves: `2014.13K113.7.reminder`. If IDs contain
 * other characters or are too long for the scheduler, a hash replaces them.
 */
export function scheduleName({ cycleId, host, visit, kind }: Omit<VisitCall, 'date'>): string {
  const plain = `${cycleId}.${host}.${visit}.${kind}`;
  if (plainId.test(cycleId) && plainId.test(host) && plain.length <= longestName) return plain;
  const hash = createHash('sha256')
    .update(JSON.stringify([cycleId, host]))
    .digest('hex');
  return `${hash.slice(0, 40)}.${visit}.${kind}`;
}
