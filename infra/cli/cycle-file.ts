import path from 'node:path';
import * as v from 'valibot';
import { isBlank } from '#domain/base/characters.ts';
import { isReserved } from '#domain/base/id.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CalendarEntry, Program } from '#domain/program/program.ts';
import { regionGroup } from '#domain/program/school-year.ts';
import { cycleSchema, programSchema } from '#store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';
import { isTimeZone, sayUnknownZone } from '../parsing/time-zone.ts';
import { calendarOf, groupsWith, readCalendar } from './calendar-file.ts';
import { folded, namesIn } from './names.ts';
import type { Ignored } from './sheet.ts';
import { inFile, loadJson } from './text-file.ts';
import { instantOf } from './wall-time.ts';

// Otherwise a misspelled name would be a rule that silently has no effect.
const programFile = v.strictObject(programSchema.entries);

/** Reads a program's rules from its file. */
export function parseProgram(json: unknown): Parsed<Program> {
  const program = parsedBy(programFile, json);
  if (isBroken(program)) return program;
  const problems = contradictionsOf(program.parsed);
  return problems.length > 0 ? { problems } : program;
}

/** The program, if a file of rules is a whole one; undefined if it has only some rules. */
export const programIn = (json: unknown): Parsed<Program> | undefined =>
  typeof json === 'object' && json !== null && 'rulesVersion' in json ? parseProgram(json) : undefined;

/** Contradictions in rules that have the right shape: unknown references and impossible ranges. */
function contradictionsOf(program: Program): readonly string[] {
  const { smallest, usual, largest } = program.capacity;
  const problems = [
    ...idProblems('focusAreas', program.focusAreas),
    ...idProblems('hostCriteria', program.hostCriteria),
    ...idProblems('partnerMarks', program.partnerMarks),
    ...idProblems('review.scored.host', program.review.scored?.host ?? []),
    ...idProblems('review.scored.partner', program.review.scored?.partner ?? []),
    ...repeated('regions', program.regions),
    ...repeated(
      'review.rubric',
      program.review.rubric.map(({ score }) => String(score)),
    ),
    ...program.quotas.flatMap(quotaProblems(program)),
    ...(program.regionOutlines?.features ?? []).flatMap(({ properties: { name } }, index) =>
      regionProblems(program, `regionOutlines.features.${index}.properties.name`, name),
    ),
  ];
  if (!(1 <= smallest && smallest <= usual && usual <= largest))
    problems.push('capacity: smallest, usual, and largest must be at least 1 and in that order');
  for (const [path, text] of Object.entries({
    ...{ name: program.name, district: program.district },
    ...Object.fromEntries(program.regions.map((region, index) => [`regions.${index}`, region])),
    ...Object.fromEntries(program.focusAreas.map((area, index) => [`focusAreas.${index}.name`, area.name])),
  }))
    if (isBlank(text)) problems.push(`${path}: no one can see this name`);
  if (!isTimeZone(program.timeZone)) problems.push(`timeZone: ${sayUnknownZone(program.timeZone)}`);
  return problems;
}

function idProblems(path: string, named: readonly { readonly id: string }[]): readonly string[] {
  const ids = named.map(({ id }) => id);
  const reserved = ids.filter(isReserved).map((id) => `${path}: “${id}” is reserved. Use another ID.`);
  return [...reserved, ...repeated(path, ids)];
}

const repeated = (path: string, values: readonly string[]): readonly string[] =>
  values
    .filter((value, index) => values.findIndex((other) => folded(other) === folded(value)) !== index)
    .map((value) => `${path}: “${value}” appears twice`);

const quotaProblems =
  (program: Program) =>
  ({ region, level }: Program['quotas'][number], index: number): readonly string[] => {
    if (region === undefined && level === undefined) return [`quotas.${index}: needs a region or a level`];
    return region === undefined ? [] : regionProblems(program, `quotas.${index}.region`, region);
  };

function regionProblems({ regions }: Program, path: string, region: string): readonly string[] {
  if (regions.includes(region)) return [];
  const expected = ['expected one of the regions', namesIn(regions).meant(region) ?? []].flat().join('; ');
  return [`${path}: “${region}” (${expected})`];
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

type CycleFile = v.InferOutput<typeof cycleFile>;

/** A cycle from its file, with the rules and the calendar that the file names. */
export function parseCycle(
  { id, name, startsIn, opens, closes }: CycleFile,
  program: Program,
  calendar: readonly CalendarEntry[],
): Parsed<Cycle> {
  const opensAt = instantOf(opens, program.timeZone);
  const closesAt = instantOf(closes, program.timeZone);
  if (typeof opensAt !== 'string') return { problems: [`opens: ${opensAt.problem}`] };
  if (typeof closesAt !== 'string') return { problems: [`closes: ${closesAt.problem}`] };
  if (closesAt <= opensAt) return { problems: [`closes: ${closes} (expected after opens, ${opens})`] };
  return { parsed: { id, name, startsIn, opensAt, closesAt, program, calendar } };
}

export const parseCycleFile = (json: unknown): Parsed<CycleFile> => parsedBy(cycleFile, json);

/** Reads a cycle's file and the two files it names. Each problem starts with its file. */
export async function loadCycle(file: string, ignored: Ignored = []): Promise<Parsed<Cycle>> {
  const named = await loadJson(file, parseCycleFile);
  if (isBroken(named)) return named;
  const besides = (other: string) => path.join(path.dirname(file), other);
  const program = await loadProgram(besides(named.parsed.program));
  if (isBroken(program)) return program;
  const { calendarGroups, regions } = program.parsed;
  const groups = groupsWith([...calendarGroups.map((group) => group.name), ...regions.map(regionGroup)]);
  const rows = await readCalendar(besides(named.parsed.calendar), ignored, groups);
  if (isBroken(rows)) return rows;
  return inFile(file, parseCycle(named.parsed, program.parsed, calendarOf(rows.parsed)));
}

/** Reads a program's file. */
export const loadProgram = (file: string): Promise<Parsed<Program>> => loadJson(file, parseProgram);

const shippedProgram = path.resolve(import.meta.dirname, '../../programs/learning-partners/program.json');

/** The built-in program. */
export const loadShippedProgram = (): Promise<Parsed<Program>> => loadProgram(shippedProgram);
