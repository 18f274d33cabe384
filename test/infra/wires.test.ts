import { describe, expect, test } from 'vitest';
import { type Environment, environmentNamed } from '../../infra/environments.ts';
import { type Resources, synthesize } from './template.ts';
import { sayBroken, unwalked, wiresOf } from './wires/wires.ts';

/** With every optional setting, and the front door's alarms in their own stack. */
const elsewhere: Environment = {
  ...environmentNamed('prod'),
  name: 'elsewhere',
  region: 'eu-west-1',
  alarmAddress: 'devops@example.org',
  deployedFrom: 'district/program',
};

const stacks = [environmentNamed('dev'), environmentNamed('prod'), elsewhere].flatMap((environment) => {
  const { data, edge, service, watch } = synthesize(environment);
  const placed = (part: string, resources: Resources, region: string) => ({
    name: `${environment.name} ${part}`,
    resources,
    region,
  });
  return [
    placed('data', data, environment.region),
    placed('service', service, environment.region),
    placed('edge', edge, 'us-east-1'),
    placed('watch', watch, 'us-east-1'),
  ].filter(({ resources }) => Object.keys(resources).length > 0);
});

describe.each(stacks)('in $name', ({ resources, region }) => {
  test('every caller, writer, and reader has permission', () => {
    expect(sayBroken(wiresOf(resources, region))).toEqual([]);
  });

  test('this test checks every use of a topic or queue', () => {
    expect(unwalked(resources)).toEqual([]);
  });
});

const prod = synthesize('prod').service;

test('every kind of start is checked', () => {
  const begun = new Set(wiresOf(prod, 'us-east-1').map(({ act }) => act.action));
  expect([...begun].sort()).toEqual([
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'lambda:InvokeFunction',
    'logs:PutLogEvents',
    's3:GetObject',
    's3:PutObject',
    'scheduler:CreateSchedule',
    'ses:SendRawEmail',
    'sns:Publish',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

/** Prod with one resource changed, found by the start of its ID. */
function tampered(id: string, from: string, to: string): Resources {
  const [found, ...more] = Object.keys(prod).filter((one) => one.startsWith(id));
  const resource = found === undefined ? undefined : prod[found];
  if (found === undefined || resource === undefined || more.length > 0) throw new Error(`which ${id}?`);
  const text = JSON.stringify(resource.Properties);
  if (!text.includes(from)) throw new Error(`${id} does not say ${from}`);
  return { ...prod, [found]: { ...resource, Properties: JSON.parse(text.replaceAll(from, to)) } };
}

describe('missing permission is found:', () => {
  test.each([
    [
      'alarms at their topic',
      'AlarmsTopicPolicy',
      'cloudwatch.amazonaws.com',
      'other.amazonaws.com',
      'WebServerErrors: cloudwatch.amazonaws.com may not sns:Publish on AlarmsTopic',
    ],
    [
      'alarms of this account at a topic for those of another',
      'AlarmsTopicPolicy',
      '{"Ref":"AWS::AccountId"}',
      '"111122223333"',
      'WebServerErrors: cloudwatch.amazonaws.com may not sns:Publish on AlarmsTopic',
    ],
    [
      'a rule at its topic',
      'AlarmsTopicPolicy',
      'events.amazonaws.com',
      'other.amazonaws.com',
      'WebReleasesTakenBack: events.amazonaws.com may not sns:Publish on AlarmsTopic',
    ],
    [
      'reports of SES at their topic',
      'MailFeedbackPolicy',
      'MailConfigurationSet',
      'OtherConfigurationSet',
      'MailConfigurationSetUndelivered: ses.amazonaws.com may not sns:Publish on MailFeedback',
    ],
    [
      'the files of pages in their bucket',
      'PageAssetsBucketPolicy',
      's3:GetObject',
      's3:HeadObject',
      'WebFrontDoorDistribution: cloudfront.amazonaws.com may not s3:GetObject on PageAssetsBucket.Arn/a-file',
    ],
    [
      'the scheduler at a role that is for another group',
      'NightRoleA',
      'NightGroup',
      'OtherGroup',
      'NightNightly: NightRole may not lambda:InvokeFunction on NightFunction.Arn',
    ],
    [
      'letters to verified addresses, in the SES sandbox',
      'NotificationsFromScheduleRoleDefaultPolicy',
      'identity/*',
      'identity/example.org',
      'NotificationsFromScheduleFunction: NotificationsFromScheduleRole may not ses:SendRawEmail on arn:aws:ses:us-east-1:AWS::AccountId:identity/confirmed@reader.test',
    ],
    [
      'letters from another address',
      'NotificationsFromScheduleRoleDefaultPolicy',
      'learning-partners@example.org',
      'other@example.org',
      'NotificationsFromScheduleFunction: NotificationsFromScheduleRole may not ses:SendRawEmail on arn:aws:ses:us-east-1:AWS::AccountId:identity/learning-partners@example.org',
    ],
    [
      'by a denial, even if allowed',
      'MailFeedbackLostQueuePolicy',
      '"aws:SecureTransport":"false"',
      '"aws:SecureTransport":"true"',
      'MailFeedbackFunctionFeedback: sns.amazonaws.com may not sqs:SendMessage on MailFeedbackLostQueue.Arn',
    ],
  ])('%s', (_, id, from, to, sentence) => {
    expect(sayBroken(wiresOf(tampered(id, from, to), 'us-east-1'))).toContain(sentence);
  });
});
