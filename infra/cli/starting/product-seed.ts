import { sampleStaff } from '../../local/sample-staff.ts';
import type { Seed } from '../../local/seed.ts';
import type { Sample } from '../../local/story.ts';
import { seedDistrict } from '../seed.ts';

/** The data that `npm start` begins with. */
export type Beginning = {
  readonly empty: boolean;
  readonly schoolsFile?: string | undefined;
  readonly columnsFile?: string | undefined;
};

/**
 * Loads the district into the product's one table.
 * @throws a sentence for every problem of the given files.
 */
export const seedProduct =
  ({ empty, schoolsFile, columnsFile }: Beginning): Seed =>
  async ({ tableNames: [tableName = ''], endpoint, now, report }) => {
    const seeded = await seedDistrict({
      tableName,
      endpoint,
      now: new Date(now).toISOString(),
      empty,
      ...(schoolsFile !== undefined && { schoolsFile }),
      ...(columnsFile !== undefined && { columnsFile }),
    });
    if ('problems' in seeded) throw new Error(seeded.problems.join('\n'));
    const { cycle, schools, applications, leftOut } = seeded.parsed;
    report.progress(
      `loaded ${cycle.program.name} with ${schools.length} schools and ${applications.length} applications`,
    );
    for (const { line, reason } of leftOut) report.problem(`${schoolsFile}:${line}: skipped: ${reason}`);
    const applied = new Set(applications.map(({ school }) => school.id));
    return sampleOf(schools.find(({ id }) => !applied.has(id)));
  };

/** A school that hasn't applied yet, a reviewer, and a director. */
function sampleOf(school: { readonly id: string; readonly name: string } | undefined): Sample | undefined {
  const reviewer = sampleStaff.find(({ roles }) => roles.includes('reviewer'));
  const director = sampleStaff.find(({ roles }) => roles.includes('director'));
  if (school === undefined || reviewer === undefined || director === undefined) return undefined;
  return { school: { id: school.id, name: school.name }, reviewer: reviewer.name, director: director.name };
}
