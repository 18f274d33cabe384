import { describe, expect, test } from 'vitest';
import { changesBetween, emptyTemplate, lossesOf, type Template } from '../../../infra/templates/changes.ts';
import { sayChanges, sayRefusal } from '../../../infra/templates/say-changes.ts';

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

test('whatever is destroyed or replaced comes first, and what is new is counted', () => {
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

test('nothing at all is said too', () => {
  expect(said(resources({ A: queue }), resources({ A: queue }))).toEqual(['no changes']);
});

test('a type without a name of ours keeps that of AWS', () => {
  expect(said(emptyTemplate, resources({ A: { Type: 'AWS::KMS::Key' } }))).toEqual(['new: 1 × KMS Key']);
});

test('more changes than a page of the terminal are counted after the first twenty', () => {
  const functions = (hash: string) =>
    resources(
      Object.fromEntries(Array.from({ length: 23 }, (_, n) => [`F${String.fromCharCode(65 + n)}`, fn(hash)])),
    );
  const lines = said(functions('old'), functions('new'));
  expect([lines.length, lines.at(-1)]).toEqual([21, 'changed: 3 × function more']);
});

describe('a loss', () => {
  test('is anything that people have put something into, also where the old one stays', () => {
    const before = resources({ CTable33333333: table('pk', 'Retain'), BQueue22222222: queue });
    const losses = lossesOf(changesBetween(before, resources({ CTable33333333: table('id', 'Retain') })));
    expect(losses.map(({ logicalId, impact }) => [logicalId, impact])).toEqual([
      ['CTable33333333', 'replaced'],
    ]);
    expect(sayRefusal(losses)).toBe(
      'This would take the table CTable out of use, but this environment keeps all data. Keep its logical ID and its key, or move its data first (infra/RUNBOOK.md, “Routine: replace something that holds data”).',
    );
  });

  test('is also what leaves the stack and stays in the account, where the service no longer sees it', () => {
    const before = resources({ CTable33333333: table('pk', 'Retain') });
    expect(lossesOf(changesBetween(before, emptyTemplate))).toHaveLength(1);
  });

  test('is not the change of something in its place', () => {
    const protecting = {
      ...table('pk'),
      Properties: { ...table('pk').Properties, DeletionProtectionEnabled: true },
    };
    expect(lossesOf(changesBetween(resources({ T: table('pk') }), resources({ T: protecting })))).toEqual([]);
  });
});
