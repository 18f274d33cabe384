import { describe, expect, test } from 'vitest';
import { openSchemas } from '../../infra/checks/schema.ts';
import { environmentNamed, environmentNames } from '../../infra/environments.ts';
import { parsedTemplate } from '../../infra/templates/changes.ts';
import { synthesize } from './template.ts';

const schemas = openSchemas();
/** `Bootstrap` is the only parameter of CDK's templates. */
const faultsOf = (Resources: object) =>
  schemas.faultsOf(parsedTemplate(JSON.stringify({ Resources, Parameters: { Bootstrap: {} } })));

describe('CloudFormation takes every template', () => {
  test.each(environmentNames)('of %s', (name) => {
    for (const resources of Object.values(synthesize(name))) expect(faultsOf(resources)).toEqual([]);
  });

  test('of a service in another region with a domain, an alarm address, a budget and a boundary', () => {
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

describe('a mistake is named with its place:', () => {
  test.each([
    [
      'a type that does not exist',
      { Queue: { Type: 'AWS::SQS::Que' } },
      'Resources.Queue: CloudFormation has no type AWS::SQS::Que',
    ],
    [
      'a property that does not exist',
      queue({ QueName: 'a' }),
      'Resources.Queue.Properties.QueName: unknown property',
    ],
    [
      'a property deep inside that does not exist',
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
      'Resources.Table.Properties.AttributeDefinitions.0.AttributeType: this is required',
    ],
    [
      'a resource that lacks what is required',
      { Role: { Type: 'AWS::IAM::Role' } },
      'Resources.Role.Properties.AssumeRolePolicyDocument: this is required',
    ],
    [
      'a required property that is not there after all',
      { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Ref: 'AWS::NoValue' } } } },
      'Resources.Role.Properties.AssumeRolePolicyDocument: this is required',
    ],
    [
      'a value that is not among the allowed ones',
      { Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: 'CHEAP' } } },
      'Resources.Log.Properties.LogGroupClass: "CHEAP" is not one of STANDARD, INFREQUENT_ACCESS, DELIVERY',
    ],
    [
      'a reference to what is not there',
      queue({ QueueName: { 'Fn::Join': ['-', ['a', { Ref: 'Gone' }]] } }),
      'Resources.Queue.Properties.QueueName.Fn::Join.1.1: Ref points to Gone, which isn’t in the template',
    ],
    [
      'an attribute of what is not there',
      queue({ QueueName: { 'Fn::GetAtt': ['Gone', 'Arn'] } }),
      'Resources.Queue.Properties.QueueName: Fn::GetAtt points to Gone, which isn’t in the template',
    ],
    [
      'a function that does not exist',
      queue({ QueueName: { 'Fn::Concat': ['a'] } }),
      'Resources.Queue.Properties.QueueName: unknown function Fn::Concat',
    ],
  ])('%s', (_, resources, fault) => expect(faultsOf(resources)).toEqual([fault]));

  test('an attribute that a type has not, with those that it has', () => {
    const [fault] = faultsOf({ ...table({}), ...queue({ QueueName: { 'Fn::GetAtt': ['Table', 'Name'] } }) });
    expect(fault).toMatch(
      /^Resources\.Queue\.Properties\.QueueName: AWS::DynamoDB::Table has no attribute Name \(expected one of .*Arn/,
    );
  });

  test('two mistakes are two faults', () => {
    expect(faultsOf(queue({ QueName: 'a', DelaySeconds: 'b' }))).toHaveLength(2);
  });
});

describe('what is no mistake is let through:', () => {
  test.each([
    ['a reference where a text is wanted', queue({ QueueName: { Ref: 'Bootstrap' } })],
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
