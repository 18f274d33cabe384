import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Env } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { type Environment, type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import type { Mail } from './mail.ts';
import { Schedules } from './schedules.ts';
import { StreamLetters } from './stream.ts';

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
    const environment: Environment<Env> = {
      TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'UpdateItem', 'Query'], 'with-overview'),
      ORIGIN: plain(props.origin),
      LINK_KEYS: data.linkKeys.resolved,
      SENDER: props.mail.sender,
      CONFIGURATION_SET: props.mail.configurationSet,
    };
    // A batch is up to 25 changes, each a letter or two.
    const timeout = Duration.seconds(28);
    const fromStream = new ProgramFunction<Env>(this, 'FromStream', {
      defaults,
      name: 'notifications/from-stream',
      timeout,
      ifItFails: 'Schools and staff get no letters',
      environment,
    });
    new StreamLetters(this, 'Changes', {
      fn: fromStream,
      table: data.table.table,
      alarms: defaults.alarms,
    });
    const lostMornings = new DeadLetters(this, 'LostMornings', {
      alarms: defaults.alarms,
      ifItFails: 'A morning passed without its queue digest and closing reminder',
      runbookHeading: 'A morning without letters',
    });
    const fromSchedule = new ProgramFunction<Env>(this, 'FromSchedule', {
      defaults,
      name: 'notifications/from-schedule',
      timeout,
      ifItFails: 'No queue digest and no closing reminder',
      environment,
      lostEvents: lostMornings.queue,
    });
    new Schedules(this, 'Schedules', {
      fn: fromSchedule.lambda,
      timeZone: props.timeZone,
      lost: lostMornings.queue,
    });
  }
}
