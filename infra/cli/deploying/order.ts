import { parseArgs } from 'node:util';
import { type Environment, releasedAs } from '../../environments.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { understood } from '../pairing/arguments.ts';

/** One order for one environment. */
export type DeployOrder = {
  /** With the release way of this one deployment. */
  readonly environment: Environment;
  readonly dryRun: boolean;
  /** The environment's name, given in advance because no one can type it. */
  readonly approved?: string;
  /** From the command line; replaces the cycle with the same ID. */
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
 * Reads the arguments of the command. Invalid arguments are a sentence with the fix. `called` returns an
 * environment by name, or throws such a sentence.
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
