import * as v from 'valibot';
import type { Program } from '../../shared/domain/program.ts';
import { programSchema } from '../../shared/store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';

// A misspelt name would otherwise be a rule that silently does not hold.
const programFile = v.strictObject(programSchema.entries);

/** A program's rules, as a file gives them. */
export function parseProgram(json: unknown): Parsed<Program> {
  const program = parsedBy(programFile, json);
  if (isBroken(program)) return program;
  const problems = contradictionsOf(program.parsed);
  return problems.length > 0 ? { problems } : program;
}

/** What is wrong with rules that have the right shape: things they name but do not have, and impossible ranges. */
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
