import { parseArgs } from 'node:util';
import { sampleStaff } from '../local/ground/sample-staff.ts';
import type { Sample, Seed } from '../local/tour/story.ts';
import { seedDistrict } from './seed.ts';

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
    for (const { line, problem } of leftOut) report.problem(`${schoolsFile}:${line}: skipped: ${problem}`);
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

export type Command = {
  readonly port: number;
  /** The data folder. */
  readonly folder: string;
  readonly databaseEndpoint: string | undefined;
  readonly beginning: Beginning;
  /** `held`: as in a deployed `dev`, letters only reach the addresses in its record, and directors see the others. */
  readonly letters: 'sent' | 'held';
};

export const help = `npm start -- [options]

Runs the whole service on this machine, with a fictional district.

  --empty             start with the program only
  --schools FILE      use the schools of your own directory (CSV)
  --columns FILE      map columns that have other names
  --hold-letters      hold emails to addresses outside example.org, as in a deployed dev
  --help              show this help

Environment variables:
  PORT                port on this machine (default 8080)
  LOCAL_DATA          where data is stored; delete it to start over (default .local)
  DYNAMODB_ENDPOINT   use another DynamoDB (default: an embedded one)`;

/**
 * The order for `npm start`.
 * @throws a sentence if the arguments make no sense.
 */
export function readCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Command | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      empty: { type: 'boolean', default: false },
      schools: { type: 'string' },
      columns: { type: 'string' },
      'hold-letters': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.columns !== undefined && values.schools === undefined) {
    throw new Error('--columns requires --schools.');
  }
  if (values.empty && values.schools !== undefined) throw new Error('Use either --empty or --schools.');
  return {
    port: readPort(variables.PORT),
    folder: variables.LOCAL_DATA || '.local',
    databaseEndpoint: variables.DYNAMODB_ENDPOINT || undefined,
    letters: values['hold-letters'] ? 'held' : 'sent',
    beginning: { empty: values.empty, schoolsFile: values.schools, columnsFile: values.columns },
  };
}

function readPort(text: string | undefined): number {
  const port = Number(text || 8080);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`Invalid PORT “${text}”: use 0 to 65535.`);
}
