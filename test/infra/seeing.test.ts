import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ofType, only, said, synthesize } from './template.ts';

const { service } = synthesize('prod');

const transformation = v.looseObject({
  MetricName: v.string(),
  MetricNamespace: v.string(),
  MetricValue: v.string(),
  Dimensions: v.optional(v.array(v.object({ Key: v.string(), Value: v.string() }))),
});
const filter = v.object({
  FilterPattern: v.string(),
  LogGroupName: v.unknown(),
  MetricTransformations: v.tuple([transformation]),
});
const filters = ofType(service, 'AWS::Logs::MetricFilter')
  .map(({ Properties }) => v.parse(filter, Properties))
  .filter(({ FilterPattern }) => FilterPattern.includes('$.message.what'));
const filterOf = (name: string) =>
  filters.filter(({ MetricTransformations: [one] }) => one.MetricName === name);

describe('events are counted from the log', () => {
  test('by kind of event, once each', () => {
    const [events, ...others] = filterOf('Events');
    expect(others).toEqual([]);
    expect(events).toMatchObject({
      FilterPattern: '{ $.message.what = "happened" }',
      MetricTransformations: [{ MetricValue: '1', Dimensions: [{ Key: 'Event', Value: '$.message.event' }] }],
    });
    expect(said(events?.LogGroupName)).toBe('NotificationsFromStreamLog');
  });

  test('letters of both functions that send them', () => {
    expect(filterOf('LettersSent').map(({ LogGroupName }) => said(LogGroupName))).toEqual([
      'NotificationsFromStreamLog',
      'NotificationsFromScheduleLog',
    ]);
  });

  test.each([
    'commit not followed',
    'letter of the morning not sent',
    'letter of a visit not sent',
    'letter refused',
  ])('a failed letter in both logs: %s', (what) => {
    const failed = filterOf('LettersFailed');
    expect(failed).toHaveLength(2);
    for (const { FilterPattern } of failed) expect(FilterPattern).toContain(`($.message.what = "${what}")`);
  });

  test('and a waiting letter fires an alarm', () => {
    expect(filterOf('LettersWaiting').map(({ FilterPattern }) => FilterPattern)).toEqual(
      Array(2).fill('{ $.message.what = "letter waits" }'),
    );
    expect(
      ofType(service, 'AWS::CloudWatch::Alarm').find(
        ({ Properties }) => Properties.MetricName === 'LettersWaiting',
      )?.Properties,
    ).toMatchObject({
      Threshold: 1,
      AlarmDescription:
        "SES is rejecting some emails temporarily; they'll be retried. What to do: infra/RUNBOOK.md#ses-is-rejecting-some-emails-temporarily-theyll-be-retried",
    });
  });

  test('in a namespace per environment', () => {
    expect(new Set(filters.map(({ MetricTransformations: [one] }) => one.MetricNamespace))).toEqual(
      new Set(['learning-partners-prod-service']),
    );
  });

  test('and an unsent letter fires an alarm', () => {
    const alarm = ofType(service, 'AWS::CloudWatch::Alarm').find(
      ({ Properties }) => Properties.MetricName === 'LettersMissing',
    );
    expect(alarm?.Properties).toMatchObject({
      Namespace: 'learning-partners-prod-service',
      Threshold: 1,
      AlarmDescription:
        'Some emails that should have been sent were not. What to do: infra/RUNBOOK.md#some-emails-that-should-have-been-sent-were-not',
    });
  });
});

describe('the dashboard', () => {
  const { DashboardBody, DashboardName } = only(service, 'AWS::CloudWatch::Dashboard').Properties;
  const widgets = v.object({
    widgets: v.array(
      v.object({ properties: v.looseObject({ title: v.string(), metrics: v.array(v.unknown()) }) }),
    ),
  });
  const shown = v
    .parse(widgets, JSON.parse(said(DashboardBody)))
    .widgets.map(({ properties: { title, metrics } }) => ({ title, metrics: metrics.length }));

  test('has the name of its environment', () => {
    expect(DashboardName).toBe('learning-partners-prod');
  });

  test('shows what an operator asks first', () => {
    expect(shown.map(({ title }) => title)).toEqual([
      'Applications per day',
      'All events per day',
      'Oldest waiting application (days)',
      'Emails per day',
      'Email problems per day',
      'Scheduled calls due and missed per day',
      'Errors',
      'Solver time (ms)',
      'Stream lag (ms)',
      'Failed work to retry (age of oldest, s)',
      'Account cost this month (US$)',
    ]);
    expect(shown.filter(({ metrics }) => metrics === 0)).toEqual([]);
  });

  test('has a line for every function and every failure queue', () => {
    const lines = new Map(shown.map(({ title, metrics }) => [title, metrics]));
    const described = ofType(service, 'AWS::Lambda::Function').filter(({ Properties }) =>
      String(Properties.Description).startsWith('Learning Partners: '),
    );
    expect(lines.get('Errors')).toBe(described.length);
    expect(lines.get('Failed work to retry (age of oldest, s)')).toBe(
      ofType(service, 'AWS::SQS::Queue').length,
    );
  });
});
