import { openTable, openTableClient, type Table } from '#store/dynamo-table.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { type Exit, misused, type Terminal } from './command.ts';

/** Where an operator's table is: in the signed-in account, or behind an endpoint on this machine. */
export type TableAddress = { readonly tableName: string; readonly endpoint?: string };

// A local engine requires credentials but doesn't check them.
const localAccess = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

// No page waits for a command, and a laptop can be slow.
const commandAttemptMs = 10_000;

export const tableAt = ({ tableName, endpoint }: TableAddress): Table =>
  openTable(tableName, openTableClient(endpoint ? { endpoint, ...localAccess } : {}, commandAttemptMs));

type Values = { readonly table?: string | undefined; readonly endpoint?: string | undefined };

/** The table from the arguments or the shell's variables. */
function addressFrom(values: Values, { environment }: Terminal): Parsed<TableAddress> {
  const tableName = values.table ?? environment.TABLE_NAME;
  if (!tableName) return { problems: ['Give a table with --table.'] };
  const endpoint = values.endpoint ?? environment.AWS_ENDPOINT_URL_DYNAMODB;
  if (endpoint && !URL.canParse(endpoint)) return { problems: [`“${endpoint}” isn’t a valid URL.`] };
  return { parsed: { tableName, ...(endpoint ? { endpoint } : {}) } };
}

/** Runs `work` on the table of the arguments, then closes it. */
export async function onTable(
  values: Values,
  terminal: Terminal,
  work: (table: Table) => Exit | Promise<Exit>,
): Promise<Exit> {
  const address = addressFrom(values, terminal);
  if (isBroken(address)) return misused(terminal, ...address.problems);
  const table = tableAt(address.parsed);
  try {
    return await work(table);
  } finally {
    table.client.destroy();
  }
}
