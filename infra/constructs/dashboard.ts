import { Duration, Stack, Tags } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  MathExpression,
  Metric,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { FunctionName } from '../entries.ts';
import { globalRegion } from '../environment-record.ts';
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

const day = Duration.days(1);
const fiveMinutes = Duration.minutes(5);

type OverviewProps = { readonly environmentName: string; readonly happenings: Happenings };

/**
 * A dashboard of an environment's health. It includes every function, queue, and schedule group that its
 * stack created before it.
 */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { environmentName, happenings }: OverviewProps) {
    super(scope, id);
    // Dashboards only take tags since recently, and not everywhere. Nothing is billed by them.
    for (const tag of ['program', 'environment']) Tags.of(this).remove(tag, { priority: 300 });
    const stack = Stack.of(this);
    const within = stack.node.findAll();
    const functions = within.filter((one) => one instanceof ProgramFunction);
    const queues = within.filter((one) => one instanceof Queue);
    const groups = within.filter((one) => one instanceof ScheduleGroup);
    new Dashboard(this, 'Dashboard', {
      dashboardName: `learning-partners-${environmentName}`,
      defaultInterval: Duration.days(14),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        applicationGraphs(happenings),
        [...letterGraphs(happenings), scheduleGraph(groups)],
        functionGraphs(functions),
        [
          lostWorkGraph(queues),
          graph('Account cost this month (US$)', [costOfTheAccount()], { region: globalRegion }),
        ],
      ],
    });
  }
}

const applicationGraphs = (happenings: Happenings) => [
  graph('Applications per day', [
    ofEvent(happenings, 'application-submitted', 'submitted'),
    ofEvent(happenings, 'application-decided', 'decided'),
    ofEvent(happenings, 'application-withdrawn', 'withdrawn'),
  ]),
  graph('All events per day', [everyEvent(happenings)]),
  graph('Oldest waiting application (days)', [
    ofQueue(happenings, 'reading', 'to review'),
    ofQueue(happenings, 'deciding', 'to decide'),
  ]),
];

const letterGraphs = (happenings: Happenings) => [
  graph('Emails per day', [
    happenings.metric('LettersSent', 'Sum', day).with({ label: 'sent' }),
    happenings.metric('LettersHeld', 'Sum', day).with({ label: 'held' }),
  ]),
  graph('Email problems per day', [
    happenings.metric('LettersFailed', 'Sum', day).with({ label: 'failed attempts' }),
    happenings.metric('LettersWaiting', 'Sum', day).with({ label: 'delayed' }),
    happenings.metric('LettersUndelivered', 'Sum', day).with({ label: 'undelivered' }),
    happenings.metric('LettersMissing', 'Maximum', day).with({ label: 'not sent' }),
  ]),
];

const scheduleGraph = (groups: readonly ScheduleGroup[]) =>
  graph(
    'Scheduled calls due and missed per day',
    groups.flatMap((group) => [
      group.metricAttempts({ period: day, statistic: 'Sum', label: `${group.node.path}: due` }),
      group.metricDropped({ period: day, statistic: 'Sum', label: `${group.node.path}: missed` }),
    ]),
  );

const functionGraphs = (functions: readonly ProgramFunction<unknown>[]) => [
  graph(
    'Errors',
    functions.map((fn) => fn.lambda.metricErrors({ period: fiveMinutes, label: fn.functionName })),
  ),
  graph(
    'Solver time (ms)',
    functions
      .filter(({ functionName }) => functionName === 'solver')
      .flatMap(({ lambda }) =>
        ['p50', 'Maximum'].map((statistic) =>
          lambda.metricDuration({ period: day, statistic, label: statistic }),
        ),
      ),
  ),
  graph(
    'Stream lag (ms)',
    functions.map((fn) =>
      fn.lambda.metric('IteratorAge', {
        period: fiveMinutes,
        statistic: 'Maximum',
        label: fn.functionName,
      }),
    ),
  ),
];

const lostWorkGraph = (queues: readonly Queue[]) =>
  graph(
    'Failed work to retry (age of oldest, s)',
    queues.map((queue) =>
      queue.metricApproximateAgeOfOldestMessage({
        period: fiveMinutes,
        statistic: 'Maximum',
        label: queue.node.path,
      }),
    ),
  );

const graph = (title: string, left: IMetric[], more: Partial<GraphWidgetProps> = {}) =>
  new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0, showUnits: false }, ...more });

const ofEvent = ({ namespace }: Happenings, event: string, label: string): IMetric =>
  new Metric({
    namespace,
    metricName: 'Events',
    dimensionsMap: { Event: event },
    statistic: 'Sum',
    period: day,
    label,
  });

const ofQueue = ({ namespace }: Happenings, queue: string, label: string): IMetric =>
  new Metric({
    namespace,
    metricName: 'OldestWaits',
    dimensionsMap: { Queue: queue },
    statistic: 'Maximum',
    period: day,
    label,
  });

/** Every kind of event. New kinds need no change here. */
const everyEvent = ({ namespace }: Happenings): IMetric =>
  new MathExpression({
    expression: `SEARCH('{"${namespace}",Event} MetricName="Events"', 'Sum', ${day.toSeconds()})`,
    usingMetrics: {},
    label: '',
    period: day,
  });

/** Only exists if the account publishes its bill to CloudWatch, which it does in one region. */
const costOfTheAccount = (): IMetric =>
  new Metric({
    namespace: 'AWS/Billing',
    metricName: 'EstimatedCharges',
    dimensionsMap: { Currency: 'USD' },
    statistic: 'Maximum',
    period: Duration.hours(6),
    region: globalRegion,
  });
