import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lostWork } from '../../infra/cli/redriving/work.ts';
import { functionNamed, ofType, only, permissionsOf, said, synthesize, synthesizeAll } from './template.ts';

const { service } = synthesizeAll();
const arnOf = (name: string) => ({
  'Fn::GetAtt': [Object.keys(service).find((id) => said({ Ref: id }) === name), 'Arn'],
});

const patterns = v.object({ Filters: v.array(v.object({ Pattern: v.pipe(v.string(), v.parseJson()) })) });
const mappingOf = (name: string) => {
  const { id } = functionNamed(service, name);
  const found = ofType(service, 'AWS::Lambda::EventSourceMapping').filter(({ Properties }) =>
    JSON.stringify(Properties.FunctionName).includes(id),
  );
  expect(found.length).toBe(1);
  return found[0]?.Properties ?? {};
};

describe('the solver’s stream', () => {
  const mapping = mappingOf('solver');

  test('brings scenarios that wait for an answer, one at a time, and nothing else', () => {
    expect(v.parse(patterns, mapping.FilterCriteria).Filters.map(({ Pattern }) => Pattern)).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { type: { S: ['scenario'] }, state: { S: ['asked'] } } },
      },
    ]);
    expect(mapping.BatchSize).toBe(1);
  });

  test('tries a scenario three times, and keeps failed ones', () => {
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arnOf('SolverAskedLostQueue') } },
    });
  });
});

describe('the stream of letters', () => {
  const mapping = mappingOf('notifications/from-stream');

  test('brings the changes that may cause a letter, and no others', () => {
    expect(v.parse(patterns, mapping.FilterCriteria).Filters.map(({ Pattern }) => Pattern)).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: {
          NewImage: {
            type: {
              S: [
                'application',
                'application-request',
                'roster',
                'scenario',
                'pairing',
                'partnership',
                'mailing',
                'thread',
                'visit-year',
              ],
            },
          },
        },
      },
    ]);
  });

  test('repeats only failed changes, halves a failed batch, and keeps what it gives up', () => {
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 8,
      DestinationConfig: { OnFailure: { Destination: arnOf('NotificationsChangesLostQueue') } },
    });
  });
});

const scheduleOf = (name: string) => {
  const { id } = functionNamed(service, name);
  const found = ofType(service, 'AWS::Scheduler::Schedule').filter(({ Properties }) =>
    JSON.stringify(Properties.Target).includes(id),
  );
  const [schedule] = found;
  if (!schedule || found.length > 1) throw new Error(`${found.length} schedules call ${name}`);
  return schedule;
};

describe('the nightly call', () => {
  test('runs at night in the program’s zone, and is kept if it fails', () => {
    expect(scheduleOf('notifications/from-night').Properties).toMatchObject({
      ScheduleExpression: 'cron(30 3 * * ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
      Target: { Input: '{"kind":"night"}', DeadLetterConfig: { Arn: arnOf('NightLostQueue') } },
    });
  });
});

describe('the morning call', () => {
  const { Properties } = scheduleOf('notifications/from-schedule');

  test('runs at eight in New York, in summer and winter', () => {
    expect(Properties).toMatchObject({
      ScheduleExpression: 'cron(0 8 * * ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  test('names its kind, is retried until noon, and is kept if it fails', () => {
    expect(Properties.Target).toMatchObject({
      Input: '{"kind":"morning","at":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumEventAgeInSeconds: 4 * 60 * 60, MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: arnOf('NotificationsLostCallsQueue') },
    });
  });

  test('is also kept if the function itself fails', () => {
    const { DeadLetterConfig } = functionNamed(service, 'notifications/from-schedule').Properties;
    expect(DeadLetterConfig).toEqual({ TargetArn: arnOf('NotificationsLostCallsQueue') });
  });

  test('can only be made by this account’s own schedules', () => {
    const role = Object.entries(service).find(([id]) => said({ Ref: id }) === 'NotificationsSchedulesRole');
    expect(role?.[1].Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    });
  });
});

describe('the calls about visits', () => {
  const named = (name: string) => Object.entries(service).find(([id]) => said({ Ref: id }) === name)?.[1];
  const group = said(named('NotificationsVisitsGroup')?.Properties.Name);
  const variables = v.parse(
    v.object({ Variables: v.record(v.string(), v.unknown()) }),
    functionNamed(service, 'notifications/from-stream').Properties.Environment,
  ).Variables;

  test('are in their own group, so that their creator can’t change the morning', () => {
    expect(said(variables.SCHEDULE_GROUP)).toBe(group);
    expect(
      ofType(service, 'AWS::Scheduler::Schedule').map(({ Properties }) => said(Properties.GroupName)),
    ).not.toContain(group);
  });

  test('go to the function that writes reminders, under a role that can do nothing else', () => {
    expect(variables.SCHEDULE_TARGET_ARN).toEqual({
      'Fn::GetAtt': [functionNamed(service, 'notifications/from-schedule').id, 'Arn'],
    });
    expect(variables.SCHEDULE_ROLE_ARN).toEqual(arnOf('NotificationsVisitsRole'));
    expect(variables.SCHEDULE_DEAD_LETTERS_ARN).toEqual(arnOf('NotificationsLostCallsQueue'));
    expect(named('NotificationsVisitsRoleDefaultPolicy')?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Action: 'lambda:InvokeFunction', Resource: variables.SCHEDULE_TARGET_ARN },
        { Action: 'sqs:SendMessage', Resource: variables.SCHEDULE_DEAD_LETTERS_ARN },
      ],
    });
  });

  test('can only be made by their own group in this account', () => {
    expect(named('NotificationsVisitsRole')?.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': { Ref: 'AWS::AccountId' },
              'aws:SourceArn': arnOf('NotificationsVisitsGroup'),
            },
          },
        },
      ],
    });
  });

  test('use a role that can only be passed to the scheduler', () => {
    const passing = permissionsOf(service, 'notifications/from-stream').filter(
      ({ action }) => action === 'iam:PassRole',
    );
    expect(passing.map(({ condition }) => condition)).toEqual([
      { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    ]);
  });
});

