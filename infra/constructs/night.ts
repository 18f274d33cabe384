import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { NightEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import type { Environment } from '../environments.ts';
import { DeadLetters } from './dead-letters.ts';
import { type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import { scheduledCalls } from './schedules.ts';

type NightProps = {
  readonly data: DataStack;
  readonly defaults: FunctionDefaults;
  readonly environment: Pick<Environment, 'timeZone' | 'keepsPeopleMonths'>;
};

/** The nightly upkeep. Its function is the only one that may read the whole table and delete. */
export class Night extends Construct {
  constructor(scope: Construct, id: string, { data, defaults, environment }: NightProps) {
    super(scope, id);
    const lost = new DeadLetters(this, 'Lost', {
      alarms: defaults.alarms,
      ifItFails: "The nightly job didn't run",
    });
    const night = new ProgramFunction<NightEnv>(this, 'Function', {
      defaults,
      name: 'notifications/from-night',
      // It reads a few megabytes once, and only writes them on the night when a cycle is erased.
      timeout: Duration.minutes(10),
      ifItFails: "Missed emails aren't being detected, and people in past cycles aren't being erased",
      environment: {
        TABLE_NAME: data.table.allowing(['Query', 'Scan', 'PutItem', 'BatchWriteItem'], 'without-overview'),
        KEEPS_PEOPLE_MONTHS: plain(String(environment.keepsPeopleMonths)),
      },
      lostEvents: lost.queue,
    });
    this.callNightly(night.lambda, lost.queue, environment.timeZone);
  }

  private callNightly(fn: LambdaFunction, lost: IQueue, timeZone: string): void {
    const description = 'EventBridge Scheduler uses this role to run the nightly job';
    const { group, targetOf } = scheduledCalls(this, { fn, lost, description });
    new Schedule(this, 'Nightly', {
      description: 'Nightly upkeep',
      scheduleGroup: group,
      // After the clock changes, which happen at two.
      schedule: ScheduleExpression.cron({ minute: '30', hour: '3', timeZone: TimeZone.of(timeZone) }),
      target: targetOf({ input: { kind: 'night' }, retryAttempts: 5, retriedFor: Duration.hours(3) }),
    });
  }
}
