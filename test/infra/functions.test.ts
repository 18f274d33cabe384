import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type FunctionName, functionNames } from '../../infra/entries.ts';
import { functionNamed, ofType, permissionsOf, synthesizeAll } from './template.ts';

const { service } = synthesizeAll();
const ownLog = /^(Pages|Notifications|Night|Inbox|MailFeedback|Solver)\w*Log\.Arn$/;

/** The permissions of a function beyond writing its own log. */
const mayDo = (name: FunctionName) =>
  permissionsOf(service, name)
    .filter(({ action, on }) => !(action.startsWith('logs:') && ownLog.test(on)))
    .map(({ action, on }) => `${action} on ${on}`)
    .sort();

const onTheTable = (...actions: string[]) =>
  actions.map((action) => `dynamodb:${action} on ProgramTable.Arn`);
const theOverview = 'dynamodb:Query on ProgramTable.Arn/index/overview';
// In the sandbox, SES also checks the recipients' identities.
const sending = ['configuration-set/MailConfigurationSet', 'identity/*'].map(
  (resource) => `ses:SendRawEmail on arn:aws:ses:us-east-1:AWS::AccountId:${resource}`,
);

const settingCalls = (acts: readonly string[], names: string) => [
  'iam:PassRole on NotificationsVisitsRole.Arn',
  ...acts.map(
    (act) =>
      `scheduler:${act}Schedule on arn:aws:scheduler:us-east-1:AWS::AccountId:schedule/learningpartnersprodservice-Notifications-Visits-Group-B37DFF7D/${names}`,
  ),
];

