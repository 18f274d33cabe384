import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Env } from '../../functions/notifications/env.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './dead-letters.ts';
import type { ProgramFunction } from './function.ts';

/** The types of item whose changes somebody gets a letter about. */
const itemTypesWithLetters = ['application', 'application-request', 'roster'] as const;

/** Hands every change that may cause a letter to `fn`, in order and at least once. */
export class StreamLetters extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly fn: ProgramFunction<Env>; readonly table: Table; readonly alarms: Alarms },
  ) {
    super(scope, id);
    const lost = new DeadLetters(this, 'Lost', {
      alarms: props.alarms,
      ifItFails: 'Letters about some changes were never sent',
      runbookHeading: 'Letters that were never sent',
    });
    this.permitReading(props.fn, props.table);
    props.fn.lambda.addEventSourceMapping('Stream', {
      eventSourceArn: streamOf(props.table),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { NewImage: { type: { S: FilterRule.or(...itemTypesWithLetters) } } },
        }),
      ],
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 8,
      // The stream forgets after 24 hours; half a day leaves time to look at what was lost.
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(lost.queue),
    });
    this.ringWhenBehind(props.fn, props.alarms);
  }

  private permitReading(fn: ProgramFunction<Env>, table: Table): void {
    fn.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamOf(table)],
      }),
    );
    fn.lambda.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    acknowledge(
      fn,
      'Lambda lists the streams of the account before it reads the one it was given; dynamodb:ListStreams knows no narrower resource.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  }

  private ringWhenBehind(fn: ProgramFunction<Env>, alarms: Alarms): void {
    const age = fn.lambda.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' });
    alarms.ring(this, 'Behind', age, Duration.minutes(15).toMilliseconds(), {
      ifItFails: 'Letters go out more than a quarter of an hour late',
      runbookHeading: 'Letters that are late',
    });
  }
}

function streamOf(table: Table): string {
  if (!table.tableStreamArn) throw new Error('The table has no stream');
  return table.tableStreamArn;
}
