import type { Entrant } from '#domain/pairing/problem.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import {
  type Cell,
  cellReader,
  known,
  readDemographics,
  readEmail,
  readGrades,
  readLine,
  readLocation,
  readWhole,
  readYesNo,
  shareColumns,
} from '../cells.ts';
import {
  applicantColumns,
  type ColumnMapping,
  columnAliases,
  columnsRead,
  type MappedColumn,
  rowInOwnColumns,
  schoolColumns,
} from '../directory/columns.ts';
import { levelsIn, noLevels } from '../directory/read-directory.ts';
import { hasColumn, type Ignored, onLines, type Row, readTable, rowsIn, type Table } from '../sheet.ts';

const required = ['id', 'name', 'region', 'focus_areas'] as const;

/** What a pairing reads of a directory. A mapping says where these columns are. */
const directoryColumns = [
  ...['id', 'name', 'region', 'grades', 'levels', 'latitude', 'longitude'],
  ...shareColumns,
] as const satisfies readonly MappedColumn[];

const readCapacity = readWhole(1, 7, 'partners');
const readQuality = readWhole(0, 10_000, 'points');

/** A school from its row. `capacity`, `focus`, and how to reach its people are there if the row has them. */
export type SchoolRow = Row<{
  readonly school: Entrant;
  readonly capacity?: number;
  /** The one area that a host works on. */
  readonly focus?: string;
  readonly email?: string;
  readonly facilitator?: string;
  readonly quality: number;
  readonly isAccepted: boolean;
}>;

/** How both sides write IDs, regions, focus areas, and facilitators. */
export type Vocabulary = {
  readonly readId: (text: string) => Cell<string>;
  readonly readRegion: (text: string) => Cell<string>;
  readonly readAreas: (text: string) => Cell<readonly string[]>;
  readonly readFacilitator: (text: string) => Cell<string>;
};

/** How to read a file of schools. */
type SheetOptions = {
  readonly vocabulary: Vocabulary;
  readonly ignored: Ignored;
  /** Where a directory’s export has the columns of a directory. */
  readonly mapping: ColumnMapping | undefined;
};

/** Reads the schools of one side. Every problem names file, line, and column. */
export async function readSchools(
  file: string,
  options: SheetOptions,
): Promise<Parsed<readonly SchoolRow[]>> {
  const table = await readTable(file, options.mapping ? mappedColumns(options.mapping) : documented);
  if (isBroken(table)) return table;
  const read = schoolRows(file, table.parsed, options);
  if (isBroken(read)) return read;
  const { rows, problems } = read.parsed;
  return problems.length > 0 ? { problems: onLines(file, problems) } : { parsed: rows };
}

const schoolRows = (file: string, table: Table, { vocabulary, ignored, mapping }: SheetOptions) =>
  rowsIn<string, Omit<SchoolRow, 'line'>>(
    file,
    table,
    mapping ? mappedColumns(mapping) : ownColumns(table),
    mapping ? 'others' : ignored,
    (_, note, cells) => schoolIn(inOwnColumns(cells, mapping), vocabulary, note),
    ({ school }) => school.id,
  );

const documented = {
  known: [...schoolColumns, ...applicantColumns],
  required,
  aliases: columnAliases,
};

/** Levels may be left to the grades. */
function ownColumns(table: Table) {
  const needed = hasColumn(table, documented, 'grades') ? required : [...required, 'levels'];
  return { ...documented, required: needed, mayBeEmpty: needed };
}

/** The file’s own names for the columns of a directory. What else a pairing reads may have its documented name. */
function mappedColumns(mapping: ColumnMapping) {
  const wanted = columnsRead(mapping, [...directoryColumns, ...applicantColumns]);
  const needed = mapping.focus_areas ? wanted : [...wanted, 'focus_areas'];
  const all = new Set([...wanted, ...unmapped(mapping)]);
  return {
    known: [...all],
    required: [...new Set(needed)],
    mayBeEmpty: needed,
    aliases: columnAliases.filter(([, column]) => all.has(column)),
  };
}

const unmapped = (mapping: ColumnMapping) => applicantColumns.filter((column) => !mapping[column]);

const inOwnColumns = (cells: Readonly<Record<string, string>>, mapping: ColumnMapping | undefined) =>
  rowInOwnColumns(
    cells,
    mapping && {
      ...Object.fromEntries(unmapped(mapping).map((column) => [column, { from: column }])),
      ...mapping,
    },
  );

function schoolIn(
  row: ReturnType<typeof rowInOwnColumns>,
  { readId, readRegion, readAreas, readFacilitator }: Vocabulary,
  note: (problem: string) => void,
): Omit<SchoolRow, 'line'> {
  let isGood = true;
  const noted = (problem: string) => {
    isGood = false;
    note(problem);
  };
  for (const column of ['id', 'name', 'region'] as const) if (row[column] === '') noted(`${column}: missing`);
  const read = cellReader(row, noted);
  const school: Entrant = {
    id: read('id', readId) ?? '',
    name: read('name', readLine) ?? '',
    levels: levelsIn(read, read('grades', readGrades) ?? []),
    region: read('region', readRegion) ?? '',
    focusAreas: [...new Set(read('focus_areas', readAreas) ?? [])],
    ...known({ location: readLocation(read, ['latitude', 'longitude'], noted) }),
    demographics: readDemographics(read),
  };
  const [focus, second] = read('focus', readAreas) ?? [];
  if (second !== undefined) noted(`focus: “${row.focus}” (expected one focus area)`);
  else if (focus !== undefined && !school.focusAreas.includes(focus))
    noted(`focus: “${row.focus}” isn’t one of its focus_areas (expected one of these, or empty)`);
  if (isGood && school.levels.length === 0) note(row.grades === '' ? 'levels: missing' : noLevels);
  return {
    school,
    ...known({
      capacity: read('capacity', readCapacity),
      focus,
      email: read('email', readEmail),
      facilitator: read('facilitator', readFacilitator),
    }),
    quality: read('quality', readQuality) ?? 0,
    isAccepted: read('accepted', readYesNo) ?? false,
  };
}
