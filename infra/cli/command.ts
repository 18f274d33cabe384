import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { OnProgress } from '#domain/base/progress.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';

type Shell = { readonly environment: Readonly<Record<string, string | undefined>> };

const root = path.resolve(import.meta.dirname, '../..');

/** Where the service on this machine keeps its data. */
export const dataFolder = ({ environment }: Shell): string =>
  environment.LOCAL_DATA || path.join(root, '.local');

/** How a command ended: done; done, but with skipped rows or an unhealthy service; or not done. */
export const exits = { done: 0, rowsLeftOut: 1, unwell: 1, notDone: 2 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** Where a command prints, and its environment. */
export type Terminal = {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Only in an interactive terminal: draws `done` of `total`. */
  readonly progress?: OnProgress;
  /** Only if someone can answer. */
  readonly ask?: (question: string) => Promise<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** The last line of a dry run. */
export const dryRunSaid = 'Dry run: nothing was changed.';

/** Prints problems of the arguments. */
export function misused({ warn }: Terminal, ...problems: readonly string[]): Exit {
  for (const problem of problems) warn(`${problem} See --help.`);
  return exits.notDone;
}

/** The value of `find`, or the sentences that it throws, one a line. */
export function found<T>(find: () => T): Parsed<T> {
  try {
    return { parsed: find() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: error.message.split('\n') };
  }
}

const mostProblemsSaid = 20;

/** The first of many problems, and how many others there are. */
export function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - mostProblemsSaid;
  return more > 0 ? [...problems.slice(0, mostProblemsSaid), `… and ${more} more`] : problems;
}

export function warnOfAll({ warn }: Terminal, problems: readonly string[]): void {
  for (const problem of firstOf(problems)) warn(problem);
}

/** Prints problems of the files or of the result. */
export function refused(terminal: Terminal, problems: readonly string[], exit: Exit = exits.notDone): Exit {
  warnOfAll(terminal, problems);
  return exit;
}

/** An option of a command. With a `value`, such as FILE, it takes a text; without one, it is a flag. */
type Option = {
  readonly value?: string;
  readonly about: string;
  readonly usual?: string;
  /** The problem if the option is missing. */
  readonly required?: string;
};
export type Options = Readonly<Record<string, Option>>;

/** The options that name the table of a command. */
export const tableOptions = {
  table: { value: 'NAME', about: 'use this table (default: $TABLE_NAME)' },
  endpoint: {
    value: 'URL',
    about:
      'use a DynamoDB on this machine (default: $AWS_ENDPOINT_URL_DYNAMODB, else the AWS\naccount you’re signed in to)',
  },
} as const satisfies Options;

/** The option of a command that reads spreadsheets. */
export const sheetOptions = {
  'ignore-columns': { value: 'NAMES', about: 'allow these columns without reading them, like notes,phone' },
} as const satisfies Options;

/** The options of a command that loads a file into the table. */
export const loadOptions = {
  'dry-run': { about: 'only check FILE; needs no table' },
  ...sheetOptions,
  ...tableOptions,
} as const satisfies Options;

/** The columns that the operator wants to leave out. */
export const ignoredColumns = (given: {
  readonly 'ignore-columns'?: string | undefined;
}): readonly string[] => given['ignore-columns']?.split(',') ?? [];

/** The arguments by name: texts, flags, and the positional arguments. */
export type Given<O extends Options, P extends string = never> = {
  readonly [Name in keyof O]: O[Name] extends { readonly value: string }
    ? O[Name] extends { readonly usual: string } | { readonly required: string }
      ? string
      : string | undefined
    : boolean;
} & { readonly [Name in P]: string };

type Frame<O extends Options, P extends string, Rest extends readonly unknown[]> = {
  /** What to type, on one line. */
  readonly usage: string;
  readonly about: string;
  /** The names of the positional arguments. All are required. */
  readonly takes?: readonly P[];
  /** A positional argument that would be right. */
  readonly example?: string;
  readonly options: O;
  readonly exitCodes?: string;
  readonly run: (given: Given<O, P>, terminal: Terminal, ...rest: Rest) => Exit | Promise<Exit>;
};

/**
 * A command, called with the arguments after its name. Prints the help and reports invalid arguments. Tests
 * pass the outside world as `rest`.
 */
export function command<
  const O extends Options,
  const P extends string = never,
  Rest extends readonly unknown[] = [],
>(frame: Frame<O, P, Rest>) {
  return async (args: readonly string[], terminal: Terminal, ...rest: Rest): Promise<Exit> => {
    const given = readArguments(frame, args);
    if (given === 'help') {
      terminal.say(helpOf(frame));
      return exits.done;
    }
    return isBroken(given)
      ? misused(terminal, ...given.problems)
      : frame.run(given.parsed, terminal, ...rest);
  };
}

type Reading<O extends Options, P extends string> = Pick<Frame<O, P, never>, 'takes' | 'example' | 'options'>;

/** The arguments by name. The overload ties their types to the frame. */
function readArguments<O extends Options, P extends string>(
  frame: Reading<O, P>,
  args: readonly string[],
): Parsed<Given<O, P>> | 'help';
function readArguments(
  { takes = [], example, options }: Reading<Options, string>,
  args: readonly string[],
): Parsed<Record<string, string | boolean | undefined>> | 'help' {
  const read = parsedArguments(options, args, takes.length > 0);
  if (isBroken(read)) return read;
  const { values, positionals } = read.parsed;
  if (values.help === true) return 'help';
  const missing = Object.entries(options).find(([name, { required }]) => required && !values[name]);
  if (positionals.length !== takes.length) {
    const names = takes.map((name) => name.toUpperCase()).join(' and ');
    const verb = takes.length === 1 ? 'is' : 'are';
    return { problems: [`${names} ${verb} required${example ? `, for example ${example}` : ''}.`] };
  }
  if (missing) return { problems: [missing[1].required ?? ''] };
  const empty = Object.keys(options).find((name) => values[name] === '');
  if (empty !== undefined) return { problems: [`Give a value after --${empty}.`] };
  return {
    parsed: {
      ...Object.fromEntries(
        Object.entries(options).map(([name, { value, usual }]) => [
          name,
          values[name] ?? (value === undefined ? false : usual),
        ]),
      ),
      ...Object.fromEntries(takes.map((name, index) => [name, positionals[index]])),
    },
  };
}

function parsedArguments(options: Options, args: readonly string[], allowPositionals: boolean) {
  const known = Object.entries(options).map(([name, { value }]): [string, { type: 'string' | 'boolean' }] => [
    name,
    { type: value === undefined ? 'boolean' : 'string' },
  ]);
  try {
    const help = { type: 'boolean', short: 'h' } as const;
    return {
      parsed: parseArgs({
        args: [...args],
        options: Object.fromEntries([...known, ['help', help]]),
        allowPositionals,
      }),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problems: [`${error.message}.`] };
  }
}

function helpOf({
  usage,
  about,
  options,
  exitCodes,
}: Pick<Frame<Options, string, never>, 'usage' | 'about' | 'options' | 'exitCodes'>): string {
  const rows = Object.entries({ ...options, help: { about: 'show this help' } } satisfies Options).map(
    ([name, option]) => [`--${name}${'value' in option ? ` ${option.value}` : ''}`, option.about] as const,
  );
  const width = Math.max(16, ...rows.map(([name]) => name.length)) + 2;
  const lines = rows.map(
    ([name, text]) => `  ${name.padEnd(width)}${text.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`,
  );
  const ending = exitCodes === undefined ? '' : `\n\nExit codes: ${exitCodes}`;
  return `${usage}\n\n${about}\n\n${lines.join('\n')}${ending}`;
}

const barWidth = 30;

/** npm runs scripts in the project's folder. Relative paths mean the folder where the operator typed them. */
function goToCaller({ INIT_CWD: caller }: NodeJS.ProcessEnv): void {
  if (caller && process.cwd() === root) process.chdir(caller);
}

/** Runs a command with this shell's arguments and sets its exit code. An outage prints one line. */
export async function runCommand(
  command: (args: readonly string[], terminal: Terminal) => Promise<Exit>,
): Promise<void> {
  const terminal = shell();
  try {
    goToCaller(process.env);
    process.exitCode = await command(process.argv.slice(2), terminal);
  } catch (error) {
    terminal.warn(sentenceOf(error));
    process.exitCode = exits.notDone;
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'ResourceNotFoundException')
    return 'Table not found in this account and region, or at this endpoint';
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

function shell(): Terminal {
  const bar = progressBar((text) => process.stderr.write(text));
  return {
    say: (line) => {
      bar.clear();
      console.log(line);
    },
    warn: (line) => {
      bar.clear();
      console.error(line);
    },
    ...(process.stderr.isTTY ? { progress: bar.draw } : {}),
    ...(process.stdin.isTTY ? { ask } : {}),
    environment: process.env,
  };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** One line that is drawn again in place when it changes, and removed at the end or before another line. */
export function progressBar(write: (text: string) => void) {
  let drawn = '';
  const clear = (): void => {
    if (drawn !== '') write('\r\x1b[K');
    drawn = '';
  };
  const draw = (done: number, total: number): void => {
    if (done >= total) {
      clear();
      return;
    }
    const share = Math.floor((barWidth * done) / total);
    const bar = `${'█'.repeat(share)}${'░'.repeat(barWidth - share)} ${Math.floor((100 * done) / total)}%`;
    if (bar !== drawn) write(`\r${bar}`);
    drawn = bar;
  };
  return { draw, clear };
}
