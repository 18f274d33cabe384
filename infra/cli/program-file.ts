import * as v from 'valibot';
import type { Program } from '../../shared/domain/program/program.ts';
import { programSchema } from '../../shared/store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';

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
