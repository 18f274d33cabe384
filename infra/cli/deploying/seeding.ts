import path from 'node:path';
import { openStore } from '#store/store.ts';
import { type Exit, exits, type Terminal, tableAt } from '../command.ts';
import { importSchoolsCommand } from '../import-schools.ts';
import { openCycleCommand } from '../open-cycle.ts';
import type { DeployOrder } from './surroundings.ts';

/** The built-in program. */
export const defaultCycleFile = 'programs/learning-partners/cycle-2014.json';
const defaultCyclePath = path.resolve(import.meta.dirname, '../../..', defaultCycleFile);

/** The commands that load the program into the table, with their arguments. */
type Seeding = {
  readonly command: 'open-cycle' | 'import-schools';
  readonly args: readonly string[];
};

/**
 * The commands to run. The built-in cycle only goes into a table without one; otherwise it would replace
 * rules that schools already applied under.
 */
export function seedingOf(
  {
    cycleFile,
    schoolsFile,
    columnsFile,
  }: Partial<Pick<DeployOrder, 'cycleFile' | 'schoolsFile' | 'columnsFile'>>,
  tableName: string,
  table: 'has-a-cycle' | 'has-no-cycle',
): readonly Seeding[] {
  const into = ['--table', tableName];
  const file = cycleFile ?? (table === 'has-no-cycle' ? defaultCyclePath : undefined);
  const columns = columnsFile === undefined ? [] : ['--columns', columnsFile];
  return [
    ...(file === undefined ? [] : [{ command: 'open-cycle', args: [file, ...into] } as const]),
    ...(schoolsFile === undefined
      ? []
      : [{ command: 'import-schools', args: [schoolsFile, ...columns, ...into] } as const]),
  ];
}

const seedCommands = { 'open-cycle': openCycleCommand, 'import-schools': importSchoolsCommand };

/** Loads the program and the schools. Stops at the first command that fails. */
export async function seed(order: DeployOrder, tableName: string, terminal: Terminal): Promise<Exit> {
  const endpoint = terminal.environment.AWS_ENDPOINT_URL_DYNAMODB;
  const table = tableAt({ tableName, ...(endpoint ? { endpoint } : {}) });
  const current = await openStore(tableName, table).currentCycle();
  table.client.destroy();
  if (current && order.cycleFile === undefined)
    terminal.say(`The cycle ${current.name} stays as it is. To open another, use --cycle FILE.`);
  const seedings = seedingOf(order, tableName, current ? 'has-a-cycle' : 'has-no-cycle');
  let worst: Exit = exits.done;
  for (const { command, args } of seedings) {
    const exit = await seedCommands[command](args, terminal);
    if (exit === exits.notDone) return exit;
    if (exit !== exits.done) worst = exit;
  }
  return worst;
}
