import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const flags = v.record(v.string(), v.unknown());
const read = <T>(path: string, schema: v.GenericSchema<unknown, T>): T =>
  v.parse(schema, JSON.parse(readFileSync(path, 'utf8')));

const recommended = read('node_modules/aws-cdk-lib/recommended-feature-flags.json', flags);
const { context } = read('cdk.json', v.object({ context: flags }));

/** Where we know better than CDK, and why. */
const otherwise: Readonly<Record<string, { readonly value: unknown; readonly because: string }>> = {
  '@aws-cdk/core:defaultCrossStackReferences': {
    value: 'strong',
    because: 'CloudFormation itself then refuses to take away a table or a key that the service uses',
  },
};

test('every flag that this CDK recommends is set as recommended, or differs for a reason', () => {
  const wanted = Object.fromEntries(
    Object.entries(recommended).map(([flag, value]) => [flag, otherwise[flag]?.value ?? value]),
  );
  expect(Object.fromEntries(Object.keys(wanted).map((flag) => [flag, context[flag]]))).toEqual(wanted);
});

test('no unknown flag is set', () => {
  expect(Object.keys(context).filter((flag) => !(flag in recommended))).toEqual([]);
});

test('no exception matches the current recommendation', () => {
  const needless = Object.entries(otherwise).filter(([flag, { value }]) => recommended[flag] === value);
  expect(needless).toEqual([]);
});
