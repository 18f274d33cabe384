import { Duration } from 'aws-cdk-lib';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Env } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { type Environment, type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import type { Mail } from './mail.ts';
import { Schedules } from './schedules.ts';
import { FollowsStream } from './stream.ts';

/** The types of record whose changes somebody gets a letter about. */
const typesWithLetters = [
  'application',
  'application-request',
  'roster',
  'scenario',
  'pairing',
  'partnership',
  'visit-year',
] as const;

type NotificationsProps = {
  readonly data: DataStack;
  readonly mail: Mail;
  readonly defaults: FunctionDefaults;
  readonly origin: string;
  readonly timeZone: string;
};

/** The functions that write letters: one follows the changes of the table, one is called every morning. */
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
    };
    const fromStream = new ProgramFunction<Env>(this, 'FromStream', {
      defaults,
      name: 'notifications/from-stream',
      // A batch is up to 25 changes, each a few letters; one that somebody else is sending is waited for, up to 16 s.
      timeout: Duration.minutes(1),
      ifItFails: 'Schools and staff get no letters',
      environment: {
        ...environment,
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
      lost: {
        ifItFails: 'Letters about some changes were never sent',
        runbookHeading: 'Letters that were never sent',
      },
      behind: {
        afterMinutes: 15,
        ifItFails: 'Letters go out more than a quarter of an hour late',
        runbookHeading: 'Letters that are late',
      },
    });
    const lostMornings = new DeadLetters(this, 'LostMornings', {
      alarms: defaults.alarms,
      ifItFails: 'A morning passed without its queue digest and closing reminder',
      runbookHeading: 'A morning without letters',
    });
    const fromSchedule = new ProgramFunction<Env>(this, 'FromSchedule', {
      defaults,
      name: 'notifications/from-schedule',
      // The closing reminder goes to every school with a draft, a few hundred at 14 letters a second.
      timeout: Duration.minutes(5),
      ifItFails: 'No queue digest and no closing reminder',
      environment: {
        ...environment,
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'with-overview'),
      },
      lostEvents: lostMornings.queue,
    });
    new Schedules(this, 'Schedules', {
      fn: fromSchedule.lambda,
      timeZone: props.timeZone,
      lost: lostMornings.queue,
    });
  }
}
