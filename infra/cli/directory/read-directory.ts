import type { School } from '#domain/program/school.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readId, readName, readSpelling } from '../cells.ts';
import { doubtsAbout } from '../doubts.ts';
import { type Names, namesIn, oneSpelling } from '../names.ts';
import { type Ignored, type OnLine, readTable, rowsIn, type Table } from '../sheet.ts';
import { loadJson } from '../text-file.ts';
import {
  type ColumnMapping,
  columnsRead,
  parseColumns,
  requiredColumns,
  rowInOwnColumns,
  schoolColumns,
} from './columns.ts';
import { schoolOfRow } from './school-of-row.ts';

export type Directory = {
  readonly schools: readonly School[];
  /** The skipped rows, with every problem of each. */
  readonly problems: readonly OnLine[];
  /** The line of each school, by its ID. */
  readonly lines: ReadonlyMap<string, number>;
  /** Values that are probably wrong, a sentence each. */
  readonly doubts: readonly string[];
};

/** How to read a directory. */
export type DirectoryOptions = {
  /** Where to find the documented columns in a file with others. Then columns that it doesn't name are ignored. */
  readonly mapping?: ColumnMapping | undefined;
  readonly ignored?: Ignored | undefined;
  /** The regions that schools may be in; any if absent. */
  readonly regions?: Names | undefined;
  /** IDs that schools have already. The same ID in other letters is the same school. */
  readonly ids?: readonly string[] | undefined;
};

/** Every good row becomes a school, and every bad row a problem. If an ID appears twice, the first row counts. */
export function readDirectory(
  file: string,
  table: Table,
  { mapping, ignored = [], regions, ids = [] }: DirectoryOptions = {},
): Parsed<Directory> {
  const wanted = mapping ? columnsRead(mapping) : requiredColumns;
  const columns = { known: mapping ? wanted : schoolColumns, required: wanted, mayBeEmpty: wanted };
  const readRegion = regions ? readName(regions, 'a region of the program') : readSpelling(oneSpelling());
  const known = namesIn(ids);
  const readOwnId = readSpelling((id) => known.find(id) ?? id, readId);
  const read = rowsIn<string, { readonly school: School }>(
    file,
    table,
    columns,
    mapping ? 'others' : ignored,
    (_, note, cells) => ({
      school: schoolOfRow(rowInOwnColumns(cells, mapping), note, readOwnId, readRegion),
    }),
    ({ school }) => school.id,
  );
  if (isBroken(read)) {
    const isEmpty = table.rows.length + table.damaged.length === 0;
    const advice =
      mapping || isEmpty ? [] : [`${file}: If its columns have other names, give a mapping with --columns.`];
    return { problems: [...read.problems, ...advice] };
  }
  const { rows, problems } = read.parsed;
  return {
    parsed: {
      schools: rows.map(({ school }) => school),
      lines: new Map(rows.map(({ school, line }) => [school.id, line])),
      problems,
      doubts: doubtsAbout(rows.map(({ school, line }) => ({ at: `${file}:${line}`, school }))),
    },
  };
}

/** Reads a directory file, in the documented columns or with the mapping in `columnsFile`. Problems start with a file. */
export async function loadDirectory(
  file: string,
  {
    columnsFile,
    ...options
  }: Omit<DirectoryOptions, 'mapping'> & { readonly columnsFile?: string | undefined } = {},
): Promise<Parsed<Directory>> {
  const mapping =
    columnsFile === undefined ? { parsed: undefined } : await loadJson(columnsFile, parseColumns);
  if (isBroken(mapping)) return mapping;
  const table = await readTable(file);
  return isBroken(table) ? table : readDirectory(file, table.parsed, { ...options, mapping: mapping.parsed });
}
