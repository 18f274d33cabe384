import { parseArgs } from 'node:util';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import type { TableAddress } from './table.ts';
import { addressFrom, tableHelp, tableOptions } from './table-arguments.ts';

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
