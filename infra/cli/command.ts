import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '#store/table.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';

/** Where an operator's table is: in the signed-in account, or behind an endpoint on this machine. */
export type TableAddress = { readonly tableName: string; readonly endpoint?: string };

// A local engine requires credentials but doesn't check them.
const localAccess = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

export const tableAt = ({ tableName, endpoint }: TableAddress): Table =>
  openTable(tableName, new DynamoDBClient(endpoint ? { endpoint, ...localAccess } : {}));

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

/** How a command ended: done; done, but with skipped rows or an unhealthy service; or not done. */
export const exits = { done: 0, rowsLeftOut: 1, unwell: 1, notDone: 2 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Where a command prints, and its environment. */
export type Terminal = {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Only in an interactive terminal: draws `done` of `total`. */
  readonly progress?: (done: number, total: number) => void;
  /** Only if someone can answer. */
  readonly ask?: (question: string) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** The last line of a dry run. */
export const dryRunSaid = 'Dry run: nothing was changed.';

/** A command on one file and one table. Without an address it is a dry run, which writes nothing. */
export type Order = {
  readonly file: string;
  readonly address?: TableAddress;
  readonly columnsFile?: string;
  readonly programFile?: string;
};

export const sharedHelp = `  --dry-run         only check FILE; needs no table
${tableHelp}`;

const options = {
  columns: { type: 'string' },
  program: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  ...tableOptions,
} as const;

/** Runs a command from its arguments. Prints the help and reports invalid arguments here. */
export async function followOrder(
  args: readonly string[],
  terminal: Terminal,
  help: string,
  follow: (order: Order) => Promise<Exit>,
): Promise<Exit> {
  const asked = readArguments(args);
  if ('problem' in asked) return notUnderstood(asked.problem, terminal);
  const { values, positionals } = asked;
  if (values.help) {
    terminal.say(help);
    return exits.done;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return notUnderstood('FILE is required.', terminal);
  const besides = {
    ...(values.columns === undefined ? {} : { columnsFile: values.columns }),
    ...(values.program === undefined ? {} : { programFile: values.program }),
  };
  if (values['dry-run']) return follow({ file, ...besides });
  const address = addressFrom(values, terminal);
  if (isBroken(address)) return notUnderstood(address.problems.join(' '), terminal);
  return follow({ file, ...besides, address: address.parsed });
}

/** Runs a command whose arguments are already read. Prints the help and reports invalid arguments here. */
export async function followRead<O>(
  order: Parsed<O> | 'help',
  terminal: Terminal,
  help: string,
  follow: (order: O) => Promise<Exit>,
): Promise<Exit> {
  if (order === 'help') {
    terminal.say(help);
    return exits.done;
  }
  if (!isBroken(order)) return follow(order.parsed);
  for (const problem of order.problems) terminal.warn(`${problem} See --help.`);
  return exits.notDone;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: `${error.message}.` };
  }
}

function notUnderstood(problem: string, { warn }: Terminal): Exit {
  warn(`${problem} See --help.`);
  return exits.notDone;
}

const barWidth = 30;

/** Runs a command with this shell's arguments and sets its exit code. An outage prints one line. */
export async function runCommand(
  command: (args: readonly string[], terminal: Terminal) => Promise<Exit>,
): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2), shell());
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = exits.notDone;
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'ResourceNotFoundException'
    ? 'Table not found in this account and region, or at this endpoint'
    : `${error.name}: ${error.message}`;
}

const shell = (): Terminal => ({
  say: (line) => console.log(line),
  warn: (line) => console.error(line),
  ...(process.stderr.isTTY ? { progress: drawProgress } : {}),
  ...(process.stdin.isTTY ? { ask } : {}),
  environment: process.env,
});

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** One line that is redrawn in place and removed at the end. */
function drawProgress(done: number, total: number): void {
  const share = Math.floor((barWidth * done) / total);
  const bar = `${'█'.repeat(share)}${'░'.repeat(barWidth - share)} ${done} of ${total}`;
  process.stderr.write(done < total ? `\r${bar}` : '\r\x1b[K');
}
