import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb';

/** How to read records: one, or several in one call by their names. */
type Reading<Key, Found> = {
  readonly nameOf: (key: Key) => string;
  readonly one: (key: Key) => Promise<Found | undefined>;
  readonly several: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>>;
};

/**
 * Reads one record by key. Reads that start at the same moment, as in `Promise.all`, become one call. Each call needs
 * its own connection, a signature, and 2 ms of CPU at a cold start. The read units are the same.
 */
function readingTogether<Key, Found>({ nameOf, one, several }: Reading<Key, Found>) {
  type Moment = {
    readonly asked: Map<string, Key>;
    readonly found: Promise<ReadonlyMap<string, Found>>;
  };
  let moment: Moment | undefined;

  const begin = (): Moment => {
    const asked = new Map<string, Key>();
    const found = Promise.resolve().then(() => {
      moment = undefined;
      return read([...asked.values()]);
    });
    return { asked, found };
  };

  const read = async (keys: readonly Key[]): Promise<ReadonlyMap<string, Found>> => {
    const [key, ...others] = keys;
    if (key === undefined || others.length > 0) return several(keys);
    const found = await one(key);
    return new Map(found === undefined ? [] : [[nameOf(key), found]]);
  };

  return async (key: Key): Promise<Found | undefined> => {
    moment ??= begin();
    const { asked, found } = moment;
    asked.set(nameOf(key), key);
    return (await found).get(nameOf(key));
  };
}

export type Key = { readonly pk: string; readonly sk: string };
export type StoredRecord = Record<string, NativeAttributeValue>;

/** The operations on the table, in plain values. A `get` sees every earlier write. */
export type Table = ReturnType<typeof openTable>;

/**
 * The result of a conditional write: the record that blocked it, or the record that it replaced. After a lost answer,
 * the replaced record is not known.
 */
type Put =
  | { readonly written: true; readonly replaced?: StoredRecord }
  | { readonly written: false; readonly found?: StoredRecord };

/** For pages: the first attempt and two more take less than 4 s together, even if each one hangs. */
const pageAttemptMs = 1000;
const connectionMs = 800;

/** A lost answer is an error after `attemptMs`, and the client asks again, after a random pause. */
export const openTableClient = (
  config: DynamoDBClientConfig = {},
  attemptMs = pageAttemptMs,
): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: connectionMs,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
    },
    ...config,
  });

export function openTable(tableName: string, client = openTableClient()) {
  const TableName = tableName;
  const get = readingTogether(readingFrom(client, TableName));

  return {
    client,
    tableName,

    get: async (key: Key): Promise<StoredRecord | undefined> => (isTooLong(key) ? undefined : get(key)),

    /**
     * Writes a whole record if the condition is true. If only the answer is lost, the client writes again, and the
     * condition fails because of our own record. Its commit ID says that the first attempt succeeded.
     */
    put: async (record: StoredRecord, condition?: PutCondition): Promise<Put> => {
      const commitId = randomUUID();
      try {
        const { Attributes } = await client.send(
          new PutItemCommand({
            TableName,
            Item: marshall({ ...record, ...(condition && { commitId }) }, { removeUndefinedValues: true }),
            ReturnValues: 'ALL_OLD',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            ...(condition && sayCondition(condition)),
          }),
        );
        return { written: true, ...(Attributes && { replaced: recordIn(Attributes) }) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { Item } = error;
        return Item?.commitId?.S === commitId
          ? { written: true }
          : { written: false, ...(Item && { found: recordIn(Item) }) };
      }
    },

    /** The first records that a query finds, up to a limit. */
    first: async (
      most: number,
      query: Omit<QueryCommandInput, 'TableName' | 'Limit'>,
    ): Promise<readonly StoredRecord[]> => {
      const { Items = [] } = await client.send(new QueryCommand({ ...query, TableName, Limit: most }));
      return Items.map(recordIn);
    },

    /** Every record that a query finds, across its pages. */
    query: async (query: Omit<QueryCommandInput, 'TableName'>): Promise<StoredRecord[]> => {
      const found: StoredRecord[] = [];
      for await (const page of paginateQuery({ client }, { ...query, TableName }))
        found.push(...(page.Items ?? []).map(recordIn));
      return found;
    },

    /** The number of records that a query finds, across its pages, without sending them. */
    howMany: async (query: Omit<QueryCommandInput, 'TableName' | 'Select'>): Promise<number> => {
      let found = 0;
      for await (const page of paginateQuery({ client }, { ...query, TableName, Select: 'COUNT' }))
        found += page.Count ?? 0;
      return found;
    },

    /** Sets some attributes of a record, whatever else it has. It need not exist. Returns the record after. */
    set: async (key: Key, attributes: StoredRecord): Promise<StoredRecord> => {
      const entries = Object.entries(attributes);
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key),
          UpdateExpression: `SET ${entries.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#n${index}`, name])),
          ExpressionAttributeValues: marshall(
            Object.fromEntries(entries.map(([, value], index) => [`:v${index}`, value])),
          ),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return recordIn(Attributes);
    },

    /** Adds one to a counter that is deleted at `expiresAt` (epoch seconds), and returns the new count. */
    count: async (key: Key, expiresAt: number): Promise<number> => {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key),
          UpdateExpression: 'ADD attempts :one SET expiresAt = if_not_exists(expiresAt, :expiresAt)',
          ExpressionAttributeValues: marshall({ ':one': 1, ':expiresAt': expiresAt }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.attempts?.N);
    },
  };
}

/** A record without the ID of its commit, which only writes need. */
function recordIn(item: Record<string, AttributeValue>): StoredRecord {
  const { commitId: _, ...record } = unmarshall(item);
  return record;
}

type PutCondition = {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: StoredRecord;
};

const sayCondition = ({ expression, names, values }: PutCondition): Partial<PutItemCommandInput> => ({
  ConditionExpression: expression,
  ...(names && { ExpressionAttributeNames: { ...names } }),
  ...(values && { ExpressionAttributeValues: marshall(values) }),
});

/** DynamoDB's limit of keys in one call. */
const mostKeys = 100;

/** DynamoDB refuses longer keys, so no record has one. An address may contain an ID of any length. */
const isTooLong = ({ pk, sk }: Key): boolean => Buffer.byteLength(pk) > 2048 || Buffer.byteLength(sk) > 1024;

function readingFrom(client: DynamoDBClient, TableName: string): Reading<Key, StoredRecord> {
  const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

  const one = async (key: Key): Promise<StoredRecord | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
    );
    return Item && recordIn(Item);
  };

  const inOneCall = async (keys: readonly Key[]): Promise<readonly StoredRecord[]> => {
    const Keys = keys.map((key) => marshall(key));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
    );
    const found = (Responses?.[TableName] ?? []).map(recordIn);
    // If the table is too busy, an answer omits records. Read one by one, the SDK retries them after a pause.
    const left = (UnprocessedKeys?.[TableName]?.Keys ?? []).map((key) => unmarshall(key));
    const foundLater = await Promise.all(left.map(({ pk, sk }) => one({ pk, sk })));
    return [...found, ...foundLater.filter((record) => record !== undefined)];
  };

  const several = async (keys: readonly Key[]) => {
    const calls = Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, call) =>
      inOneCall(keys.slice(call * mostKeys, (call + 1) * mostKeys)),
    );
    const found = (await Promise.all(calls)).flat();
    return new Map(found.map((record) => [nameOf({ pk: record.pk, sk: record.sk }), record]));
  };

  return { nameOf, one, several };
}
