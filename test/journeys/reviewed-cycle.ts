import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SubmittedApplication } from '#domain/admission/application.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import { importSchools } from '#store/directory.ts';
import { loadCycle } from '../../infra/cli/cycle-file.ts';
import { tableAt } from '../../infra/cli/on-table.ts';
import { castSchools } from '../../infra/cli/seed/applications.ts';
import { chanceOf } from '../../infra/cli/seed/chance.ts';
import { planSeed } from '../../infra/cli/seed/plan.ts';
import type { Scenario } from '../../infra/cli/seed/scenarios.ts';
import type { District } from '../../infra/cli/seed/scene.ts';
import { openDiary } from '../../infra/cli/seed/scene.ts';
import { assigned, drafted, reviewed, sent } from '../../infra/cli/seed/sides.ts';
import type { LocalService } from '../../infra/local/service.ts';
import type { Seed } from '../../infra/local/tour/story.ts';
import { isBroken, type Parsed } from '../../infra/parsing/parsed.ts';
import { openStore } from '../store/store.ts';
import { generatedDirectory } from './generated-directory.ts';
import { realDirectory } from './service.ts';

/** As many as applied to the first program in one of its years. */
export const applicationCount = 254;
const generatedCount = 600;

export const directoryName = realDirectory ? 'the real directory' : `${generatedCount} fictional schools`;

/** Fills the table with a cycle in which every application is reviewed and none is decided. `folder` may be written into. */
export const seedReviewedCycle =
  (folder: string): Seed =>
  async ({ tableNames: [tableName = ''], endpoint, now }) => {
    const start = { now: new Date(now).toISOString(), ...(realDirectory ?? (await written(folder))) };
    const { cycle, schools, roster } = parsed(await planSeed(start));
    const applications = reviewedApplications({ cycle, schools, roster, now: start.now });
    const table = tableAt({ tableName, endpoint });
    const store = openStore(tableName, table);
    await importSchools(table, schools);
    await store.commitRoster(roster);
    for (const after of applications) await store.commitApplication({ after, events: [] }, cycle.program);
    await store.putCycle(cycle);
    table.client.destroy();
    return undefined;
  };

export type Applied = { readonly id: string; readonly name: string; readonly email: string };

/** A school that applied, and the address of who applied for it, out of the service's table. */
export async function appliedIn(
  { tables: { names, endpoint } }: Pick<LocalService, 'tables'>,
  schoolId: string,
): Promise<Applied> {
  const [tableName = ''] = names;
  const table = tableAt({ tableName, endpoint });
  const store = openStore(tableName, table);
  const cycle = await store.currentCycle();
  const applications = cycle ? await store.applications(cycle.id) : [];
  table.client.destroy();
  const found = applications.find(({ school }) => school.id === schoolId);
  if (!found) throw new Error(`${schoolId} has no application`);
  return { id: schoolId, name: found.school.name, email: found.applicant.email };
}

async function written(folder: string): Promise<{ schoolsFile: string }> {
  const cycleFile = path.resolve(import.meta.dirname, '../../programs/learning-partners/cycle-2014.json');
  const { program } = parsed(await loadCycle(cycleFile));
  const schoolsFile = path.join(folder, 'generated-schools.csv');
  await writeFile(schoolsFile, generatedDirectory(program.regions, generatedCount));
  return { schoolsFile };
}

function parsed<T>(outcome: Parsed<T>): T {
  if (isBroken(outcome)) throw new Error(outcome.problems.join('\n'));
  return outcome.parsed;
}

/** One host for two partners, sent over a week and a half; each was led to its reviews by the domain's own verbs. */
const scenarios: readonly Scenario[] = Array.from({ length: applicationCount }, (_, index) => ({
  stage: 'reviewed',
  role: index % 3 === 0 ? 'host' : 'partner',
  daysAgo: 6 + (index % 10),
}));

function reviewedApplications({ schools, ...district }: District): readonly SubmittedApplication[] {
  const { program } = district.cycle;
  const cast = castSchools(scenarios, schools, chanceOf('reviewed cycle'));
  const earlier: ApplicationSummary[] = [];
  return cast.map((school, index) => {
    const scenario = scenarios[index];
    if (!scenario) throw new Error('More schools than scenarios');
    const chance = chanceOf(school.id);
    const diary = openDiary(program.timeZone, district.now, chance.between(0, 40));
    const scene = { ...district, ...scenario, school, chance, diary, earlier };
    const application = sent(drafted(scene), scene);
    const read = reviewed(assigned(application, scene, application.submittedAt), scene);
    earlier.push(summaryOf(program, read));
    return read;
  });
}
