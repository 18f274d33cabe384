import { describe, expect, test } from 'vitest';
import {
  lossesSince,
  parseReleased,
  type Released,
  readReleased,
  releasedOf,
} from '../../infra/checks/released.ts';
import { emptyTemplate, parsedTemplate } from '../../infra/checks/template-changes.ts';
import { environmentNames } from '../../infra/environments.ts';
import { type Resources, synthesize } from './template.ts';

const released = (data: Resources, service: Resources): Released =>
  releasedOf({
    environment: 'prod',
    templates: new Map([
      ['data', parsedTemplate(JSON.stringify({ Resources: data }))],
      ['service', parsedTemplate(JSON.stringify({ Resources: service }))],
    ]),
  });
const prod = synthesize('prod');
const before = released(prod.data, prod.service);

/** The losses of a change to the first resource of a type. Without a replacement, the resource is removed. */
function lossesOf(type: string, change: (resource: Resources[string]) => Resources[string] | undefined) {
  const [id] = Object.entries({ ...prod.service, ...prod.data }).find(([, one]) => one.Type === type) ?? [];
  const changedIn = (resources: Resources): Resources =>
    Object.fromEntries(
      Object.entries(resources).flatMap(([one, resource]) => {
        const changed = one === id ? change(resource) : resource;
        return changed ? [[one, changed]] : [];
      }),
    );
  return lossesSince(before, released(changedIn(prod.data), changedIn(prod.service)));
}

const withProperty = (name: string, value: unknown) => (resource: Resources[string]) => ({
  ...resource,
  Properties: { ...resource.Properties, [name]: value },
});
const gone = () => undefined;

describe('a template is rejected', () => {
  test.each([
    [
      'another key of the table',
      'AWS::DynamoDB::Table',
      'KeySchema',
      [{ AttributeName: 'id', KeyType: 'HASH' }],
    ],
    ['a name for the table', 'AWS::DynamoDB::Table', 'TableName', 'program'],
    ['a name for a secret', 'AWS::SecretsManager::Secret', 'Name', 'keys'],
    ['another prefix of the sign-in page', 'AWS::Cognito::UserPoolDomain', 'Domain', 'elsewhere'],
    ['a name for the bucket', 'AWS::S3::Bucket', 'BucketName', 'files'],
    ['another sender', 'AWS::SES::EmailIdentity', 'EmailIdentity', 'elsewhere.example.org'],
    ['a name for a log', 'AWS::Logs::LogGroup', 'LogGroupName', 'log'],
  ])('with %s, which would replace it', (_, type, property, value) => {
    const losses = lossesOf(type, withProperty(property, value));
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatch(new RegExp(`REPLACED by a new, empty one: .*\\(${property}\\)`));
  });

  test.each([
    'AWS::DynamoDB::Table',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
    'AWS::S3::Bucket',
    'AWS::SES::EmailIdentity',
    'AWS::Logs::LogGroup',
  ])('without a previous %s', (type) => {
    expect(lossesOf(type, gone)).toEqual([expect.stringMatching(/DESTROYED|no longer part of the service/)]);
  });

  test('without a previous stack', () => {
    const { data } = before;
    const losses = lossesSince(before, { service: before.service ?? emptyTemplate });
    expect(losses).toHaveLength(Object.keys(data?.Resources ?? {}).length);
  });

  test('that would no longer keep the table when it leaves its stack', () => {
    const losses = lossesOf('AWS::DynamoDB::Table', (table) => ({ ...table, DeletionPolicy: 'Delete' }));
    expect(losses).toEqual([expect.stringMatching(/^data: no longer kept .*ProgramTable.*DeletionPolicy/)]);
  });
});

describe('a template passes', () => {
  test('as released', () => expect(lossesSince(before, before)).toEqual([]));

  test('with changes in place', () => {
    expect(lossesOf('AWS::DynamoDB::Table', withProperty('BillingMode', 'PROVISIONED'))).toEqual([]);
    expect(lossesOf('AWS::Logs::LogGroup', withProperty('RetentionInDays', 30))).toEqual([]);
  });

  test('with something new', () => {
    const more = structuredClone(prod.data);
    const table = Object.values(more).find(({ Type }) => Type === 'AWS::DynamoDB::Table');
    if (!table) throw new Error('There is no table');
    expect(lossesSince(before, released({ ...more, Another: table }, prod.service))).toEqual([]);
  });
});

test('a release keeps everything that holds data, and reads back unchanged', () => {
  expect(parseReleased(JSON.stringify(before))).toEqual(before);
  const types = Object.values(before).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );
  expect([...new Set(types)].sort()).toEqual([
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolDomain',
    'AWS::Cognito::UserPoolGroup',
    'AWS::DynamoDB::Table',
    'AWS::Logs::LogGroup',
    'AWS::S3::Bucket',
    'AWS::SES::EmailIdentity',
    'AWS::SecretsManager::Secret',
  ]);
});

test.each(environmentNames)('the released template of %s names its table', (name) => {
  const types = Object.values(readReleased(name) ?? {}).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );
  expect(types).toContain('AWS::DynamoDB::Table');
});
