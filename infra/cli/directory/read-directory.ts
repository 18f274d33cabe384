import { type Level, levelsOfGrades, type School } from '#domain/program/school.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import {
  type Cell,
  cellReader,
  known,
  type ReadCell,
  readCount,
  readDemographics,
  readGrades,
  readId,
  readLevels,
  readLine,
  readLocation,
  readLowestRating,
  readName,
  readSpelling,
  readWhen,
  readYears,
  readYesNo,
} from '../cells.ts';
import { doubtsAbout, idNumber, sayLostZeros } from '../doubts.ts';
import { type Names, namesIn, oneSpelling } from '../names.ts';
import { type Ignored, type OnLine, readTable, rowsIn, type Table } from '../sheet.ts';
import { loadJson } from '../text-file.ts';
import {
  type ColumnMapping,
  columnAliases,
  columnsRead,
  type MappedRow,
  parseColumns,
  requiredColumns,
  rowInOwnColumns,
  schoolColumns,
} from './columns.ts';

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
  const columns = columnsWith(mapping);
  const readRegion = regions ? readName(regions, 'a region of the program') : readSpelling(oneSpelling());
  const stored = namesIn(ids);
  const storedNumbers = namesIn(ids, [], idNumber);
  const readOwnId = readSpelling((id) => stored.find(id) ?? id, readId);
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
    const isEmpty = table.rows.length + table.damaged.length <= 1;
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
      doubts: [
        ...doubtsAbout(rows.map(({ school, line }) => ({ at: `${file}:${line}`, school }))),
        ...rows.flatMap(({ school: { id }, line }) => {
          const meant = storedNumbers.find(id);
          return meant === undefined || stored.find(id) !== undefined
            ? []
            : [`${file}:${line}: ${sayLostZeros(id, `${meant} in the directory`)}`];
        }),
      ],
    },
  };
}

/** The columns of a directory file, or those that a mapping reads. */
function columnsWith(mapping: ColumnMapping | undefined) {
  const wanted = mapping ? columnsRead(mapping, schoolColumns) : requiredColumns;
  return {
    known: mapping ? wanted : schoolColumns,
    required: wanted,
    mayBeEmpty: wanted,
    ...(!mapping && { aliases: columnAliases }),
  };
}

/** A school from its row in the documented columns. Notes every problem, so that the row can be fixed in one go. */
function schoolOfRow(
  row: MappedRow,
  note: (problem: string) => void,
  readOwnId: (text: string) => Cell<string>,
  readRegion: (text: string) => Cell<string>,
): School {
  let isGood = true;
  const noted = (problem: string) => {
    isGood = false;
    note(problem);
  };
  for (const column of requiredColumns) if (row[column] === '') noted(`${column}: missing`);
  const read = cellReader(row, noted);
  const grades = read('grades', readGrades) ?? [];
  const school: School = {
    id: read('id', readOwnId) ?? '',
    name: read('name', readLine) ?? '',
    levels: levelsIn(read, grades),
    grades,
    region: read('region', readRegion) ?? '',
    ...known({
      neighborhood: read('neighborhood', readLine),
      kind: read('kind', readLine),
      location: readLocation(read, ['latitude', 'longitude'], noted),
      enrollment: read('enrollment', readCount),
    }),
    demographics: readDemographics(read),
    ...known({
      principalYearsHere: read('principal_years_here', readYears),
      qualityReview: qualityReviewOf(
        read('quality_review', readLowestRating),
        read('quality_review_when', readWhen),
      ),
      fullyScreened: read('fully_screened', readYesNo),
    }),
  };
  if (isGood && school.levels.length === 0) note(noLevels);
  return school;
}

/** The levels in a row; if it names none, those of its grades. */
export function levelsIn(read: ReadCell<'levels'>, grades: readonly string[]): readonly Level[] {
  const levels = read('levels', readLevels) ?? [];
  return levels.length > 0 ? levels : levelsOfGrades(grades);
}

export const noLevels = 'levels: empty, and grades has none of K to 12';

const qualityReviewOf = (
  lowest: NonNullable<School['qualityReview']>['lowest'] | undefined,
  when: string | undefined,
): School['qualityReview'] => lowest && { lowest, ...known({ when }) };

/** The mapping in a file; none without a file. */
export const loadColumns = async (file: string | undefined): Promise<Parsed<ColumnMapping | undefined>> =>
  file === undefined ? { parsed: undefined } : loadJson(file, parseColumns);

/** Reads a directory file, in the documented columns or with the mapping in `columnsFile`. Problems start with a file. */
export async function loadDirectory(
  file: string,
  {
    columnsFile,
    ...options
  }: Omit<DirectoryOptions, 'mapping'> & { readonly columnsFile?: string | undefined } = {},
): Promise<Parsed<Directory>> {
  const mapping = await loadColumns(columnsFile);
  if (isBroken(mapping)) return mapping;
  const table = await readTable(file, columnsWith(mapping.parsed));
  return isBroken(table) ? table : readDirectory(file, table.parsed, { ...options, mapping: mapping.parsed });
}
