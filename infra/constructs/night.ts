import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { NightEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import type { Environment } from '../environments.ts';
import { DeadLetters } from './dead-letters.ts';
import { type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import { callDaily } from './schedules.ts';

type NightProps = {
  readonly data: DataStack;
  readonly defaults: FunctionDefaults;
  readonly environment: Pick<Environment, 'timeZone' | 'keepsPeopleMonths'>;
};

const didntRun = "The nightly job didn't run";

/** The nightly upkeep. Its function is the only one that may read the whole table and delete. */
export class Night extends Construct {
  constructor(scope: Construct, id: string, { data, defaults, environment }: NightProps) {
    super(scope, id);
    const lost = new DeadLetters(this, 'Lost', {
      alarms: defaults.alarms,
      ifItFails: didntRun,
    });
    const night = new ProgramFunction<NightEnv>(this, 'Function', {
      defaults,
      name: 'notifications/from-night',
      // It reads a few megabytes once or twice, and only writes them on the night when a cycle is erased.
      timeout: Duration.minutes(10),
      ifItFails: "Missed emails aren't being detected, and people in past cycles aren't being erased",
      environment: {
        TABLE_NAME: data.table.allowing(['Query', 'Scan', 'PutItem', 'BatchWriteItem'], 'without-overview'),
        KEEPS_PEOPLE_MONTHS: plain(String(environment.keepsPeopleMonths)),
      },
      lostEvents: lost.queue,
    });
    const description = 'EventBridge Scheduler uses this role to run the nightly job';
    callDaily(
      this,
      'Nightly',
      { fn: night.lambda, lost: lost.queue, description, defaults, ifItFails: didntRun },
      {
        description: 'Nightly upkeep',
        // After the clock changes, which happen at two.
        hour: '3',
        minute: '30',
        timeZone: environment.timeZone,
        input: { kind: 'night' },
        retryAttempts: 5,
        retriedFor: Duration.hours(3),
      },
    );
  }
}
