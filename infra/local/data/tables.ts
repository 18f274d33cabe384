import {
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../ground/clock.ts';
import type { table } from '../template/kinds.ts';
import type { Read } from '../template/plan.ts';

type TableRead = Read<typeof table>;

/** Creates the template's missing tables. Returns the names of the new ones. */
export async function createTables(
  tables: readonly TableRead[],
  client: DynamoDBClient,
): Promise<readonly string[]> {
  const created: string[] = [];
  for (const { reference: name, properties } of tables) {
    if (await createTable(name, properties, client)) created.push(name);
  }
  return created;
}

async function createTable(name: string, properties: TableRead['properties'], client: DynamoDBClient) {
  const { KeySchema, AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, StreamSpecification } =
    properties;
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema,
        AttributeDefinitions,
        BillingMode,
        ...(GlobalSecondaryIndexes.length > 0 && {
          GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexOf),
        }),
        ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceInUseException') return false;
    throw error;
  }
  const { TimeToLiveSpecification } = properties;
  if (TimeToLiveSpecification) {
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  }
  return true;
}

// A keys-only index must not list attributes, not even an empty list.
const indexOf = (index: TableRead['properties']['GlobalSecondaryIndexes'][number]) => ({
  ...index,
  Projection: {
    ProjectionType: index.Projection.ProjectionType,
    ...(index.Projection.ProjectionType === 'INCLUDE' && {
      NonKeyAttributes: index.Projection.NonKeyAttributes,
    }),
  },
});

/**
 * Deletes items that have expired by the service's clock, because the engine never does. Returns how many. An
 * item that was extended in between stays.
 */
export async function deleteExpired(
  tables: readonly TableRead[],
  client: DynamoDBClient,
  clock: Clock,
): Promise<number> {
  let deleted = 0;
  for (const { reference: name, properties } of tables) {
    const { TimeToLiveSpecification: lifetime, KeySchema } = properties;
    if (!lifetime?.Enabled) continue;
    const expired = {
      ExpressionAttributeNames: { '#expiry': lifetime.AttributeName },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(clock.now() / 1000)) } },
    };
    const pages = paginateScan(
      { client },
      {
        TableName: name,
        FilterExpression: '#expiry < :now',
        ProjectionExpression: KeySchema.map(({ AttributeName }) => AttributeName).join(),
        ...expired,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const found of Items) {
        if (
          await deleteOne(client, {
            TableName: name,
            Key: found,
            ConditionExpression: '#expiry < :now',
            ...expired,
          })
        ) {
          deleted += 1;
        }
      }
    }
  }
  return deleted;
}

async function deleteOne(
  client: DynamoDBClient,
  input: ConstructorParameters<typeof DeleteItemCommand>[0],
): Promise<boolean> {
  try {
    await client.send(new DeleteItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
