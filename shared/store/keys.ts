import type * as v from 'valibot';
import { parseReference } from '#domain/admission/application.ts';
import type { Aggregate, Happening } from '#domain/base/change.ts';
import { parseRecord, stored } from './parse-record.ts';
import type { Key, StoredRecord } from './table.ts';

/** Where each aggregate is stored: its key, and its attributes besides `body`, `version`, and `events`. */
export const keyOf = {
  application: (cycleId: string, schoolId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `APPLICATION#${schoolId}`,
  }),
  roster: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'ROSTER' }),
  scenario: (cycleId: string, id: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: `SCENARIO#${id}` }),
  pairing: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'PAIRING' }),
  partnership: (cycleId: string, hostId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `PARTNERSHIP#${hostId}`,
  }),
  visitYear: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'VISIT-YEAR' }),
  request: (id: string): Key => ({ pk: `REQUEST#${id}`, sk: 'REQUEST' }),
  cycle: (id: string): Key => ({ pk: 'CYCLES', sk: id }),
  school: (id: string): Key => ({ pk: `SCHOOL#${id}`, sk: 'SCHOOL' }),
  directoryPage: (page: number): Key => ({ pk: 'DIRECTORY', sk: `PAGE#${String(page).padStart(4, '0')}` }),
  letter: (key: string): Key => ({ pk: `LETTER#${key}`, sk: 'LETTER' }),
  undelivered: (id: string): Key => ({ pk: 'UNDELIVERED', sk: id }),
  heldLetter: (id: string): Key => ({ pk: 'HELD', sk: id }),
  limit: (key: string): Key => ({ pk: `LIMIT#${key}`, sk: 'LIMIT' }),
};

/** The key of a record's letter. */
export const letterKeyIn = ({ pk }: StoredRecord): string => String(pk).slice(keyOf.letter('').pk.length);

/** An application's key by its application number; undefined if it is malformed. */
export function applicationKey(reference: string): Key | undefined {
  const parts = parseReference(reference);
  return parts && keyOf.application(parts.cycleId, parts.schoolId);
}

export const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

export const recordOf = (
  type: string,
  key: Key,
  aggregate: Aggregate,
  events: readonly Happening[],
): StoredRecord => {
  const { version, ...body } = aggregate;
  return { ...key, type, version: version + 1, body, events };
};

/**
 * The overview's key for requests to start an application, sorted by address and by when links were sent. No cycle
 * has such an ID.
 */
export const requestsFor = (reference: string): string => `REQUESTS#${reference}`;

/** The aggregate in a record, not parsed yet. */
export const withVersion = (record: StoredRecord) => {
  const { version, body } = parseRecord(stored, record);
  return { ...body, version };
};

/** Parses aggregates of one kind with their versions. */
export const parserOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (record: StoredRecord): T =>
    parseRecord(schema, record, withVersion(record));

/** All records of a partition whose sort key begins like this one, with every earlier write. */
export const allOf = ({ pk, sk }: Key) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: sk } },
  ConsistentRead: true,
});