describe('a function may do no more than it needs:', () => {
  test('site may do nothing', () => expect(mayDo('site')).toEqual([]));

  test('sign-in may only end sessions', () => expect(mayDo('sign-in')).toEqual(onTheTable('UpdateItem')));

  test('applications reads and writes records, finds requests in the overview, and can neither delete nor scan', () =>
    expect(mayDo('applications')).toEqual(
      [...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'), theOverview].sort(),
    ));

  test('schools reads and writes records, and counts no attempts', () =>
    expect(mayDo('schools')).toEqual(onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query')));

  test('reviews also reads the overview, and ends the sessions of people who leave', () =>
    expect(mayDo('reviews')).toEqual(
      [...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'), theOverview].sort(),
    ));

  test('pairings may do the same', () => expect(mayDo('pairings')).toEqual(mayDo('reviews')));

  test('visits reads and writes records, and not the overview', () =>
    expect(mayDo('visits')).toEqual(onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query')));

  test('records reads and writes records', () =>
    expect(mayDo('records')).toEqual(onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query')));

  test('threads may do the same as reviews', () => expect(mayDo('threads')).toEqual(mayDo('reviews')));

  test('solver reads and writes records by key, follows the stream, and reports lost work', () =>
    expect(mayDo('solver')).toEqual(
      [
        ...onTheTable('BatchGetItem', 'GetItem', 'PutItem'),
        'dynamodb:DescribeStream on ProgramTable.StreamArn',
        'dynamodb:GetRecords on ProgramTable.StreamArn',
        'dynamodb:GetShardIterator on ProgramTable.StreamArn',
        'dynamodb:ListStreams on *',
        'sqs:GetQueueAttributes on SolverAskedLostQueue.Arn',
        'sqs:GetQueueUrl on SolverAskedLostQueue.Arn',
        'sqs:SendMessage on SolverAskedLostQueue.Arn',
      ].sort(),
    ));

  test('from-stream also sends letters, schedules visit calls, follows the stream, and reports lost work', () =>
    expect(mayDo('notifications/from-stream')).toEqual(
      [
        ...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query'),
        theOverview,
        ...sending,
        'dynamodb:DescribeStream on ProgramTable.StreamArn',
        'dynamodb:GetRecords on ProgramTable.StreamArn',
        'dynamodb:GetShardIterator on ProgramTable.StreamArn',
        'dynamodb:ListStreams on *',
        'sqs:GetQueueAttributes on NotificationsChangesLostQueue.Arn',
        'sqs:GetQueueUrl on NotificationsChangesLostQueue.Arn',
        'sqs:SendMessage on NotificationsChangesLostQueue.Arn',
        ...settingCalls(['Create', 'Delete', 'Update'], '*'),
      ].sort(),
    ));

  test('from-schedule also sends letters, keeps lost calls, and has only waiting letters retried', () =>
    expect(mayDo('notifications/from-schedule')).toEqual(
      [
        ...settingCalls(['Create', 'Update'], 'delayed-email.*'),
        'sqs:SendMessage on NotificationsLostCallsQueue.Arn',
        ...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query'),
        theOverview,
        ...sending,
      ].sort(),
    ));

  test('from-mail-feedback reads and writes records, and keeps lost reports', () =>
    expect(mayDo('notifications/from-mail-feedback')).toEqual([
      ...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query'),
      'sqs:SendMessage on MailFeedbackLostQueue.Arn',
    ]));

  test('from-inbox reads emails under one prefix, reads and writes records, and keeps lost emails', () =>
    expect(mayDo('notifications/from-inbox')).toEqual(
      [
        ...onTheTable('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
        's3:GetObject on InboxBucket.Arn/inbox/*',
        'sqs:SendMessage on InboxLostQueue.Arn',
      ].sort(),
    ));

  test('from-night alone reads everything and deletes, and keeps lost calls', () => {
    expect(mayDo('notifications/from-night')).toEqual(
      [
        ...onTheTable('BatchWriteItem', 'PutItem', 'Query', 'Scan'),
        'sqs:SendMessage on NightLostQueue.Arn',
      ].sort(),
    );
    const may = (action: string) =>
      functionNames.filter((name) => permissionsOf(service, name).some((one) => one.action === action));
    for (const action of ['dynamodb:Scan', 'dynamodb:BatchWriteItem'])
      expect(may(action)).toEqual(['notifications/from-night']);
  });

  test('letters are only sent from the program’s address', () => {
    const conditions = functionNames
      .flatMap((name) => permissionsOf(service, name))
      .filter(({ action }) => action === 'ses:SendRawEmail')
      .map(({ condition }) => condition);
    expect(conditions.length).toBe(4);
    expect(new Set(conditions.map((condition) => JSON.stringify(condition)))).toEqual(
      new Set(['{"StringEquals":{"ses:FromAddress":"learning-partners@example.org"}}']),
    );
  });

  test('no action of any role is a wildcard, and no role carries a ready-made policy', () => {
    const actions = functionNames.flatMap((name) => permissionsOf(service, name)).map(({ action }) => action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const readyMade = ofType(service, 'AWS::IAM::Role').filter(
      ({ Properties }) =>
        Properties.ManagedPolicyArns &&
        JSON.stringify(Properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com'),
    );
    expect(readyMade).toEqual([]);
  });
});

describe.each(functionNames)('the function %s', (name) => {
  const { id, Properties } = functionNamed(service, name);

  test('runs on Node 24 on arm64, with a time limit', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: memoryMb(name),
      Handler: 'index.handler',
    });
    expect(Properties.Timeout).toEqual(timeoutSeconds[name]);
  });

  test('logs to its own group, for one year', () => {
    expect(Properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON' });
    const groups = Object.entries(service).filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup');
    const own = groups.find(([group]) => JSON.stringify(Properties.LoggingConfig).includes(group));
    expect(own?.[1].Properties.RetentionInDays).toBe(365);
  });

  test('fires if it fails, and says what breaks and where to read more', () => {
    const alarms = ofType(service, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties: { Dimensions, MetricName } }) =>
        MetricName === 'Errors' &&
        JSON.stringify(Dimensions) === JSON.stringify([{ Name: 'FunctionName', Value: { Ref: id } }]),
    );
    expect(alarms.map(({ Properties: { AlarmDescription } }) => AlarmDescription)).toEqual([
      `${ifItFails[name]}. What to do: infra/RUNBOOK.md#${anchorOf(ifItFails[name])}`,
    ]);
  });
});

test.each([
  ['notifications/from-schedule', 'Morning or visit emails were not sent'],
  ['notifications/from-night', "The nightly job didn't run"],
] as const)('a day without a call of %s fires, although nothing failed', (name, ifItFails) => {
  const { id } = functionNamed(service, name);
  const [alarm, ...others] = ofType(service, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties: { Dimensions, MetricName } }) =>
      MetricName === 'Invocations' &&
      JSON.stringify(Dimensions) === JSON.stringify([{ Name: 'FunctionName', Value: { Ref: id } }]),
  );
  expect(others).toEqual([]);
  expect(alarm?.Properties).toMatchObject({
    ...{ Period: 3600, EvaluationPeriods: 25, Threshold: 1 },
    ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    AlarmDescription: `${ifItFails}. What to do: infra/RUNBOOK.md#${anchorOf(ifItFails)}`,
  });
});

const memoryMb = (name: FunctionName) => (name === 'solver' ? 2048 : 1024);

const timeoutSeconds: Record<FunctionName, number> = {
  site: 10,
  applications: 10,
  schools: 10,
  reviews: 10,
  pairings: 20,
  visits: 20,
  records: 10,
  threads: 10,
  'sign-in': 10,
  solver: 600,
  'notifications/from-stream': 60,
  'notifications/from-mail-feedback': 30,
  'notifications/from-inbox': 60,
  'notifications/from-night': 600,
  'notifications/from-schedule': 300,
};

const ifItFails: Record<FunctionName, string> = {
  site: 'The privacy and accessibility pages are down',
  applications: "Schools can't apply or see their status",
  schools: "Schools can't see their visits, and calendars aren't updating",
  reviews: "Staff can't review applications or decide",
  pairings: "Directors can't pair schools, and no one can see partnerships",
  visits: "Facilitators can't see, schedule, or move visits",
  records: "Directors can't export records or see undelivered emails",
  threads: "Staff can't read or answer questions",
  'sign-in': "Staff can't sign in",
  solver: "Proposals aren't being computed",
  'notifications/from-stream': "Schools and staff aren't getting email, and reminders aren't being scheduled",
  'notifications/from-mail-feedback': "Staff aren't seeing some undelivered emails",
  'notifications/from-inbox': "Questions that come by email aren't reaching staff",
  'notifications/from-night':
    "Missed emails aren't being detected, and people in past cycles aren't being erased",
  'notifications/from-schedule': "Morning emails and visit reminders aren't being sent",
};

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[,:;%']/g, '')
    .replaceAll(' ', '-');

describe('every alarm', () => {
  const alarms = ofType(service, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

  test('alerts someone', () => {
    expect(
      alarms.filter(({ AlarmActions }) => !Array.isArray(AlarmActions) || AlarmActions.length !== 1),
    ).toEqual([]);
  });

  test('has its words as a heading in the runbook, and a link to it', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../infra/RUNBOOK.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(
      ([, heading = '']) => `${heading}. What to do: infra/RUNBOOK.md#${anchorOf(heading)}`,
    );
    const described = alarms.map(({ AlarmDescription }) => String(AlarmDescription));
    expect(described.filter((one) => !headings.includes(one))).toEqual([]);
  });
});

describe('the keys that sign staff sessions', () => {
  // `site` has no environment variables for this.
  const variables = v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} });
  const holds = (name: FunctionName, key: string) =>
    key in v.parse(variables, functionNamed(service, name).Properties.Environment).Variables;

  test('are known only to staff functions, so that no public function can create a session', () =>
    expect(functionNames.filter((name) => holds(name, 'SESSION_KEYS'))).toEqual([
      'reviews',
      'pairings',
      'visits',
      'records',
      'threads',
      'sign-in',
    ]));

  test('differ from those of links, which only functions for schools, calendars, and letters know', () =>
    expect(functionNames.filter((name) => holds(name, 'LINK_KEYS'))).toEqual([
      'applications',
      'schools',
      'visits',
      'notifications/from-stream',
      'notifications/from-schedule',
    ]));
});
