import { parseArgs } from 'node:util';
import { type Environment, releasedAs } from '../../environments.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { understood } from '../pairing/arguments.ts';

/** What somebody asked of one environment. */
export type DeployOrder = {
  /** Released as this one deployment is to go. */
  readonly environment: Environment;
  readonly dryRun: boolean;
  /** The name of the environment, where it was given beforehand because nobody is there to type it. */
  readonly approved?: string;
  /** Named on the command line: it replaces the cycle of its id. */
  readonly cycleFile?: string;
  readonly schoolsFile?: string;
  readonly columnsFile?: string;
};

const options = {
  'dry-run': { type: 'boolean', default: false },
  'all-at-once': { type: 'boolean', default: false },
  approve: { type: 'string' },
  cycle: { type: 'string' },
  schools: { type: 'string' },
  columns: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads what stands after the name of the command; what cannot be understood is a sentence with its fix. `called` gives an
 * environment by its name, and throws such a sentence.
 */
export function readDeployOrder(
  args: readonly string[],
  called: (name: string) => Environment,
): Parsed<DeployOrder> | 'help' {
  return understood((): Parsed<DeployOrder> | 'help' => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'help';
    const environment = environmentIn(positionals, called);
    if (isBroken(environment)) return environment;
    const { approve, cycle, schools, columns } = values;
    return {
      parsed: {
        environment: releasedAs(environment.parsed, values['all-at-once'] ? 'all-at-once' : undefined),
        dryRun: values['dry-run'],
        ...(approve !== undefined && { approved: approve }),
        ...(cycle !== undefined && { cycleFile: cycle }),
        ...(schools !== undefined && { schoolsFile: schools }),
        ...(columns !== undefined && { columnsFile: columns }),
      },
    };
  });
}

function environmentIn(
  [name, ...more]: readonly string[],
  called: (name: string) => Environment,
): Parsed<Environment> {
  if (name === undefined || more.length > 0) return { problems: ['ENV is required, for example dev.'] };
  try {
    return { parsed: called(name) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: error.message.split('\n') };
  }
}
