import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '../../shared/store/table.ts';

/** Where an operator's table is: in the signed-in account, or behind an endpoint on this machine. */
export type TableAddress = { readonly tableName: string; readonly endpoint?: string };

// A local engine requires credentials but doesn't check them.
const localAccess = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

export const tableAt = ({ tableName, endpoint }: TableAddress): Table =>
  openTable(tableName, new DynamoDBClient(endpoint ? { endpoint, ...localAccess } : {}));
