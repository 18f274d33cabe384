import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Alarms, AlarmWords } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow, type ProgramFunction } from './function.ts';

type FollowsStreamProps<Env> = {
  readonly fn: ProgramFunction<Env>;
  readonly table: Table;
  readonly alarms: Alarms;
  /** The new image of a record that `fn` should see, as an event pattern. */
  readonly only: Readonly<Record<string, { readonly S: readonly string[] }>>;
  readonly batchSize: number;
  readonly retryAttempts: number;
  /** The loss if a change fails every attempt. */
  readonly lost: AlarmWords;
  /** When `fn` is too far behind. */
  readonly behind: AlarmWords & { readonly afterMinutes: number };
};

/** Delivers a table's changes to `fn`, in order and at least once. */
export class FollowsStream<Env> extends Construct {
  constructor(scope: Construct, id: string, props: FollowsStreamProps<Env>) {
    super(scope, id);
    const { fn, table, alarms } = props;
    const lost = new DeadLetters(this, 'Lost', { alarms, ...props.lost });
    this.permitReading(fn, table);
    fn.lambda.addEventSourceMapping('Stream', {
      eventSourceArn: streamOf(table),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { NewImage: props.only },
        }),
      ],
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: props.retryAttempts,
      // The stream keeps 24 hours. Half of that leaves time to look at lost changes.
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(lost.queue),
    });
    const age = fn.lambda.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' });
    const { afterMinutes, ...words } = props.behind;
    alarms.ring(this, 'Behind', age, Duration.minutes(afterMinutes).toMilliseconds(), words);
  }

  private permitReading(fn: ProgramFunction<Env>, table: Table): void {
    const reading = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    allow(fn.lambda, reading, [streamOf(table)]);
    allow(fn.lambda, ['dynamodb:ListStreams'], ['*']);
    acknowledge(
      fn,
      'Lambda lists all streams before it reads this one. dynamodb:ListStreams has no narrower resource.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  }
}

function streamOf(table: Table): string {
  if (!table.tableStreamArn) throw new Error('The table has no stream');
  return table.tableStreamArn;
}
