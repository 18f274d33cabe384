import path from 'node:path';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CalendarEntry, Program } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { calendarEntrySchema, cycleSchema, programSchema } from '#store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';
import { inFile, loadJson, readJson, readText } from './text-file.ts';
import { instantOf } from './wall-time.ts';

const calendarRows = v.array(
  v.object({
    date_from: v.string(),
    date_to: v.string(),
    applies_to: v.string(),
    event: v.string(),
    students_present: v.string(),
    marks: v.optional(v.string(), ''),
  }),
);

/** The days of a school year that differ from ordinary days, from CSV in the documented columns. */
export function parseCalendar(csv: string): Parsed<readonly CalendarEntry[]> {
  const rows = readRows(csv);
  if (isBroken(rows)) return rows;
  const entries = rows.parsed.map((row) => ({
    from: row.date_from,
    to: row.date_to,
    appliesTo: row.applies_to.split(';').map(nameOf),
    event: row.event,
    studentsPresent: row.students_present,
    ...(row.marks === '' ? {} : { marks: row.marks }),
  }));
  const calendar = parsedBy(v.array(calendarEntrySchema), entries);
  if (isBroken(calendar)) return onLines(calendar.problems);
  const backwards = calendar.parsed.flatMap(({ from, to }, index) =>
    from > to ? [`${index}.to: ${to} (expected ${from} or later)`] : [],
  );
  return backwards.length > 0 ? onLines(backwards) : calendar;
}

/** Row indexes start at 0, and the file has a header before them. */
const onLines = (problems: readonly string[]) => ({
  problems: problems.map((problem) =>
    problem.replace(/^(\d+)\./, (_, row: string) => `line ${Number(row) + 2}, `),
  ),
});

function readRows(csv: string): Parsed<v.InferOutput<typeof calendarRows>> {
  try {
    const rows = parsedBy(calendarRows, parse(csv, { bom: true, columns: true, trim: true }));
    return isBroken(rows) ? onLines(rows.problems) : rows;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: [error.message] };
  }
}

/** Levels have fixed names, however a district spells them. Kinds of school keep their own names. */
const nameOf = (name: string): string => {
  const trimmed = name.trim();
  return levels.find((level) => level === trimmed.toLowerCase()) ?? trimmed;
};

// Otherwise a misspelled name would be a rule that silently has no effect.
const programFile = v.strictObject(programSchema.entries);

/** Reads a program's rules from its file. */
export function parseProgram(json: unknown): Parsed<Program> {
  const program = parsedBy(programFile, json);
  if (isBroken(program)) return program;
  const problems = contradictionsOf(program.parsed);
  return problems.length > 0 ? { problems } : program;
}

/** Contradictions in rules that have the right shape: unknown references and impossible ranges. */
function contradictionsOf(program: Program): readonly string[] {
  const { smallest, usual, largest } = program.capacity;
  const problems = [
    ...repeated('focusAreas', program.focusAreas.map(idOf)),
    ...repeated('hostCriteria', program.hostCriteria.map(idOf)),
    ...repeated('partnerMarks', program.partnerMarks.map(idOf)),
    ...repeated('regions', program.regions),
    ...repeated(
      'review.rubric',
      program.review.rubric.map(({ score }) => String(score)),
    ),
    ...program.quotas.flatMap(quotaProblems(program)),
  ];
  if (!(1 <= smallest && smallest <= usual && usual <= largest))
    problems.push('capacity: smallest, usual, and largest must be at least 1 and in that order');
  if (!isTimeZone(program.timeZone)) problems.push(`timeZone: unknown time zone “${program.timeZone}”`);
  return problems;
}

const idOf = ({ id }: { readonly id: string }) => id;

const repeated = (path: string, values: readonly string[]): readonly string[] =>
  values
    .filter((value, index) => values.indexOf(value) !== index)
    .map((value) => `${path}: “${value}” appears twice`);

const quotaProblems =
  ({ regions }: Program) =>
  ({ region, level }: Program['quotas'][number], index: number): readonly string[] => {
    if (region === undefined && level === undefined) return [`quotas.${index}: needs a region or a level`];
    return region === undefined || regions.includes(region)
      ? []
      : [`quotas.${index}.region: “${region}” (expected one of regions)`];
  };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}

const { id, name, startsIn } = cycleSchema.entries;

const cycleFile = v.strictObject({
  id,
  name,
  startsIn,
  /** Wall time in the program's zone: `2027-05-07T17:00`. */
  opens: v.string(),
  closes: v.string(),
  /** Files, relative to the cycle's own file. */
  program: v.string(),
  calendar: v.string(),
});

/** A cycle from its file, with the rules and the calendar that the file names. */
export function parseCycle(
  json: unknown,
  program: Program,
  calendar: readonly CalendarEntry[],
): Parsed<Cycle> {
  const file = parsedBy(cycleFile, json);
  if (isBroken(file)) return file;
  const { opens, closes, ...rest } = file.parsed;
  const opensAt = instantOf(opens, program.timeZone);
  const closesAt = instantOf(closes, program.timeZone);
  if (typeof opensAt !== 'string') return { problems: [`opens: ${opensAt.problem}`] };
  if (typeof closesAt !== 'string') return { problems: [`closes: ${closesAt.problem}`] };
  if (closesAt <= opensAt) return { problems: [`closes: ${closes} (expected after opens, ${opens})`] };
  return {
    parsed: { id: rest.id, name: rest.name, startsIn: rest.startsIn, opensAt, closesAt, program, calendar },
  };
}

/** Reads a cycle's file and the two files it names. Each problem starts with its file. */
export async function loadCycle(file: string): Promise<Parsed<Cycle>> {
  const json = inFile(file, await readJson(file));
  if (isBroken(json)) return json;
  const named = inFile(file, parsedBy(cycleFile, json.parsed));
  if (isBroken(named)) return named;
  const besides = (other: string) => path.join(path.dirname(file), other);
  const program = await loadProgram(besides(named.parsed.program));
  if (isBroken(program)) return program;
  const calendarFile = besides(named.parsed.calendar);
  const text = await readText(calendarFile);
  const calendar = inFile(calendarFile, isBroken(text) ? text : parseCalendar(text.parsed));
  return isBroken(calendar)
    ? calendar
    : inFile(file, parseCycle(json.parsed, program.parsed, calendar.parsed));
}

/** Reads a program's file. */
export const loadProgram = (file: string): Promise<Parsed<Program>> => loadJson(file, parseProgram);
