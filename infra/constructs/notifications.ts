import { Duration } from 'aws-cdk-lib';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CallbackEnv, Env, StreamEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { type Environment, type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import type { Mail } from './mail.ts';
import { callDaily, OneTimeSchedules } from './schedules.ts';
import { FollowsStream } from './stream.ts';

const notSent = 'Morning or visit emails were not sent';

/** The record types whose changes cause letters. */
const typesWithLetters = [
  'application',
  'application-request',
  'roster',
  'scenario',
  'pairing',
  'partnership',
  'mailing',
  'thread',
  'visit-year',
] as const;

type NotificationsProps = {
  readonly data: DataStack;
  readonly mail: Mail;
  readonly defaults: FunctionDefaults;
  readonly origin: string;
  readonly timeZone: string;
  /** Where replies go; undefined if the service doesn't read email. */
  readonly inboundEmail: string | undefined;
};

/**
 * The functions that write letters. One follows the table's changes. The other is called every morning,
 * for each visit, and while letters wait.
 */
export class Notifications extends Construct {
  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const { data, defaults } = props;
    const environment: Omit<Environment<Env>, 'TABLE_NAME'> = {
      ORIGIN: plain(props.origin),
      LINK_KEYS: data.linkKeys.resolved,
      SENDER: props.mail.sender,
      CONFIGURATION_SET: props.mail.configurationSet,
      LETTERS: props.mail.letters,
      LETTERS_REACH: props.mail.lettersReach,
      INBOX: plain(props.inboundEmail ?? 'none'),
    };
    const lostCalls = new DeadLetters(this, 'LostCalls', {
      alarms: defaults.alarms,
      ifItFails: notSent,
    });
    const schedules = new OneTimeSchedules(this, 'Visits', { lost: lostCalls.queue, defaults });
    const fromSchedule = new ProgramFunction<CallbackEnv>(this, 'FromSchedule', {
      defaults,
      name: 'notifications/from-schedule',
      // The closing reminder goes to every school with a draft: a few hundred, at 14 letters a second.
      timeout: Duration.minutes(5),
      ifItFails: "Morning emails and visit reminders aren't being sent",
      environment: {
        ...environment,
        ...schedules.forItself(),
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'with-overview'),
      },
      lostEvents: lostCalls.queue,
    });
    const calls = { fn: fromSchedule.lambda, lost: lostCalls.queue, defaults, ifItFails: notSent };
    const description = 'EventBridge Scheduler uses this role to send morning emails';
    callDaily(
      new Construct(this, 'Schedules'),
      'Morning',
      { ...calls, description },
      {
        description: 'Morning emails and deadline reminder',
        hour: '8',
        minute: '0',
        timeZone: props.timeZone,
        // A late attempt is still about the morning that was due.
        input: { kind: 'morning', at: '<aws.scheduler.scheduled-time>' },
        retryAttempts: 10,
        // A digest after noon is useless.
        retriedFor: Duration.hours(4),
      },
    );
    const fromStream = new ProgramFunction<StreamEnv>(this, 'FromStream', {
      defaults,
      name: 'notifications/from-stream',
      // A batch has up to 25 changes, each with a few letters and, for a planned year, about 30 schedules. It
      // waits up to 16 s for a letter that someone else is sending.
      timeout: Duration.minutes(1),
      ifItFails: "Schools and staff aren't getting email, and reminders aren't being scheduled",
      environment: {
        ...environment,
        ...schedules.forCalling(fromSchedule.lambda),
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'with-overview'),
      },
    });
    new FollowsStream(this, 'Changes', {
      fn: fromStream,
      table: data.table.table,
      alarms: defaults.alarms,
      batchSize: 25,
      retryAttempts: 8,
      only: { type: { S: FilterRule.or(...typesWithLetters) } },
      lost: { ifItFails: 'Emails about some changes were not sent' },
      behind: { afterMinutes: 15, ifItFails: 'Emails are going out more than 15 minutes late' },
    });
  }
}
