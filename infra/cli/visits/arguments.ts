import { parseArgs } from 'node:util';
import type { Parsed } from '../../parsing/parsed.ts';
import { namedTwice, understood } from '../pairing/arguments.ts';
import type { VisitFiles } from './question.ts';

/** The options of both commands about the question. */
export const visitQuestionHelp = `  --partnerships FILE  the partnerships (CSV)
  --calendar FILE      the school year (CSV)
  --facilitators FILE  facilitators and their days off (CSV)
  --blackouts FILE     days when individual schools aren’t available (CSV)
  --rules FILE         order, gaps, times, and organizer (JSON); has defaults
  --help               show this help`;

const shared = {
  partnerships: { type: 'string' },
  calendar: { type: 'string' },
  facilitators: { type: 'string' },
  blackouts: { type: 'string' },
  rules: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The order for `plan-visits`. */
export type PlanOrder = {
  readonly files: VisitFiles;
  readonly timeLimitSeconds: number;
  readonly out?: string;
  /** The folder of calendar files. */
  readonly folder?: string;
  readonly printsJson: boolean;
};

/** The order for `check-visits`. */
export type CheckOrder = { readonly files: VisitFiles; readonly visits: string };

/** The order, a request for help, or the invalid arguments. */
export function readPlanArguments(args: readonly string[]): Parsed<PlanOrder> | 'help' {
  return understood(() => {
    const options = {
      ...shared,
      out: { type: 'string' },
      ics: { type: 'string' },
      json: { type: 'boolean' },
      'time-limit': { type: 'string', default: '10' },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const { out, ics: folder, json: printsJson = false } = values;
    const files = filesOf(values);
    if (typeof files === 'string') return { problems: [files] };
    if (out === undefined && !printsJson)
      return { problems: ['Give an output file with --out, or use --json.'] };
    const twice = namedTwice([...Object.values(files), out, folder]);
    if (twice !== undefined)
      return { problems: [`${twice} is used twice. Use a different file for each option.`] };
    const timeLimitSeconds = Number(values['time-limit']);
    if (!(timeLimitSeconds >= 1 && timeLimitSeconds <= 3600))
      return {
        problems: [`Invalid --time-limit “${values['time-limit']}”: use 1 to 3,600 seconds.`],
      };
    const outputs = { ...(out === undefined ? {} : { out }), ...(folder === undefined ? {} : { folder }) };
    return { parsed: { files, timeLimitSeconds, ...outputs, printsJson } };
  });
}

/** The order, a request for help, or the invalid arguments. */
export function readCheckArguments(args: readonly string[]): Parsed<CheckOrder> | 'help' {
  return understood(() => {
    const options = { ...shared, visits: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const files = filesOf(values);
    if (typeof files === 'string') return { problems: [files] };
    const { visits } = values;
    if (visits === undefined) return { problems: ['Give the visits file with --visits.'] };
    return { parsed: { files, visits } };
  });
}

type Values = { readonly [Option in keyof VisitFiles]?: string | undefined };

/** The files, or a sentence about the missing option. */
function filesOf({ partnerships, calendar, facilitators, blackouts, rules }: Values): VisitFiles | string {
  if (partnerships === undefined || calendar === undefined)
    return '--partnerships and --calendar are required.';
  return {
    partnerships,
    calendar,
    ...(facilitators === undefined ? {} : { facilitators }),
    ...(blackouts === undefined ? {} : { blackouts }),
    ...(rules === undefined ? {} : { rules }),
  };
}
