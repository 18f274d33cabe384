import path from 'node:path';
import type { Application } from '#domain/admission/application.ts';
import { addFacilitator, addReviewer, emptyRoster, type Roster } from '#domain/admission/roster.ts';
import { dateIn, type Instant } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { Program } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { sampleStaff } from '../../local/ground/sample-staff.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { loadCycle } from '../cycle-file.ts';
import { loadDirectory } from '../directory/read-directory.ts';
import type { OnLine } from '../sheet.ts';
import { sampleApplications } from './applications.ts';
import { calendarAround, openCycle } from './window.ts';

const noSchools = { parsed: { schools: [], problems: [], doubts: [] } };

/** The input of a sample district. */
export type Start = {
  readonly now: Instant;
  /** Only the default program and its cycle: no schools, reviewers, or applications. */
  readonly empty?: boolean | undefined;
  /** A directory file and the mapping of its columns, for the default program. Then there are no applications. */
  readonly schoolsFile?: string | undefined;
  readonly columnsFile?: string | undefined;
  readonly ignored?: readonly string[] | undefined;
};

export type Seed = {
  readonly cycle: Cycle;
  readonly schools: readonly School[];
  readonly roster: Roster;
  readonly applications: readonly Application[];
  /** Rows of the directory file that couldn't be used. */
  readonly leftOut: readonly OnLine[];
  /** Values in it that are probably wrong, a sentence each. */
  readonly doubts: readonly string[];
};

const programs = path.resolve(import.meta.dirname, '../../../programs');
const defaultCycle = path.join(programs, 'learning-partners/cycle-2014.json');
const fictionalCycle = path.join(programs, 'wexmoor/cycle-2027.json');
const fictionalSchools = path.join(programs, 'wexmoor/schools.csv');

/** A whole seed, without writing it. The same `now` and files give the same seed. */
export async function planSeed({
  now,
  empty,
  schoolsFile,
  columnsFile,
  ignored,
}: Start): Promise<Parsed<Seed>> {
  const isFictional = !empty && schoolsFile === undefined;
  const shipped = await loadCycle(isFictional ? fictionalCycle : defaultCycle);
  const directory = empty
    ? noSchools
    : await loadDirectory(schoolsFile ?? fictionalSchools, { columnsFile, ignored });
  if (isBroken(shipped)) return shipped;
  if (isBroken(directory)) return directory;
  const { schools, problems: leftOut, doubts } = directory.parsed;
  const program =
    schoolsFile === undefined ? shipped.parsed.program : withRegionsOf(schools, shipped.parsed.program);
  const today = dateIn(program.timeZone, now);
  const cycle = openCycle(program, calendarAround(shipped.parsed.calendar, today), now);
  const roster = empty ? emptyRoster(cycle.id) : sampleRoster(cycle);
  const applications = isFictional ? sampleApplications({ cycle, schools, roster, now }) : [];
  return { parsed: { cycle, schools, roster, applications, leftOut, doubts } };
}

/** The sample reviewers and facilitators. Facilitators divide the regions among themselves. */
function sampleRoster({ id, program }: Cycle): Roster {
  const reviewers = sampleStaff.filter(({ roles }) => roles.includes('reviewer'));
  const facilitators = sampleStaff.filter(({ roles }) => roles.includes('facilitator'));
  const withReviewers = reviewers.reduce(
    (roster, { name, email }) => addReviewer(roster, name, email),
    emptyRoster(id),
  );
  return facilitators.reduce((roster, { name, email }, place) => {
    const regions = program.regions.filter((_, index) => index % facilitators.length === place);
    return addFacilitator(roster, { name, email, regions });
  }, withReviewers);
}

/**
 * The program for a directory with other regions: it takes those regions and drops quotas on regions that
 * don't exist.
 */
function withRegionsOf(schools: readonly School[], program: Program): Program {
  const regions = [...new Set(schools.map(({ region }) => region))].sort();
  if (regions.every((region) => program.regions.includes(region))) return program;
  const quotas = program.quotas.filter(({ region }) => region === undefined || regions.includes(region));
  return { ...program, regions, quotas };
}
