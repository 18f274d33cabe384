/** Spreadsheets for the pairing commands, and the commands as an operator would run them. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll } from 'vitest';
import type { School } from '#domain/program/school.ts';
import { checkPairingCommand } from '../../infra/cli/check-pairing.ts';
import { loadDirectory } from '../../infra/cli/directory/read-directory.ts';
import { pairCommand } from '../../infra/cli/pair.ts';
import { type Result, resultSchema } from '../../infra/cli/pairing/result.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';
import { aProgram } from '../builders.ts';
import { run } from './run.ts';

/** Rows of both files. */
export type Sides = { readonly hosts: readonly string[]; readonly partners: readonly string[] };

/** A separate folder for the files of one test file. */
export function startDesk() {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pairing-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);
  return {
    at,
    put: async (name: string, text: string) => {
      await writeFile(at(name), text);
      return at(name);
    },
    read: (name: string) => readPlain(at(name)),
    files: () => readdir(folder),
    /** Both sides as files, and their options. */
    putSides: async (
      name: string,
      { hosts, partners }: Sides,
      columns = header,
    ): Promise<readonly string[]> => {
      await writeFile(at(`${name}-hosts.csv`), sheetOf(hosts, columns));
      await writeFile(at(`${name}-partners.csv`), sheetOf(partners, columns));
      return ['--hosts', at(`${name}-hosts.csv`), '--partners', at(`${name}-partners.csv`)];
    },
    pair: (...args: readonly string[]) => run((terminal) => pairCommand(args, terminal)),
    check: (...args: readonly string[]) => run((terminal) => checkPairingCommand(args, terminal)),
  };
}

/** A file's text. A CSV file as people would type it: no byte order mark, and quotation marks only where they must be. */
export async function readPlain(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1).replaceAll(/"([^",\n]*)"(?=[,\n])/g, '$1') : text;
}

export const header = 'id,name,levels,region,latitude,longitude,focus_areas,capacity';

/** The columns of applicants' rows. */
export const applicantHeader = `${header},quality`;

/** A CSV file of rows under the documented header. */
export const sheetOf = (rows: readonly string[], columns = header): string =>
  `${[columns, ...rows].join('\n')}\n`;

const realFile = '../shared/data/nyc-schools.csv';
const isRealThere = existsSync(realFile);

/** The source of `someDirectory`, for test names. */
export const directoryName = isRealThere
  ? 'the City’s directory'
  : 'the fictional district and schools like its own';

const columnsFile = 'programs/columns/nyc-schools.json';
const directory = isRealThere
  ? await loadDirectory(realFile, { columnsFile })
  : await loadDirectory('programs/wexmoor/schools.csv');

/** The City's directory if it is next to the repository, else the fictional district. */
export function someDirectory(): readonly School[] {
  if (isBroken(directory)) throw new Error(directory.problems.join());
  return directory.parsed.schools;
}

/** At least this many schools. A smaller directory repeats each school as another one to the north. */
export function atLeast(count: number, directory: readonly School[]): readonly School[] {
  const rounds = Math.ceil(count / directory.length);
  return Array.from({ length: rounds }, (_, round) =>
    directory.map((school) => (round === 0 ? school : anotherLike(school, round))),
  ).flat();
}

function anotherLike({ id, name, location, ...school }: School, round: number): School {
  const moved = location && { ...location, latitude: location.latitude + round * 0.013 };
  return { ...school, id: `${id}-${round}`, name: `${name} ${round}`, ...(moved && { location: moved }) };
}

/**
 * Applicants from a directory, always the same: rows of hosts, of partners, and of both (`either`). A step
 * that shares no factor with the directory's size spreads them.
 */
export function applicantRows(
  schools: readonly School[],
  { hosts, partners, either }: { readonly hosts: number; readonly partners: number; readonly either: number },
) {
  const count = hosts + partners + either;
  if (count > schools.length)
    throw new Error(`There are only ${schools.length} schools for ${count} applicants`);
  const applicants = Array.from({ length: count }, (_, index) => schools[(index * 7919) % schools.length])
    .filter((school) => school !== undefined)
    .map((school, index) => ({ school, index }));
  const areas = aProgram().focusAreas.map(({ id }) => id);
  const rowOf = (take: number, capacity: string) => (applicant: (typeof applicants)[number]) => {
    const { school, index } = applicant;
    const focus = Array.from(
      { length: take },
      (_, nth) => areas[(index * 5 + nth * 3 + take) % areas.length],
    );
    const { latitude = '', longitude = '' } = school.location ?? {};
    const cells = [
      school.id,
      `"${school.name.replaceAll('"', '""')}"`,
      school.levels.join(';'),
      school.region,
    ];
    return [...cells, latitude, longitude, focus.join(';'), capacity, (index * 397) % 4000].join(',');
  };
  const [first, second] = [hosts, hosts + partners];
  return {
    hosts: applicants.filter(({ index }) => index < first || index >= second).map(rowOf(3, '2')),
    partners: applicants.filter(({ index }) => index >= first).map(rowOf(2, '')),
  };
}

/** The same rows in another fixed order. */
export const shuffled = (rows: readonly string[]): readonly string[] =>
  rows
    .map((row, index) => ({ row, place: (index * 7919 + 13) % 10_007 }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);

/** The output of `pair --json`. */
export const resultIn = (said: readonly string[]): Result =>
  v.parse(resultSchema, JSON.parse(said.join('\n')));
