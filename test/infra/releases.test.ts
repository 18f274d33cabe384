import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type HttpFunction, routes } from '../../functions/routes.ts';
import { environmentNamed } from '../../infra/environments.ts';
import { functionNamed, ofType, only, type Resources, said, synthesize } from './template.ts';

const prod = synthesize('prod').service;
const answering: readonly HttpFunction[] = [...new Set(Object.values(routes).map((route) => route.function))];

const group = v.object({
  DeploymentConfigName: v.string(),
  AlarmConfiguration: v.object({
    Enabled: v.boolean(),
    Alarms: v.optional(v.array(v.object({ Name: v.unknown() })), []),
  }),
  AutoRollbackConfiguration: v.object({ Enabled: v.literal(true), Events: v.array(v.string()) }),
});
const aliasUpdate = v.object({
  UpdatePolicy: v.object({
    CodeDeployLambdaAliasUpdate: v.object({ DeploymentGroupName: v.object({ Ref: v.string() }) }),
  }),
  DependsOn: v.optional(v.array(v.string()), []),
});

/** A function's alias and its deployment settings. */
function releaseOf(service: Resources, name: HttpFunction) {
  const { id } = functionNamed(service, name);
  const isItsOwn = ({ Type, Properties }: Resources[string]) =>
    Type === 'AWS::Lambda::Alias' && JSON.stringify(Properties.FunctionName) === JSON.stringify({ Ref: id });
  const alias = Object.values(service).find(isItsOwn);
  const update = v.parse(aliasUpdate, alias);
  const groupId = update.UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName.Ref;
  return { id, alias, update, groupId, group: v.parse(group, service[groupId]?.Properties) };
}

describe.each(answering)('a new version of %s', (name) => {
  const { id, alias, update, group } = releaseOf(prod, name);

  test('takes over under a fixed name', () => {
    expect(alias?.Properties.Name).toBe('live');
    const version = v.parse(
      v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Version')]) }),
      alias?.Properties.FunctionVersion,
    )['Fn::GetAtt'][0];
    expect(prod[version]?.Properties.FunctionName).toEqual({ Ref: id });
    // The previous version must still exist for a rollback.
    expect(prod[version]?.DeletionPolicy).toBe('Retain');
  });

  test('answers a tenth of the requests for five minutes first', () =>
    expect(group.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes'));

  test('is rolled back if it fails, is throttled, or logs an error', () => {
    expect(group.AlarmConfiguration.Enabled).toBe(true);
    expect(group.AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
    const metrics = group.AlarmConfiguration.Alarms.map(({ Name }) => {
      const alarm = prod[v.parse(v.object({ Ref: v.string() }), Name).Ref];
      return String(alarm?.Properties.MetricName).replace(/^.*Outages$/, 'Outages');
    });
    expect(metrics).toEqual(['Errors', 'Throttles', 'Outages']);
  });

  test('serves no one before its pages’ files exist', () => {
    const uploads = Object.keys(prod).filter((one) => prod[one]?.Type === 'Custom::PageAsset');
    expect(uploads.length).toBeGreaterThan(0);
    expect(update.DependsOn).toEqual(expect.arrayContaining(uploads));
  });
});

test('staging uses canaries too, and dev doesn’t', () => {
  const configOf = (service: Resources) => releaseOf(service, 'applications').group.DeploymentConfigName;
  expect([configOf(synthesize('staging').service), configOf(synthesize('dev').service)]).toEqual([
    'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    'CodeDeployDefault.LambdaAllAtOnce',
  ]);
});

describe('with all requests at once', () => {
  // As `deploy prod --all-at-once` builds it.
  const { service } = synthesize({ ...environmentNamed('prod'), release: 'all-at-once' });

  test.each(answering)('no alarm that rings keeps a repair of %s away', (name) => {
    const { group } = releaseOf(service, name);
    expect(group.AlarmConfiguration).toEqual({ Enabled: false, Alarms: [] });
    expect(group.AutoRollbackConfiguration.Events).not.toContain('DEPLOYMENT_STOP_ON_ALARM');
  });

  test.each(answering)('the release of %s is switched to that before its new version comes', (name) => {
    const { update, groupId } = releaseOf(service, name);
    expect(update.DependsOn).toContain(groupId);
  });

  test('all alarms stay', () => {
    const alarmsOf = (one: Resources) => ofType(one, 'AWS::CloudWatch::Alarm');
    expect(alarmsOf(service)).toEqual(alarmsOf(prod));
  });
});

test('only the live version can be reached through the API', () => {
  const opened = ofType(prod, 'AWS::Lambda::Permission')
    .filter(({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com')
    .map(({ Properties }) => said(Properties.FunctionName));
  expect(opened).toHaveLength(answering.length);
  expect(opened.filter((target) => !target.endsWith('Aliaslive'))).toEqual([]);
});

test('a logged error counts as an outage, because its response is a page', () => {
  const patterns = ofType(prod, 'AWS::Logs::MetricFilter').map(({ Properties }) => Properties.FilterPattern);
  // The others count events.
  const ofErrors = patterns.filter((pattern) => !String(pattern).includes('$.message.what'));
  expect(ofErrors).toEqual(answering.map(() => '{ $.level = "ERROR" }'));
});

test('a rolled-back release alerts the operators', () => {
  const { EventPattern, Targets } = only(prod, 'AWS::Events::Rule').Properties;
  expect(EventPattern).toMatchObject({
    source: ['aws.codedeploy'],
    detail: { state: ['FAILURE', 'STOP'], application: [{ Ref: expect.stringMatching(/Application/) }] },
  });
  expect(Targets).toEqual([
    expect.objectContaining({
      Input:
        '"A new function version failed and was rolled back. What to do: infra/RUNBOOK.md#a-new-function-version-failed-and-was-rolled-back"',
    }),
  ]);
});
