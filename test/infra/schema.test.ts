import { describe, expect, test } from 'vitest';
import { openSchemas } from '../../infra/checks/schema.ts';
import { parsedTemplate } from '../../infra/checks/template-changes.ts';
import { environmentNamed, environmentNames } from '../../infra/environments.ts';
import { synthesize } from './template.ts';

const schemas = openSchemas();
/** `Bootstrap` is the only parameter of CDK's templates. */
const faultsOf = (Resources: object) =>
  schemas.faultsOf(parsedTemplate(JSON.stringify({ Resources, Parameters: { Bootstrap: {} } })));

describe('CloudFormation accepts every template', () => {
  test.each(environmentNames)('of %s', (name) => {
    for (const resources of Object.values(synthesize(name))) expect(faultsOf(resources)).toEqual([]);
  });

  test('of a service in another region with a domain, an alarm address, a budget, and a boundary', () => {
    const stacks = synthesize({
      ...environmentNamed('prod'),
      region: 'eu-central-1',
      domain: {
        name: 'apply.example.org',
        certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/one',
      },
      alarmAddress: 'operations@example.org',
      monthlyBudgetUsd: 50,
      permissionsBoundary: 'district-boundary',
    });
    for (const resources of Object.values(stacks)) expect(faultsOf(resources)).toEqual([]);
  });
});

const table = (properties: object) => ({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }], ...properties },
  },
});
const queue = (properties: object) => ({ Queue: { Type: 'AWS::SQS::Queue', Properties: properties } });

describe('a mistake is reported with its place:', () => {
  test.each([
    [
      'an unknown type',
      { Queue: { Type: 'AWS::SQS::Que' } },
      'Resources.Queue: unknown CloudFormation type AWS::SQS::Que',
    ],
    ['an unknown property', queue({ QueName: 'a' }), 'Resources.Queue.Properties.QueName: unknown property'],
    [
      'an unknown property deep inside',
      table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE', StreamName: 'a' } }),
      'Resources.Table.Properties.StreamSpecification.StreamName: unknown property',
    ],
    [
      'a text in place of a number',
      queue({ VisibilityTimeout: 'soon' }),
      'Resources.Queue.Properties.VisibilityTimeout: "soon" (expected a whole number)',
    ],
    [
      'a number in place of a text',
      queue({ QueueName: 7 }),
      'Resources.Queue.Properties.QueueName: 7 (expected text)',
    ],
    [
      'a fraction in place of a whole number',
      queue({ DelaySeconds: 1.5 }),
      'Resources.Queue.Properties.DelaySeconds: 1.5 (expected a whole number)',
    ],
    [
      'a text in place of true or false',
      table({ DeletionProtectionEnabled: 'yes' }),
      'Resources.Table.Properties.DeletionProtectionEnabled: "yes" (expected true or false)',
    ],
    [
      'an object in place of a list',
      table({ GlobalSecondaryIndexes: {} }),
      'Resources.Table.Properties.GlobalSecondaryIndexes: {} (expected a list)',
    ],
    [
      'one of a list that lacks what is required',
      table({ AttributeDefinitions: [{ AttributeName: 'pk' }] }),
      'Resources.Table.Properties.AttributeDefinitions.0.AttributeType: required',
    ],
    [
      'a resource that lacks what is required',
      { Role: { Type: 'AWS::IAM::Role' } },
      'Resources.Role.Properties.AssumeRolePolicyDocument: required',
    ],
    [
      'a required property that resolves to nothing',
      { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Ref: 'AWS::NoValue' } } } },
      'Resources.Role.Properties.AssumeRolePolicyDocument: required',
    ],
    [
      'a value that is not among the allowed ones',
      { Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: 'CHEAP' } } },
      'Resources.Log.Properties.LogGroupClass: "CHEAP" (expected one of STANDARD, INFREQUENT_ACCESS, DELIVERY)',
    ],
    [
      'a reference to a missing resource',
      queue({ QueueName: { 'Fn::Join': ['-', ['a', { Ref: 'Gone' }]] } }),
      'Resources.Queue.Properties.QueueName.Fn::Join.1.1: Ref points to Gone, which isn’t in the template',
    ],
    [
      'an attribute of a missing resource',
      queue({ QueueName: { 'Fn::GetAtt': ['Gone', 'Arn'] } }),
      'Resources.Queue.Properties.QueueName: Fn::GetAtt points to Gone, which isn’t in the template',
    ],
    [
      'an unknown function',
      queue({ QueueName: { 'Fn::Concat': ['a'] } }),
      'Resources.Queue.Properties.QueueName: unknown function Fn::Concat',
    ],
  ])('%s', (_, resources, fault) => expect(faultsOf(resources)).toEqual([fault]));

  test('an unknown attribute, with the known ones', () => {
    const [fault] = faultsOf({ ...table({}), ...queue({ QueueName: { 'Fn::GetAtt': ['Table', 'Name'] } }) });
    expect(fault).toMatch(
      /^Resources\.Queue\.Properties\.QueueName: AWS::DynamoDB::Table has no attribute Name \(expected one of .*Arn/,
    );
  });

  test('two mistakes are two faults', () => {
    expect(faultsOf(queue({ QueName: 'a', DelaySeconds: 'b' }))).toHaveLength(2);
  });
});

describe('valid values pass:', () => {
  test.each([
    ['a reference instead of text', queue({ QueueName: { Ref: 'Bootstrap' } })],
    ['a pseudo parameter', queue({ QueueName: { Ref: 'AWS::StackName' } })],
    [
      'a document of any shape',
      { P: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: ['q'], PolicyDocument: { Any: 1 } } } },
    ],
    ['tags', queue({ Tags: [{ Key: 'a', Value: 'b' }] })],
    ['a custom resource', { Own: { Type: 'Custom::Own', Properties: { Whatever: 1 } } }],
    ['a property left out by a reference', queue({ QueueName: { Ref: 'AWS::NoValue' } })],
  ])('%s', (_, resources) => expect(faultsOf(resources)).toEqual([]));
});
