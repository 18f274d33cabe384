import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inBatches, recordsPerBatch, writeBatch } from './batches.ts';
import type { Key, Table } from './table.ts';

/** A record in the table's own format, so that a copy is exact, including numbers and bytes. */
export type RawRecord = Readonly<Record<string, AttributeValue>>;

/** Every record of a table, page by page, while it may change. Only for maintenance: it reads the whole table. */
export async function* everyPage(table: Table): AsyncIterable<readonly RawRecord[]> {
  const pages = paginateScan({ client: table.client }, { TableName: table.tableName, ConsistentRead: true });
  for await (const { Items = [] } of pages) yield Items;
}

/** The current record in the table's own format. */
export async function getRaw(table: Table, key: Key): Promise<RawRecord | undefined> {
  const { pk, sk } = key;
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.tableName, Key: marshall({ pk, sk }), ConsistentRead: true }),
  );
  return Item;
}

/** Writes a whole record if there is none, or if every attribute still equals `replaced`. Returns whether it did. */
export async function putRaw(table: Table, record: RawRecord, replaced?: RawRecord): Promise<boolean> {
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.tableName,
        Item: record,
        ...(replaced ? stillSays(replaced) : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function stillSays(record: RawRecord) {
  const attributes = Object.entries(record);
  return {
    ConditionExpression: attributes.map((_, place) => `#a${place} = :a${place}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], place) => [`#a${place}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      attributes.map(([, value], place) => [`:a${place}`, value]),
    ),
  };
}

export async function deleteRecords(table: Table, keys: readonly Key[]): Promise<void> {
  for (const batch of inBatches(keys, recordsPerBatch))
    await writeBatch(
      table,
      batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: marshall({ pk, sk }) } })),
    );
}
