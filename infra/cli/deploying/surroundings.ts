import { type Environment, environmentNamed } from '../../environments.ts';
import type { Terminal } from '../command.ts';
import { type Aws, openAws } from './aws.ts';
import { cdkToolkit, type Toolkit } from './toolkit.ts';

/** The outside world of a deployment. Tests pass their own. */
export type Surroundings = {
  /**
   * The environment of that name.
   * @throws a sentence with the fix if it doesn't exist or its record is incomplete.
   */
  readonly called: (name: string) => Environment;
  readonly aws: (environment: Environment) => Aws;
  readonly toolkit: Toolkit;
};

/** One order for one environment. */
export type DeployOrder = {
  /** With the release way of this one deployment. */
  readonly environment: Environment;
  /** The environment's name, given in advance because no one can type it. */
  readonly approved: string | undefined;
  /** From the command line; replaces the cycle with the same ID. */
  readonly cycleFile: string | undefined;
  readonly schoolsFile: string | undefined;
  readonly columnsFile: string | undefined;
  /** Columns of these files that are left out. */
  readonly ignored: readonly string[];
};

export const theCloud: Surroundings = {
  called: environmentNamed,
  aws: openAws,
  toolkit: cdkToolkit,
};

/**
 * Whether the operator confirms by typing the environment's name. If no one can be asked, only `approved`
 * counts, the name given in advance.
 */
export async function isApproved(
  name: string,
  approved: string | undefined,
  { ask, warn }: Terminal,
): Promise<boolean> {
  if (approved !== undefined) {
    if (approved === name) return true;
    warn(`--approve says ${approved}, but this is ${name}. Nothing was changed.`);
    return false;
  }
  if (!ask) {
    warn(`Can’t ask for confirmation here. Add --approve ${name}. Nothing was changed.`);
    return false;
  }
  if ((await ask(`Type ${name} to continue: `)).trim() === name) return true;
  warn('The name doesn’t match. Nothing was changed.');
  return false;
}
