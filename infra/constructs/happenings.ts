import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import type { FunctionName } from '../entries.ts';
import type { Alarms } from './alarms.ts';
import { ProgramFunction } from './function.ts';

/**
 * Counts of what happens in the program, from log lines that its functions write anyway. Metric filters cost
 * only the metrics themselves. Embedded metrics would be the same metrics plus more bytes per stored line.
 * Lines contain IDs.
 */
export class Happenings extends Construct {
  /** The namespace of all counts: one per environment. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, { alarms }: { readonly alarms: Alarms }) {
    super(scope, id);
    this.namespace = Stack.of(this).stackName;
    const writers = ['notifications/from-stream', 'notifications/from-schedule'] as const;
    this.count('Events', ['notifications/from-stream'], says('happened'), { Event: '$.message.event' });
    this.count('LettersSent', writers, says('letter sent'));
    this.count('LettersHeld', writers, says('letter held'));
    this.count(
      'LettersFailed',
      writers,
      FilterPattern.any(
        says('commit not followed'),
        says('letter of the morning not sent'),
        says('letter of a visit not sent'),
        says('letter refused'),
      ),
    );
    this.count('LettersWaiting', writers, says('letter waits'));
    this.count('LettersUndelivered', ['notifications/from-mail-feedback'], says('letter not delivered'));
    const night = ['notifications/from-night'] as const;
    this.count('LettersMissing', night, says('reconciled'), undefined, '$.message.missing');
    this.count('OldestWaits', night, says('queue'), { Queue: '$.message.queue' }, '$.message.days');
    alarms.ring(this, 'Waiting', this.metric('LettersWaiting', 'Sum', Duration.hours(1)), 1, {
      ifItFails: "SES is rejecting some emails temporarily; they'll be retried",
    });
    alarms.ring(this, 'Missing', this.metric('LettersMissing', 'Maximum', Duration.hours(1)), 1, {
      ifItFails: 'Some emails that should have been sent were not',
    });
  }

  metric(name: string, statistic: 'Sum' | 'Maximum', period: Duration): Metric {
    return new Metric({ namespace: this.namespace, metricName: name, statistic, period });
  }

  private count(
    name: string,
    functions: readonly FunctionName[],
    pattern: IFilterPattern,
    dimensions?: Record<string, string>,
    value = '1',
  ): void {
    for (const [place, fn] of functions.map((one) => functionIn(Stack.of(this), one)).entries())
      new MetricFilter(this, `${name}${place === 0 ? '' : place + 1}`, {
        logGroup: fn.log,
        filterPattern: pattern,
        metricNamespace: this.namespace,
        metricName: name,
        metricValue: value,
        ...(dimensions && { dimensions }),
      });
  }
}

const says = (what: string) => FilterPattern.stringValue('$.message.what', '=', what);

function functionIn(scope: IConstruct, name: FunctionName): ProgramFunction<unknown> {
  const found = scope.node
    .findAll()
    .find((one) => one instanceof ProgramFunction && one.functionName === name);
  if (!(found instanceof ProgramFunction))
    throw new Error(`Function ${name} not found, so its log lines can’t be counted`);
  return found;
}
