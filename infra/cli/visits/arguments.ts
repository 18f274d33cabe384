import { parseArgs } from 'node:util';
import type { Parsed } from '../../parsing/parsed.ts';
import { namedTwice, understood } from '../pairing/arguments.ts';
import type { VisitFiles } from './question.ts';

/** What both commands are told about the question. */
export const visitQuestionHelp = `  --partnerships FILE  who learns with whom, a CSV file
  --calendar FILE      the school year, a CSV file
  --facilitators FILE  who accompanies visits, and when not, a CSV file
  --blackouts FILE     days on which single schools cannot, a CSV file
  --rules FILE         order, gaps, times and organizer, JSON; else the usual ones
  --help`;

const shared = {
  partnerships: { type: 'string' },
  calendar: { type: 'string' },
  facilitators: { type: 'string' },
  blackouts: { type: 'string' },
  rules: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What `plan-visits` is asked to do. */
export type PlanOrder = {
  readonly files: VisitFiles;
  readonly timeLimitSeconds: number;
  readonly out?: string;
  /** The folder of calendar files. */
  readonly folder?: string;
  readonly printsJson: boolean;
};

/** What `check-visits` is asked to do. */
export type CheckOrder = { readonly files: VisitFiles; readonly visits: string };

/** The order, or that help is wanted, or what cannot be understood. */
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
      return { problems: ['Where to? Name a file with --out, or --json.'] };
    const twice = namedTwice([...Object.values(files), out, folder]);
    if (twice !== undefined)
      return { problems: [`${twice} is named twice; every file is read or written once.`] };
    const timeLimitSeconds = Number(values['time-limit']);
    if (!(timeLimitSeconds >= 1 && timeLimitSeconds <= 3600))
      return {
        problems: [`“${values['time-limit']}” is no --time-limit: seconds from 1 to 3,600.`],
      };
    const outputs = { ...(out === undefined ? {} : { out }), ...(folder === undefined ? {} : { folder }) };
    return { parsed: { files, timeLimitSeconds, ...outputs, printsJson } };
  });
}

/** The order, or that help is wanted, or what cannot be understood. */
export function readCheckArguments(args: readonly string[]): Parsed<CheckOrder> | 'help' {
  return understood(() => {
    const options = { ...shared, visits: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return 'help';
    const files = filesOf(values);
    if (typeof files === 'string') return { problems: [files] };
    const { visits } = values;
    if (visits === undefined) return { problems: ['Which plan? Name it with --visits.'] };
    return { parsed: { files, visits } };
  });
}

type Values = { readonly [Option in keyof VisitFiles]?: string | undefined };

/** The files, or a sentence on what is lacking. */
function filesOf({ partnerships, calendar, facilitators, blackouts, rules }: Values): VisitFiles | string {
  if (partnerships === undefined || calendar === undefined)
    return 'Both --partnerships and --calendar are needed.';
  return {
    partnerships,
    calendar,
    ...(facilitators === undefined ? {} : { facilitators }),
    ...(blackouts === undefined ? {} : { blackouts }),
    ...(rules === undefined ? {} : { rules }),
  };
}
