import path from 'node:path';
import { openCycles } from '#store/cycles.ts';
import { type Exit, exits, type Terminal } from '../command.ts';
import { importFile } from '../import-schools.ts';
import { tableAt } from '../on-table.ts';
import { openFile } from '../open-cycle.ts';
import type { DeployOrder } from './surroundings.ts';

/** The built-in program. */
export const defaultCycleFile = 'programs/learning-partners/cycle-2014.json';
const defaultCyclePath = path.resolve(import.meta.dirname, '../../..', defaultCycleFile);

/**
 * Loads the program and the schools. The built-in cycle only goes into a table without one; otherwise it would
 * replace rules that schools already applied under.
 */
export async function seed(
  { cycleFile, schoolsFile, columnsFile, ignored = [] }: Partial<Omit<DeployOrder, 'environment'>>,
  tableName: string,
  terminal: Terminal,
): Promise<Exit> {
  const endpoint = terminal.environment.AWS_ENDPOINT_URL_DYNAMODB;
  const table = tableAt({ tableName, ...(endpoint ? { endpoint } : {}) });
  try {
    const current = await openCycles(table).currentCycle();
    if (current && cycleFile === undefined)
      terminal.say(`The cycle ${current.name} stays as it is. To open another, use --cycle FILE.`);
    const file = cycleFile ?? (current ? undefined : defaultCyclePath);
    const opened = file === undefined ? exits.done : await openFile(file, ignored, terminal, table);
    if (opened !== exits.done || schoolsFile === undefined) return opened;
    const files = { file: schoolsFile, columns: columnsFile, program: undefined, ignored };
    return await importFile(files, terminal, table);
  } finally {
    table.client.destroy();
  }
}
