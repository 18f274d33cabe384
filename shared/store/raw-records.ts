import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key, StoredRecord, Table } from './dynamo-table.ts';

/** DynamoDB's limit for one write. It can read 100. */
export const recordsPerBatch = 25;

export function inBatches<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, batch) => values.slice(batch * size, (batch + 1) * size));
}

/** The existing records with these keys, at most `recordsPerBatch` different ones, in no particular order. */
export async function getBatch(table: Table, keys: readonly Key[]): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  await untilAllAreTaken(
    keys.map((key) => marshall(key)),
    async (Keys) => {
      const { Responses, UnprocessedKeys } = await table.client.send(
        new BatchGetItemCommand({ RequestItems: { [table.tableName]: { Keys, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[table.tableName] ?? []).map((record) => unmarshall(record)));
      return UnprocessedKeys?.[table.tableName]?.Keys ?? [];
    },
  );
  return found;
}

/** Writes at most `recordsPerBatch` records with different keys, unconditionally. */
export const putBatch = (table: Table, records: readonly StoredRecord[]): Promise<void> =>
  writeBatch(
    table,
    records.map((record) => ({ PutRequest: { Item: marshall(record, { removeUndefinedValues: true }) } })),
  );

/** The same for puts and deletions in the table's own format. */
const writeBatch = (table: Table, writes: readonly WriteRequest[]): Promise<void> =>
  untilAllAreTaken([...writes], async (requests) => {
    const { UnprocessedItems } = await table.client.send(
      new BatchWriteItemCommand({ RequestItems: { [table.tableName]: requests } }),
    );
    return UnprocessedItems?.[table.tableName] ?? [];
  });

/** 50 ms doubled 8 times is 13 s: longer than a table takes to scale up. */
const attempts = 9;
const firstPauseMs = 50;

/** A busy table accepts part of a batch and returns the rest. This sends the rest again after a pause. */
async function untilAllAreTaken<R>(requests: R[], send: (requests: R[]) => Promise<R[]>): Promise<void> {
  let rest = requests;
  for (let attempt = 0; rest.length > 0; attempt += 1) {
    if (attempt === attempts) throw new Error(`The table rejected ${rest.length} requests of a batch`);
    if (attempt > 0) await pause(firstPauseMs * 2 ** (attempt - 1));
    rest = await send(rest);
  }
}

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
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...(replaced ? stillSays(replaced) : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Our own record is there if only the answer to the first attempt was lost.
    return isDeepStrictEqual(error.Item, record);
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
