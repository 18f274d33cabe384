import { describe, expect, test } from 'vitest';
import { ofType, only, synthesize } from './template.ts';

const prod = synthesize('prod').data;
const dev = synthesize('dev').data;

describe('the table', () => {
  const table = only(prod, 'AWS::DynamoDB::Table');

  test('can be restored to any point in time', () => {
    expect(table.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test('is encrypted, and paid for by request', () => {
    expect(table.Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('deletes expired items', () => {
    expect(table.Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('streams the new image of every change', () => {
    expect(table.Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  test('has the one index for the staff overview', () => {
    expect(table.Properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'overview',
        KeySchema: [
          { AttributeName: 'overviewKey', KeyType: 'HASH' },
          { AttributeName: 'overviewSort', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary'] },
      },
    ]);
  });

  test('can’t be deleted in prod, and stays if its stack is deleted', () => {
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table.Properties.DeletionProtectionEnabled).toBe(true);
  });

  test('is deleted with its stack in dev', () => {
    const { DeletionPolicy, Properties } = only(dev, 'AWS::DynamoDB::Table');
    expect({ DeletionPolicy, protected: Properties.DeletionProtectionEnabled }).toEqual({
      DeletionPolicy: 'Delete',
      protected: false,
    });
  });
});

describe('the keys of links and the keys of staff sessions', () => {
  const secrets = ofType(prod, 'AWS::SecretsManager::Secret');

  test('are two secrets, each starting with one random key that needs no escaping', () => {
    const random = {
      SecretStringTemplate: '{}',
      GenerateStringKey: 'k1',
      PasswordLength: 64,
      ExcludePunctuation: true,
    };
    expect(secrets.map(({ Properties }) => Properties.GenerateSecretString)).toEqual([random, random]);
  });

  test('outlive their stack in prod, because links already mailed depend on them', () => {
    expect(secrets.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain', 'Retain']);
  });
});

test('everything irreplaceable in prod outlives its stack and its own replacement', () => {
  const replaceable = ['AWS::Cognito::UserPoolDomain'];
  const kept = Object.values(prod).filter(({ Type }) => !replaceable.includes(Type));
  expect(
    kept.map(({ Type, DeletionPolicy, UpdateReplacePolicy }) => [Type, DeletionPolicy, UpdateReplacePolicy]),
  ).toEqual(kept.map(({ Type }) => [Type, 'Retain', 'Retain']));
});

describe('the accounts of the staff', () => {
  const pool = only(prod, 'AWS::Cognito::UserPool').Properties;

  test('are only created by an administrator', () => {
    expect(pool.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  test('need a strong password and a second factor that is not a text message', () => {
    expect(pool.Policies).toMatchObject({
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    });
    expect(pool).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  test('can’t be deleted with their pool in prod', () => {
    expect(pool.DeletionProtection).toBe('ACTIVE');
    expect(only(prod, 'AWS::Cognito::UserPool').DeletionPolicy).toBe('Retain');
    expect(only(dev, 'AWS::Cognito::UserPool').Properties.DeletionProtection).toBe('INACTIVE');
  });

  test('get their role from a group', () => {
    const groups = ofType(prod, 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties.GroupName);
    expect(groups).toEqual(['reviewer', 'director', 'facilitator']);
  });

  test('sign in at an address that no other account can have', () => {
    expect(only(prod, 'AWS::Cognito::UserPoolDomain').Properties.Domain).toEqual({
      'Fn::Join': ['', ['learning-partners-prod-', { Ref: 'AWS::AccountId' }]],
    });
  });
});
