import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inBatches, recordsPerBatch, writeBatch } from './batches.ts';
import type { Key, Table } from './table.ts';

/** A record in the table's own form, so that a copy is exactly what it was, numbers and bytes included. */
export type RawRecord = Readonly<Record<string, AttributeValue>>;

/** Every record of a table, page by page, as they stand while it is read. Only for upkeep: it reads all there is. */
export async function* everyPage(table: Table): AsyncIterable<readonly RawRecord[]> {
  const pages = paginateScan({ client: table.client }, { TableName: table.tableName, ConsistentRead: true });
  for await (const { Items = [] } of pages) yield Items;
}

/** Writes whole records, whatever stands in their place. */
export async function putRaw(table: Table, records: readonly RawRecord[]): Promise<void> {
  for (const batch of inBatches(records, recordsPerBatch))
    await writeBatch(
      table,
      batch.map((Item) => ({ PutRequest: { Item } })),
    );
}

export async function deleteRecords(table: Table, keys: readonly Key[]): Promise<void> {
  for (const batch of inBatches(keys, recordsPerBatch))
    await writeBatch(
      table,
      batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } })),
    );
}
