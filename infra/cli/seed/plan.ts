import path from 'node:path';
import type { Application } from '#domain/admission/application.ts';
import { addFacilitator, addReviewer, emptyRoster, type Roster } from '#domain/admission/roster.ts';
import { type CalendarDate, dateIn, daysBetween, type Instant, plusDays } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CalendarEntry, Program } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { sampleStaff } from '../../local/ground/sample-staff.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { loadCycle } from '../cycle-file.ts';
import { loadDirectory } from '../directory/read-directory.ts';
import type { OnLine } from '../sheet.ts';
import { instantAt } from '../wall-time.ts';
import { sampleApplications } from './applications.ts';

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

const weekdayOf = (date: CalendarDate): number => new Date(date).getUTCDay();

const onOrBefore = (weekday: number, date: CalendarDate): CalendarDate =>
  plusDays(date, -((weekdayOf(date) - weekday + 7) % 7));

const monday = 1;
const friday = 5;

/**
 * A cycle of `program` that opened about three weeks before `now` and closes about three weeks after, on a
 * Friday at 17:00.
 */
function openCycle(program: Program, calendar: readonly CalendarEntry[], now: Instant): Cycle {
  const today = dateIn(program.timeZone, now);
  const opens = onOrBefore(monday, plusDays(today, -21));
  const closes = onOrBefore(friday, plusDays(today, 24));
  const year = firstSeptemberAfter(plusDays(closes, 90));
  return {
    id: String(year),
    name: `${year}–${String(year + 1).slice(2)}`,
    startsIn: `September ${year}`,
    opensAt: instantAt(opens, '09:00', program.timeZone),
    closesAt: instantAt(closes, '17:00', program.timeZone),
    program,
    calendar,
  };
}

const firstSeptemberAfter = (date: CalendarDate): number => {
  const year = Number(date.slice(0, 4));
  return date <= `${year}-09-01` ? year : year + 1;
};

/** The days in this many years, in whole weeks, so that calendar entries keep their weekdays. */
const yearsInWeeks = (years: number): number => Math.round((years * 365.2425) / 7) * 7;

/**
 * The calendar of one school year, moved to the year around `today` and the two after it. A cycle that closes
 * as a year starts has its visits in the next one.
 */
function calendarAround(calendar: readonly CalendarEntry[], today: CalendarDate): readonly CalendarEntry[] {
  const first = calendar.map(({ from }) => from).sort()[0];
  if (first === undefined) return [];
  const past = Math.floor(daysBetween(first, today) / 365.2425);
  const years = yearsInWeeks(past) > daysBetween(first, today) ? past - 1 : past;
  return [years, years + 1, years + 2].flatMap((year) => calendar.map(moved(yearsInWeeks(year))));
}

const moved =
  (days: number) =>
  (entry: CalendarEntry): CalendarEntry => ({
    ...entry,
    from: plusDays(entry.from, days),
    to: plusDays(entry.to, days),
  });
