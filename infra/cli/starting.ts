import { countOf } from '#domain/base/wording.ts';
import { sampleStaff } from '../local/ground/sample-staff.ts';
import type { Sample, Seed } from '../local/tour/story.ts';
import { isBroken, type Parsed } from '../parsing/parsed.ts';
import {
  command,
  dataFolder,
  exits,
  firstOf,
  type Given,
  ignoredColumns,
  misused,
  type Options,
  sheetOptions,
  type Terminal,
} from './command.ts';
import { seedDistrict } from './seed.ts';
import { onLines } from './sheet.ts';

/** The data that `npm start` begins with. */
type Beginning = {
  readonly empty: boolean;
  readonly schoolsFile?: string | undefined;
  readonly columnsFile?: string | undefined;
  readonly ignored?: readonly string[] | undefined;
};

/**
 * Loads the district into the product's one table.
 * @throws a sentence for every problem of the given files.
 */
export const seedProduct =
  (beginning: Beginning): Seed =>
  async ({ tableNames: [tableName = ''], endpoint, now, report }) => {
    const seeded = await seedDistrict({
      tableName,
      endpoint,
      now: new Date(now).toISOString(),
      ...beginning,
    });
    if (isBroken(seeded)) throw new Error(firstOf(seeded.problems).join('\n'));
    const { cycle, schools, applications, leftOut, doubts } = seeded.parsed;
    report.progress(
      `loaded ${cycle.program.name} with ${countOf(schools.length, 'school')} and ${countOf(applications.length, 'application')}`,
    );
    const skipped = onLines(beginning.schoolsFile ?? '', leftOut);
    for (const problem of firstOf(skipped)) report.problem(`skipped: ${problem}`);
    for (const doubt of firstOf(doubts)) report.problem(doubt);
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

/** What `npm start` is to run. */
export type Order = {
  readonly port: number;
  /** The data folder. */
  readonly folder: string;
  readonly databaseEndpoint: string | undefined;
  readonly beginning: Beginning;
  /** `held`: as in a deployed `dev`, letters only reach the addresses in its record, and directors see the others. */
  readonly letters: 'sent' | 'held';
};

const options = {
  empty: { about: 'start with the program only' },
  schools: { value: 'FILE', about: 'use the schools of your own directory (CSV or xlsx)' },
  columns: { value: 'FILE', about: 'map columns that have other names' },
  ...sheetOptions,
  'hold-letters': { about: 'hold emails to addresses outside example.org, as in a deployed dev' },
} as const satisfies Options;

/** The command without its service, which takes a second to load. */
export const startCommand = command({
  usage: 'npm start -- [options]',
  about: `Runs the whole service on this machine, with a fictional district.

Environment variables:
  PORT                port on this machine (default 8080)
  LOCAL_DATA          where data is stored; delete it to start over (default .local)
  DYNAMODB_ENDPOINT   use another DynamoDB (default: an embedded one)`,
  options,
  run: async (given, terminal, serve: (order: Order) => Promise<void>) => {
    const order = orderOf(given, terminal);
    if (isBroken(order)) return misused(terminal, ...order.problems);
    await serve(order.parsed);
    return exits.done;
  },
});

function orderOf(given: Given<typeof options>, terminal: Terminal): Parsed<Order> {
  const { environment: variables } = terminal;
  const { empty, schools: schoolsFile, columns: columnsFile } = given;
  const port = Number(variables.PORT || 8080);
  if (columnsFile !== undefined && schoolsFile === undefined)
    return { problems: ['--columns requires --schools.'] };
  if (empty && schoolsFile !== undefined) return { problems: ['Use either --empty or --schools.'] };
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    return { problems: [`Invalid PORT “${variables.PORT}”: use 0 to 65535.`] };
  return {
    parsed: {
      port,
      folder: dataFolder(terminal),
      databaseEndpoint: variables.DYNAMODB_ENDPOINT || undefined,
      letters: given['hold-letters'] ? 'held' : 'sent',
      beginning: { empty, schoolsFile, columnsFile, ignored: ignoredColumns(given) },
    },
  };
}