describe('a queue of lost work', () => {
  const queues = ofType(service, 'AWS::SQS::Queue').map(({ Properties }) => Properties);

  test('is encrypted and keeps everything for two weeks', () => {
    expect(queues).toHaveLength(6);
    for (const queue of queues) {
      expect(queue).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 60 * 60 });
    }
  });

  test('has a name for `npm run redrive`, and a function that retries its work', () => {
    const named = Object.values(lostWork);
    const unnamed = Object.entries(service)
      .filter(([, { Type }]) => Type === 'AWS::SQS::Queue')
      .filter(([id]) => !named.some(({ queue }) => id.startsWith(queue)));
    expect(unnamed.map(([id]) => id)).toEqual([]);
    const functions = Object.keys(service).filter((id) => service[id]?.Type === 'AWS::Lambda::Function');
    for (const { function: prefix } of named)
      expect(functions.filter((id) => id.startsWith(prefix))).toHaveLength(1);
  });

  test('is the end of the line, so nothing moves to another queue', () => {
    expect(queues.filter((queue) => 'RedrivePolicy' in queue)).toEqual([]);
  });

  test('fires as soon as something is in it', () => {
    const alarms = ofType(service, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible',
    );
    expect(alarms.map(({ Properties: { Threshold } }) => Threshold)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('letters', () => {
  test('travel encrypted, and never to an address that bounced or complained', () => {
    expect(only(service, 'AWS::SES::ConfigurationSet').Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  test('report undelivered letters to a topic with a subscribed function', () => {
    expect(
      only(service, 'AWS::SES::ConfigurationSetEventDestination').Properties.EventDestination,
    ).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'reject'],
    });
    const { id } = functionNamed(service, 'notifications/from-mail-feedback');
    const listening = ofType(service, 'AWS::SNS::Subscription').find(({ Properties }) =>
      JSON.stringify(Properties.Endpoint).includes(id),
    );
    expect(listening?.Properties).toMatchObject({
      Protocol: 'lambda',
      RedrivePolicy: { deadLetterTargetArn: arnOf('MailFeedbackLostQueue') },
    });
  });

  test('are signed by the domain, and reports only go to the topic', () => {
    expect(only(service, 'AWS::SES::EmailIdentity').Properties).toMatchObject({
      DkimAttributes: { SigningEnabled: true },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
  });

  test.each(['dev', 'staging'] as const)(
    'are held in %s but for those whom its record names',
    (environment) => {
      const { service: tried } = synthesize(environment);
      expect(functionNamed(tried, 'notifications/from-stream').Properties.Environment).toMatchObject({
        Variables: { LETTERS: 'held', LETTERS_REACH: '@example.org @simulator.amazonses.com' },
      });
    },
  );

  test('go to everyone in prod', () => {
    expect(functionNamed(service, 'notifications/from-stream').Properties.Environment).toMatchObject({
      Variables: { LETTERS: 'sent', LETTERS_REACH: 'nobody' },
    });
  });

  test('come from a verified domain in prod', () => {
    expect(only(service, 'AWS::SES::EmailIdentity').Properties.EmailIdentity).toBe('example.org');
  });

  test('name their sender', () => {
    const sender = functionNamed(service, 'notifications/from-schedule').Properties.Environment;
    expect(sender).toMatchObject({
      Variables: { SENDER: 'Learning Partners <learning-partners@example.org>' },
    });
  });

  test('are signed with keys that only CloudFormation reads', () => {
    const { Variables } = v.parse(
      v.object({ Variables: v.record(v.string(), v.unknown()) }),
      functionNamed(service, 'notifications/from-stream').Properties.Environment,
    );
    expect(said(Variables.LINK_KEYS)).toBe('{{resolve:secretsmanager:LinkKeysSecret:SecretString:::}}');
  });
});
