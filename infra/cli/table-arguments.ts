import type { Parsed } from '../parsing/parsed.ts';
import type { TableAddress } from './table.ts';

/** The options that name the table of a command. */
export const tableOptions = {
  table: { type: 'string' },
  endpoint: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const tableHelp = `  --table NAME      use this table (default: $TABLE_NAME)
  --endpoint URL    use a DynamoDB on this machine (default: $AWS_ENDPOINT_URL_DYNAMODB, else the AWS
                    account you’re signed in to)
  --help            show this help`;

type Shell = { readonly environment: Readonly<Record<string, string | undefined>> };
type Values = { readonly table?: string | undefined; readonly endpoint?: string | undefined };

/** The table from the arguments or the shell's variables. */
export function addressFrom(values: Values, { environment }: Shell): Parsed<TableAddress> {
  const tableName = values.table ?? environment.TABLE_NAME;
  if (!tableName) return { problems: ['Give a table with --table.'] };
  const endpoint = values.endpoint ?? environment.AWS_ENDPOINT_URL_DYNAMODB;
  if (endpoint && !URL.canParse(endpoint)) return { problems: [`“${endpoint}” isn’t a valid URL.`] };
  return { parsed: { tableName, ...(endpoint ? { endpoint } : {}) } };
}
