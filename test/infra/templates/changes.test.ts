import { describe, expect, test } from 'vitest';
import {
  changesBetween,
  emptyTemplate,
  lossesOf,
  sayChanges,
  sayRefusal,
  type Template,
} from '../../../infra/checks/template-changes.ts';

const resources = (Resources: Template['Resources']): Template => ({ Resources });

const table = (key: string, policy?: string) => ({
  Type: 'AWS::DynamoDB::Table',
  ...(policy && { DeletionPolicy: policy, UpdateReplacePolicy: policy }),
  Properties: {
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
  },
});
const fn = (hash: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: hash } } });
const queue = { Type: 'AWS::SQS::Queue' };

const said = (before: Template, after: Template) => sayChanges(changesBetween(before, after));

test('destroyed and replaced resources come first, and new ones are counted', () => {
  const before = resources({
    AFunction11111111: fn('old'),
    BQueue22222222: queue,
    CTable33333333: table('pk', 'Retain'),
    DTable44444444: table('pk', 'Retain'),
    ETable55555555: table('pk'),
  });
  const after = resources({
    AFunction11111111: fn('new'),
    CTable33333333: table('id', 'Retain'),
    ETable55555555: table('id'),
    FQueue66666666: queue,
    GQueue77777777: queue,
    HFunction88888888: fn('new'),
  });
  expect(said(before, after)).toEqual([
    'DESTROYED with everything in it: queue BQueue',
    'REPLACED by a new, empty one: table CTable (AttributeDefinitions, KeySchema); the old one stays in the account',
    'REPLACED by a new, empty one: table ETable (AttributeDefinitions, KeySchema)',
    'no longer part of the service; it stays in the account: table DTable',
    'changed: function AFunction (Code)',
    'new: 2 × queue, 1 × function',
  ]);
});

test('no changes are reported too', () => {
  expect(said(resources({ A: queue }), resources({ A: queue }))).toEqual(['no changes']);
});

test('a type without our own name keeps AWS’s', () => {
  expect(said(emptyTemplate, resources({ A: { Type: 'AWS::KMS::Key' } }))).toEqual(['new: 1 × KMS Key']);
});

test('changes after the first twenty are only counted', () => {
  const functions = (hash: string) =>
    resources(
      Object.fromEntries(Array.from({ length: 23 }, (_, n) => [`F${String.fromCharCode(65 + n)}`, fn(hash)])),
    );
  const lines = said(functions('old'), functions('new'));
  expect([lines.length, lines.at(-1)]).toEqual([21, 'changed: 3 × function more']);
});

describe('a loss', () => {
  test('is anything with people’s data, even if the old one stays', () => {
    const before = resources({ CTable33333333: table('pk', 'Retain'), BQueue22222222: queue });
    const losses = lossesOf(changesBetween(before, resources({ CTable33333333: table('id', 'Retain') })));
    expect(losses.map(({ logicalId, impact }) => [logicalId, impact])).toEqual([
      ['CTable33333333', 'replaced'],
    ]);
    expect(sayRefusal(losses)).toBe(
      'This would take the table CTable out of use, but this environment keeps all data. Keep its logical ID and its key, or move its data first (infra/RUNBOOK.md, “Routine: replace something that holds data”).',
    );
  });

  test('is also a resource that leaves the stack but stays in the account', () => {
    const before = resources({ CTable33333333: table('pk', 'Retain') });
    expect(lossesOf(changesBetween(before, emptyTemplate))).toHaveLength(1);
  });

  test('is not a change in place', () => {
    const protecting = {
      ...table('pk'),
      Properties: { ...table('pk').Properties, DeletionProtectionEnabled: true },
    };
    expect(lossesOf(changesBetween(resources({ T: table('pk') }), resources({ T: protecting })))).toEqual([]);
  });
});
