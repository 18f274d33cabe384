import * as v from 'valibot';
import type { Aggregate, Change, Happening } from '#domain/base/change.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import type { Key, StoredRecord, Table } from './dynamo-table.ts';
import { allOf } from './keys.ts';
import { parseRecord } from './parse-record.ts';

/** How aggregates of one kind are stored. */
export type AggregateRecord<A extends Aggregate, E extends Happening> = {
  readonly record: (aggregate: A, events: readonly E[]) => StoredRecord;
  readonly parse: (record: StoredRecord) => A;
};

const stored = v.looseObject({ version: v.number(), body: v.looseObject({}) });

/** The aggregate in a record, not parsed yet. */
export const withVersion = (record: StoredRecord) => {
  const { version, body } = parseRecord(stored, record);
  return { ...body, version };
};

export const recordOf = (
  type: string,
  key: Key,
  aggregate: Aggregate,
  events: readonly Happening[],
): StoredRecord => {
  const { version, ...body } = aggregate;
  return { ...key, type, version: version + 1, body, events };
};

/** `beside` gives the attributes that are stored next to the body, for queries and filters. */
export const aggregateRecord = <A extends Aggregate, E extends Happening>(
  type: string,
  keyFor: (aggregate: A) => Key,
  schema: v.GenericSchema<unknown, A>,
  beside: (aggregate: A, events: readonly E[]) => object = () => ({}),
): AggregateRecord<A, E> => ({
  record: (aggregate, events) => ({
    ...recordOf(type, keyFor(aggregate), aggregate, events),
    ...beside(aggregate, events),
  }),
  parse: (record) => parseRecord(schema, record, withVersion(record)),
});

/** Reads and commits aggregates of one kind. */
export function openAggregates<A extends Aggregate, E extends Happening>(
  table: Table,
  { record, parse }: AggregateRecord<A, E>,
) {
  const commit = committingTo(table);
  return {
    one: async (key: Key): Promise<A | undefined> => {
      const found = await table.get(key);
      return found && parse(found);
    },
    /** All whose sort key begins like this one. */
    all: async (key: Key): Promise<readonly A[]> => (await table.query(allOf(key))).map(parse),
    commit: ({ after, events }: Change<A, E>): Promise<CommitOutcome> =>
      commit(record(after, events), after.version),
  };
}
