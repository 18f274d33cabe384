import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Parsed } from '../../parsing/parsed.ts';
import type { QuestionFiles } from './question.ts';

/** The options of both commands about the question. */
export const questionHelp = `  --hosts FILE       the hosts (CSV)
  --partners FILE    the partners (CSV)
  --rules FILE       weights, targets, and quotas (JSON; default: the built-in program without quotas);
                     targets and quotas only apply with --select
  --locks FILE       pairs to keep together or apart (CSV)
  --select           also choose which schools to accept, using targets and quotas; a school may be in
                     both files
  --time-limit SEC   stop after SEC seconds and keep the best result (1 to 86,400; default 60); only
                     needed with --select or with one level per host
  --help             show this help`;

const shared = {
  hosts: { type: 'string' },
  partners: { type: 'string' },
  rules: { type: 'string' },
  locks: { type: 'string' },
  select: { type: 'boolean', default: false },
  'time-limit': { type: 'string', default: '60' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Order = { readonly files: QuestionFiles; readonly timeLimitSeconds: number };

/** The order for `pair`. */
export type PairOrder = Order & {
  readonly out?: string;
  readonly scores?: string;
  readonly printsJson: boolean;
};

/** The order for `check-pairing`. */
export type CheckOrder = Order & { readonly pairing: string };

/** The order, a request for help, or the invalid arguments. */
export function readPairArguments(args: readonly string[]): Parsed<PairOrder> | 'help' {
  return understood(() => {
    const options = {
      ...shared,
      out: { type: 'string' },
      scores: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const { out, scores, json: printsJson = false } = values;
    const order = orderOf(values);
    if (typeof order === 'string') return { problems: [order] };
    if (out === undefined && !printsJson)
      return { problems: ['Give an output file with --out, or use --json.'] };
    const twice = namedTwice([...Object.values(order.files), out, scores]);
    if (twice !== undefined)
      return { problems: [`${twice} is used twice. Use a different file for each option.`] };
    const outputs = { ...(out === undefined ? {} : { out }), ...(scores === undefined ? {} : { scores }) };
    return { parsed: { ...order, ...outputs, printsJson } };
  });
}

/** The order, a request for help, or the invalid arguments. */
export function readCheckArguments(args: readonly string[]): Parsed<CheckOrder> | 'help' {
  return understood(() => {
    const { values } = parseArgs({
      args: [...args],
      options: { ...shared, pairing: { type: 'string' } } as const,
    });
    if (values.help) return 'help';
    const order = orderOf(values);
    if (typeof order === 'string') return { problems: [order] };
    if (values.pairing === undefined) return { problems: ['Give the result file with --pairing.'] };
    return { parsed: { ...order, pairing: values.pairing } };
  });
}

/** The last file that was already named before. */
export function namedTwice(files: readonly unknown[]): string | undefined {
  const named = files.filter((file) => typeof file === 'string');
  const paths = named.map((file) => path.resolve(file));
  return named.findLast((_, index) => paths.indexOf(paths[index] ?? '') < index);
}

/** The result of `read`. Unknown options and options without a value are problems. */
export function understood<T>(read: () => Parsed<T> | 'help'): Parsed<T> | 'help' {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problems: [`${error.message}.`] };
  }
}

type Values = {
  readonly hosts?: string | undefined;
  readonly partners?: string | undefined;
  readonly rules?: string | undefined;
  readonly locks?: string | undefined;
  readonly select: boolean;
  readonly 'time-limit': string;
};

/** The order, or a sentence about the missing option. */
function orderOf(values: Values): Order | string {
  const { hosts, partners, rules, locks, select } = values;
  if (hosts === undefined || partners === undefined) return '--hosts and --partners are required.';
  const timeLimitSeconds = Number(values['time-limit']);
  if (!(timeLimitSeconds >= 1 && timeLimitSeconds <= 86_400))
    return `Invalid --time-limit “${values['time-limit']}”: use 1 to 86,400 seconds.`;
  const more = { ...(rules === undefined ? {} : { rules }), ...(locks === undefined ? {} : { locks }) };
  return { files: { hosts, partners, ...more, selects: select }, timeLimitSeconds };
}

const mostProblemsSaid = 20;

/** Prints the problems, but only the first of many. */
export function warnOfAll(problems: readonly string[], warn: (line: string) => void): void {
  for (const problem of problems.slice(0, mostProblemsSaid)) warn(problem);
  const more = problems.length - mostProblemsSaid;
  if (more > 0) warn(`… and ${more} more`);
}
