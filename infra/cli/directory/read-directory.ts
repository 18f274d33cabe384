import type { School } from '#domain/program/school.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type RawRow, type RawRows, rawRows } from '../sheet.ts';
import { inFile, loadJson, readText } from '../text-file.ts';
import {
  type ColumnMapping,
  columnsRead,
  ownColumns,
  parseColumns,
  requiredColumns,
  rowInOwnColumns,
} from './columns.ts';
import { schoolOfRow } from './school-of-row.ts';

/** A skipped row. `line` counts from 1, including the header. */
export type Problem = { readonly line: number; readonly reason: string };

export type Directory = {
  readonly schools: readonly School[];
  readonly problems: readonly Problem[];
  /** The line of each school, by its ID. */
  readonly lines: ReadonlyMap<string, number>;
};

/** The file isn't a directory, so nothing can be read. */
type NoDirectory = { readonly unreadable: string };

/**
 * Reads the text of a CSV file, in the documented columns or with `mapping`. Every good row becomes a school.
 * Every bad row is a problem and doesn't affect the others. If an ID appears twice, the first row counts.
 */
export function readDirectory(text: string, mapping?: ColumnMapping): Directory | NoDirectory {
  const { rows, problems } = rowsOf(text);
  const [header, ...rest] = rows;
  if (!header) return { unreadable: 'no header row' };
  const wanted = mapping ? columnsRead(mapping) : requiredColumns;
  const missing = wanted.filter((column) => !header.cells.includes(column));
  if (missing.length > 0)
    return {
      unreadable: `missing column: ${missing.join(', ')} (found ${header.cells.join(', ')})`,
    };
  const twice = header.cells.find((column, index) => column !== '' && header.cells.indexOf(column) < index);
  if (twice !== undefined) return { unreadable: `column ${twice} appears twice` };
  const read = schoolsOf(header.cells, rest, mapping ?? ownColumns(header.cells));
  return {
    ...read,
    problems: [...problems, ...read.problems].sort((a, b) => a.line - b.line),
  };
}

function schoolsOf(header: readonly string[], rows: readonly RawRow[], mapping: ColumnMapping): Directory {
  const schools: School[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const outcome = schoolOfCells(header, cells, mapping);
    const earlier = 'reasons' in outcome ? undefined : lines.get(outcome.id);
    if ('reasons' in outcome) problems.push({ line, reason: outcome.reasons.join('; ') });
    else if (earlier !== undefined)
      problems.push({ line, reason: `id: “${outcome.id}” is already on line ${earlier}` });
    else {
      lines.set(outcome.id, line);
      schools.push(outcome);
    }
  }
  return { schools, problems, lines };
}

function schoolOfCells(header: readonly string[], cells: readonly string[], mapping: ColumnMapping) {
  if (cells.length !== header.length)
    return { reasons: [`the row has ${cells.length} values, but the header has ${header.length} columns`] };
  const byColumn = new Map(header.map((column, index) => [column, cells[index] ?? '']));
  return schoolOfRow(rowInOwnColumns(byColumn, mapping));
}

/**
 * A cell may contain line breaks, so the text is read as a whole. But with a misplaced quotation mark, one
 * row would swallow others. Then each line is read separately, and only damaged lines are lost.
 */
function rowsOf(text: string): RawRows {
  const whole = rawRows(text);
  if (whole.problems.length === 0) return whole;
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => rawRows(line, index));
  return {
    rows: lines.flatMap(({ rows }) => rows),
    problems: lines.flatMap(({ problems }) => problems),
  };
}

/** Reads a directory file, in the documented columns or with the mapping in `columnsFile`. Problems start with a file. */
export async function loadDirectory(file: string, columnsFile?: string): Promise<Parsed<Directory>> {
  const mapping = columnsFile === undefined ? undefined : await loadJson(columnsFile, parseColumns);
  if (mapping && isBroken(mapping)) return mapping;
  const text = await readText(file);
  if (isBroken(text)) return inFile(file, text);
  const directory = readDirectory(text.parsed, mapping?.parsed);
  if (!('unreadable' in directory)) return { parsed: directory };
  const advice = mapping ? '' : '. If its columns have other names, give a mapping with --columns.';
  return inFile(file, { problems: [`${directory.unreadable}${advice}`] });
}
