import type { StoredRecord, Table } from './table.ts';

/** `conflict`: somebody else's commit came first, so what was decided on is out of date. Nothing was written. */
export type CommitOutcome = 'committed' | 'conflict';

/** Writes the record of an aggregate if the version that was decided on still stands; 0 is not yet stored. */
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
