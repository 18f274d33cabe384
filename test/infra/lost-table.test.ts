import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ofType, only, synthesize } from './template.ts';

const { data, service } = synthesize('prod');
const runbook = readFileSync(join(import.meta.dirname, '../../infra/RUNBOOK.md'), 'utf8');
const routine =
  runbook.split(/^## /m).find((part) => part.startsWith('Routine: a table that was deleted')) ?? '';

describe('the routine for a table that was deleted', () => {
  // As DynamoDB's documentation of backups says.
  const comesBack = [
    'AttributeDefinitions',
    'BillingMode',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'SSESpecification',
  ];
  const setAgain: Readonly<Record<string, string>> = {
    DeletionProtectionEnabled: 'update-table --table-name TABLE --deletion-protection-enabled',
    PointInTimeRecoverySpecification: 'PointInTimeRecoveryEnabled=true',
    StreamSpecification: 'StreamEnabled=true,StreamViewType=NEW_IMAGE',
    Tags: 'Key=program,Value=learning-partners Key=environment,Value=ENV',
    TimeToLiveSpecification: 'Enabled=true,AttributeName=expiresAt',
  };
  const table = only(data, 'AWS::DynamoDB::Table').Properties;

  test('sets again everything that a backup doesn’t bring back', () => {
    expect(Object.keys(table).sort()).toEqual([...comesBack, ...Object.keys(setAgain)].sort());
    expect(Object.values(setAgain).filter((words) => !routine.includes(words))).toEqual([]);
  });

  test('sets it as the template does', () => {
    expect(table).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Tags: [
        { Key: 'environment', Value: 'prod' },
        { Key: 'program', Value: 'learning-partners' },
      ],
    });
  });

  test('recreates the stream mappings with all their settings', () => {
    const said = ['FunctionName', 'EventSourceArn', 'StartingPosition', 'Tags'];
    const settings = new Set(
      ofType(service, 'AWS::Lambda::EventSourceMapping').flatMap(({ Properties }) => Object.keys(Properties)),
    );
    const copied = [...settings].filter((name) => !said.includes(name));
    expect(copied.length).toBeGreaterThan(0);
    expect(copied.filter((name) => !routine.includes(`${name}:${name}`))).toEqual([]);
  });
});
