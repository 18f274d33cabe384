import { Duration } from 'aws-cdk-lib';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Env } from '../../functions/solver/env.ts';
import type { DataStack } from '../data-stack.ts';
import { type FunctionDefaults, ProgramFunction } from './function.ts';
import { FollowsStream } from './stream.ts';

/** The function that computes proposals. It follows waiting scenarios, one at a time. */
export class Solver extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { data, defaults }: { readonly data: DataStack; readonly defaults: FunctionDefaults },
  ) {
    super(scope, id);
    const solver = new ProgramFunction<Env>(this, 'Solver', {
      defaults,
      name: 'solver',
      // Choosing schools takes up to five minutes. Explaining why nothing fits takes up to two more.
      timeout: Duration.minutes(10),
      // More than one processor, because it does nothing but solve.
      memoryMb: 2048,
      ifItFails: "Proposals aren't being computed",
      environment: { TABLE_NAME: data.table.allowing(['GetItem', 'PutItem'], 'without-overview') },
    });
    new FollowsStream(this, 'Asked', {
      fn: solver,
      table: data.table.table,
      alarms: defaults.alarms,
      only: { type: { S: FilterRule.isEqual('scenario') }, state: { S: FilterRule.isEqual('asked') } },
      batchSize: 1,
      // The same question fails the same way. Two more attempts cover outages of the table.
      retryAttempts: 2,
      lost: { ifItFails: "A requested proposal failed and won't be retried" },
      behind: { afterMinutes: 30, ifItFails: 'Proposals are taking more than 30 minutes' },
    });
  }
}
