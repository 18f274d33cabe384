import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '../../shared/store/table.ts';

/** Where an operator's table is: in the account that the shell is signed in to, or behind an endpoint on this machine. */
export type TableAddress = { readonly tableName: string; readonly endpoint?: string };

// A local engine asks for credentials and looks at none.
const localAccess = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

export const tableAt = ({ tableName, endpoint }: TableAddress): Table =>
  openTable(tableName, new DynamoDBClient(endpoint ? { endpoint, ...localAccess } : {}));
