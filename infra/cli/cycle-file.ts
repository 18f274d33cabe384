import path from 'node:path';
import * as v from 'valibot';
import type { Cycle } from '../../shared/domain/program/cycle.ts';
import type { CalendarEntry, Program } from '../../shared/domain/program/program.ts';
import { cycleSchema } from '../../shared/store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';
import { parseCalendar } from './calendar-file.ts';
import { parseProgram } from './program-file.ts';
import { readJson, readText } from './text-file.ts';
import { instantOf } from './wall-time.ts';

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
export async function loadProgram(file: string): Promise<Parsed<Program>> {
  const json = await readJson(file);
  return inFile(file, isBroken(json) ? json : parseProgram(json.parsed));
}

const inFile = <T>(file: string, parsed: Parsed<T>): Parsed<T> =>
  isBroken(parsed) ? { problems: parsed.problems.map((problem) => `${file}: ${problem}`) } : parsed;
