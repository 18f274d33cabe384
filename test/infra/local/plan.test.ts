import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openState } from '../../../infra/local/ground/state.ts';
import { readPlan } from '../../../infra/local/template/plan.ts';
import { type Json, readStack } from '../../../infra/local/template/template.ts';
import { temporaryFolder } from './small-app.ts';

const state = openState(join(temporaryFolder(), 'runner.db'));
afterAll(() => state.close());

type Resources = Record<string, { Type: string; Properties?: Record<string, Json> }>;
type Outputs = Record<string, { Value: Json; Export?: { Name: Json } }>;

const stackOf = (name: string, Resources: Resources, Outputs: Outputs = {}) =>
  readStack(name, { Resources, Outputs }, new Map());
const planOf = (...stacks: readonly ReturnType<typeof stackOf>[]) =>
  readPlan(stacks, { origin: 'http://localhost:1', issuer: 'http://localhost:1/sign-in', state });

const scheduleWith = (input: Json) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: 'a', RoleArn: 'r', Input: input },
  },
});

test('an unknown resource type is an error that names it', () => {
  const stack = stackOf('service', { Cache: { Type: 'AWS::ElastiCache::CacheCluster' } });
  expect(() => planOf(stack)).toThrow('AWS::ElastiCache::CacheCluster (Cache in service)');
});

test('an unknown property is an error that names it', () => {
  const stack = stackOf('service', {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: {} },
    },
  });
  expect(() => planOf(stack)).toThrow(/Api has a property[\s\S]*CorsConfiguration/);
});

test('an unknown value of a known property is an error', () => {
  const stack = stackOf('service', {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'WEBSOCKET' } },
  });
  expect(() => planOf(stack)).toThrow(/WEBSOCKET/);
});

test('an unknown section of the template is an error', () => {
  expect(() => readStack('service', { Resources: {}, Conditions: { IsProd: true } }, new Map())).toThrow(
    /Conditions/,
  );
});

test('a resource without local meaning is ignored, whatever it has', () => {
  const plan = planOf(
    stackOf('service', { Role: { Type: 'AWS::IAM::Role', Properties: { Odd: { 'Fn::Odd': 1 } } } }),
  );
  expect(plan.functions).toEqual([]);
});

test('a stack reads another one’s exports', () => {
  const data = stackOf(
    'data',
    { Pool: { Type: 'AWS::Cognito::UserPool' } },
    {
      Out: {
        Value: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] },
        Export: { Name: { 'Fn::Sub': 'data:Issuer' } },
      },
    },
  );
  const plan = planOf(
    data,
    stackOf('service', { Daily: scheduleWith({ 'Fn::ImportValue': 'data:Issuer' }) }),
  );
  expect(plan.schedules[0]?.properties.Target.Input).toBe('http://localhost:1/sign-in');
});

test.each([
  ['an unknown export', { 'Fn::ImportValue': 'data:Gone' }, /No stack exports data:Gone/],
  ['a resource that is not in the stack', { Ref: 'Gone' }, /refers to Gone, which isn’t in it/],
  ['a parameter of the account', '{{resolve:ssm:/name}}', /can’t resolve \{\{resolve:ssm/],
  [
    'a secret that is not in the template',
    '{{resolve:secretsmanager:gone:SecretString}}',
    /Secret gone isn’t in the template/,
  ],
])('a reference to %s is an error', (_, reference, message) => {
  expect(() => planOf(stackOf('service', { Daily: scheduleWith(reference) }))).toThrow(message);
});

test('an unknown attribute is an error', () => {
  const stack = stackOf('service', {
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Daily: scheduleWith({ 'Fn::GetAtt': ['Pool', 'Odd'] }),
  });
  expect(() => planOf(stack)).toThrow(/doesn’t support Odd of AWS::Cognito::UserPool/);
});

test('a secret is created once and stays the same', () => {
  const stack = stackOf('data', {
    Keys: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"a":"b"}',
          GenerateStringKey: 'k1',
          PasswordLength: 40,
        },
      },
    },
    Daily: scheduleWith({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Keys' }, ':SecretString:k1::}}']],
    }),
    Whole: scheduleWith({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Keys' }, ':SecretString:::}}']],
    }),
  });
  const [first, whole] = planOf(stack).schedules.map(({ properties }) => properties.Target.Input);
  expect(first).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(JSON.parse(whole ?? '')).toEqual({ a: 'b', k1: first });
  expect(planOf(stack).schedules[0]?.properties.Target.Input).toBe(first);
});
