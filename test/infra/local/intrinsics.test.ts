import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Meaning, resolveIntrinsics } from '../../../infra/local/template/intrinsics.ts';
import { type Json, readStack } from '../../../infra/local/template/template.ts';

const stack = readStack(
  'web',
  { Resources: {}, Parameters: { Size: { Type: 'String', Default: 'small' } } },
  new Map(),
);
const meaning: Meaning = {
  pseudo: { 'AWS::Region': 'us-east-1' },
  ref: (_, id) => `ref-${id}`,
  attribute: (_, id, attribute) => `${id}-${attribute}`,
  imported: (name) => `imported-${name}`,
};
const resolved = (value: Json) => resolveIntrinsics(value, stack, meaning);

test('each intrinsic function has CloudFormation’s value', () => {
  expect(
    resolved({
      ref: { Ref: 'Table' },
      region: { Ref: 'AWS::Region' },
      parameter: { Ref: 'Size' },
      stack: { Ref: 'AWS::StackName' },
      attribute: { 'Fn::GetAtt': ['Table', 'Arn'] },
      dotted: { 'Fn::GetAtt': 'Nested.Outputs.Name' },
      joined: { 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] },
      selected: { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Join': ['/', ['x', 'y', 'z']] }] }] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
      substituted: { 'Fn::Sub': '${Table} ${Table.Arn} ${AWS::Region} ${!Kept}' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
      substitutedWith: { 'Fn::Sub': ['${Mine}-${Table}', { Mine: { Ref: 'AWS::Region' } }] },
      imported: { 'Fn::ImportValue': { 'Fn::Join': ['', ['data', ':Table']] } },
    }),
  ).toEqual({
    ref: 'ref-Table',
    region: 'us-east-1',
    parameter: 'small',
    stack: 'web',
    attribute: 'Table-Arn',
    dotted: 'Nested-Outputs.Name',
    joined: 'a-ref-Table',
    selected: 'y',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
    substituted: 'ref-Table Table-Arn us-east-1 ${Kept}',
    substitutedWith: 'us-east-1-ref-Table',
    imported: 'imported-data:Table',
  });
});

test('a reference to AWS::NoValue removes the value', () => {
  expect(resolved({ kept: [1, { Ref: 'AWS::NoValue' }], gone: { Ref: 'AWS::NoValue' } })).toEqual({
    kept: [1],
  });
});

test.each([
  { 'Fn::If': ['IsProd', 'a', 'b'] },
  { 'Fn::FindInMap': ['Map', 'a', 'b'] },
  { 'Fn::Transform': { Name: 'x' } },
  { Condition: 'IsProd' },
])('an unknown intrinsic function is an error: %j', (value) => {
  expect(() => resolved({ deep: [value] })).toThrow(/doesn’t support the intrinsic function/);
});

test('a missing part can’t be selected', () => {
  expect(() => resolved({ 'Fn::Select': [2, ['a', 'b']] })).toThrow(/part 2, which doesn’t exist/);
});

test('joined values can be split again, and plain values stay as they are', () => {
  const plain = fc.array(
    fc.string().filter((text) => !text.includes('|')),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(plain, (parts) => {
      expect(resolved({ 'Fn::Split': ['|', { 'Fn::Join': ['|', parts] }] })).toEqual(parts);
      expect(resolved({ nested: { parts } })).toEqual({ nested: { parts } });
    }),
  );
});
