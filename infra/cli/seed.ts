import type { Application } from '../../shared/domain/application.ts';
import { importSchools } from '../../shared/store/directory.ts';
import { openStore } from '../../shared/store/store.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { planSeed, type Seed, type Start } from './seed/plan.ts';
import { type TableAddress, tableAt } from './table.ts';

export type SeedOptions = TableAddress & Start;

/**
 * Fills a table with a district to try everything on: a cycle that is open around `now`, schools, readers, and applications in
 * every state. It sends no letter, and leaves alone whatever is already there, so that it can be run again after a crash.
 * Problems are those of the files that it was given.
 */
export async function seedDistrict({ tableName, endpoint, ...start }: SeedOptions): Promise<Parsed<Seed>> {
  const seed = await planSeed(start);
  if (isBroken(seed)) return seed;
  const { cycle, schools, roster, applications } = seed.parsed;
  const table = tableAt({ tableName, ...(endpoint === undefined ? {} : { endpoint }) });
  const store = openStore(tableName, table);
  await importSchools(table, schools);
  if (!start.empty) await store.commitRoster(roster);
  const keep = (after: Application) => store.commitApplication({ after, events: [] }, cycle.program);
  for (const application of applications) await keep(application);
  // Last, because a table without a cycle is one that is not seeded yet.
  await store.putCycle(cycle);
  table.client.destroy();
  return seed;
}
