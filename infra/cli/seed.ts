import type { Application } from '#domain/admission/application.ts';
import { openApplicationCommits } from '#store/application-commits.ts';
import { openCycles } from '#store/cycles.ts';
import { importSchools } from '#store/directory.ts';
import { openRosters } from '#store/rosters.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import { type TableAddress, tableAt } from './on-table.ts';
import { planSeed, type Seed, type Start } from './seed/plan.ts';

type SeedOptions = TableAddress & Start;

/**
 * Fills a table with a sample district: a cycle that is open around `now`, schools, reviewers, and
 * applications in every state. It sends no letters and never overwrites data, so it can run again after a
 * crash. Problems come from the given files.
 */
export async function seedDistrict({ tableName, endpoint, ...start }: SeedOptions): Promise<Parsed<Seed>> {
  const seed = await planSeed(start);
  if (isBroken(seed)) return seed;
  const { cycle, schools, roster, applications } = seed.parsed;
  const table = tableAt({ tableName, ...(endpoint === undefined ? {} : { endpoint }) });
  const store = { ...openCycles(table), ...openRosters(table), ...openApplicationCommits(table) };
  await importSchools(table, schools);
  if (!start.empty) await store.commitRoster(roster);
  const keep = (after: Application) => store.commitApplication({ after, events: [] }, cycle.program);
  for (const application of applications) await keep(application);
  // Last, because a table without a cycle isn't seeded yet.
  await store.putCycle(cycle);
  table.client.destroy();
  return seed;
}
