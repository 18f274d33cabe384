import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startLocal } from '../../../infra/local/service.ts';
import { smallApp } from './small-app.ts';

// Runs as its own process, to be killed. It writes endlessly and prints the acknowledged writes.
const [, , folder = '', follower = ''] = process.argv;
const { tables } = await startLocal({ data: folder, port: 0, synthesize: smallApp({ stream: follower }) });
const client = new DynamoDBClient({
  endpoint: tables.endpoint,
  region: tables.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
for (let number = 1; ; number += 1) {
  const Item = { pk: { S: String(number) }, type: { S: 'told' } };
  await client.send(new PutItemCommand({ TableName: tables.names[0], Item }));
  console.info(number);
}
