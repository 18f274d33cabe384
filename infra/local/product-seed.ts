import { instantOf } from '../../shared/domain/time.ts';
import { seedDistrict } from '../cli/seed.ts';
import type { Seed } from './seed.ts';

/** What `npm start` was asked to begin with. */
export type Beginning = {
  readonly empty: boolean;
  readonly schoolsFile?: string | undefined;
  readonly columnsFile?: string | undefined;
};

/** Puts the district into the product's one table. Throws a sentence for every problem of the files that were given. */
export const seedProduct =
  ({ empty, schoolsFile, columnsFile }: Beginning): Seed =>
  async ({ tableNames: [tableName = ''], endpoint, now, report }) => {
    const seeded = await seedDistrict({
      tableName,
      endpoint,
      now: instantOf(now),
      empty,
      ...(schoolsFile !== undefined && { schoolsFile }),
      ...(columnsFile !== undefined && { columnsFile }),
    });
    if ('problems' in seeded) throw new Error(seeded.problems.join('\n'));
    const { schools, applications, leftOut, cycle } = seeded.parsed;
    report.progress(`put in ${cycle.program.name}: ${schools.length} schools, ${applications.length} applications`);
    for (const problem of leftOut) report.problem(`Left out of the directory: ${JSON.stringify(problem)}`);
  };
