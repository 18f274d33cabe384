import type { StoredRecord, Table } from './table.ts';

/** `conflict`: someone else's commit came first, so the decision is out of date. Nothing was written. */
export type CommitOutcome = 'committed' | 'conflict';

/** Writes an aggregate's record if its stored version is still `expectedVersion`; 0 means not stored yet. */
export type Commit = (record: StoredRecord, expectedVersion: number) => Promise<CommitOutcome>;

export const committingTo =
  (table: Table): Commit =>
  async (record, expectedVersion) => {
    const { written } = await table.put(
      record,
      expectedVersion === 0
        ? { expression: 'attribute_not_exists(pk)' }
        : { expression: 'version = :expected', values: { ':expected': expectedVersion } },
    );
    return written ? 'committed' : 'conflict';
  };
