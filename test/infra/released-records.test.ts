import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  readReleasedRecords,
  recordLosses,
  recordsOf,
  storedKinds,
} from '../../infra/checks/released-records.ts';

const schemaOf = (
  kinds: readonly string[],
  school: v.ObjectEntries = { name: v.string(), region: v.exactOptional(v.string()) },
) =>
  v.looseObject({
    version: v.number(),
    school: v.object(school),
    history: v.array(v.object({ what: v.picklist(kinds) })),
    events: v.array(v.variant('type', [v.object({ type: v.literal('sent') })])),
  });
const released = recordsOf(schemaOf(['sent', 'read']));
const lossesOf = (schema: v.GenericSchema) => recordLosses('application', released, schema);

describe('a change of stored records is rejected', () => {
  test('if it adds a kind of event that the last release can’t read', () => {
    expect(lossesOf(schemaOf(['sent', 'read', 'interview-held']))).toEqual([
      'application: the last release can’t read history.*.what of records that this release writes. Release the schema that reads it first, run `npm run release-template -- prod`, and then release what writes it.',
    ]);
  });

  test('if it adds a required field', () => {
    const school = { name: v.string(), region: v.exactOptional(v.string()), language: v.string() };
    expect(lossesOf(schemaOf(['sent', 'read'], school))).toEqual([
      'application: this release can’t read school.language of records that the last release wrote. Make it optional in the schema, or keep its alternatives.',
    ]);
  });

  test('if it drops a field, required or optional', () => {
    const losses = lossesOf(schemaOf(['sent', 'read'], { region: v.exactOptional(v.string()) }));
    expect(losses).toContain(
      'application: this release drops school.name, which the last release wrote. Keep it in the schema.',
    );
    expect(losses).toContainEqual(expect.stringContaining('the last release can’t read school of records'));
    expect(lossesOf(schemaOf(['sent', 'read'], { name: v.string() }))).toEqual([
      'application: this release drops school.region, which the last release wrote. Keep it in the schema.',
    ]);
  });

  test('if it drops a kind of event', () => {
    expect(lossesOf(schemaOf(['sent']))).toEqual([
      expect.stringContaining('this release can’t read history.*.what of records that the last release'),
    ]);
  });
});

test('a change of stored records passes if it adds an optional field', () => {
  const school = {
    name: v.string(),
    region: v.exactOptional(v.string()),
    phone: v.exactOptional(v.string()),
  };
  expect(lossesOf(schemaOf(['sent', 'read'], school))).toEqual([]);
});

describe.each(Object.entries(storedKinds))('the released records of kind %s', (kind, schema) => {
  test('are readable now, and the last release can read what this one writes', () => {
    const { records, ...rest } = readReleasedRecords(kind) ?? { records: [] };
    expect(records.length).toBeGreaterThan(0);
    expect(recordLosses(kind, { records, schema: {}, ...rest }, schema)).toEqual([]);
  });
});

test('the released histories have every kind of event', () => {
  const history = v.object({ history: v.array(v.object({ what: v.string() })) });
  const kindsIn = (kind: string) => {
    const { records } = readReleasedRecords(kind) ?? { records: [] };
    const aggregates = v.parse(v.array(v.object({ aggregate: history })), records);
    return new Set(aggregates.flatMap(({ aggregate }) => aggregate.history.map(({ what }) => what)));
  };
  expect(
    ['application', 'scenario', 'pairing', 'partnership', 'visit-year'].map((kind) => kindsIn(kind).size),
  ).toEqual([22, 8, 1, 19, 7]);
});
