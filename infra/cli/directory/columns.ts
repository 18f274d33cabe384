import * as v from 'valibot';
import { isBroken, type Parsed, parsedBy } from '../../parsing/parsed.ts';
import { numberIn } from '../cells.ts';
import { recordOf } from '../sheet.ts';

/** The columns of a directory file, as `programs/README.md` documents them. */
export const schoolColumns = [
  'id',
  'name',
  'region',
  'grades',
  'levels',
  'neighborhood',
  'kind',
  'latitude',
  'longitude',
  'enrollment',
  'poverty_percent',
  'black_percent',
  'hispanic_percent',
  'disabilities_percent',
  'english_learners_percent',
  'chronically_absent_percent',
  'principal_years_here',
  'quality_review',
  'quality_review_when',
  'fully_screened',
] as const;

type SchoolColumn = (typeof schoolColumns)[number];

/** The columns that only a pairing reads. A mapping may name them too, so that one mapping serves both. */
export const applicantColumns = [
  'focus_areas',
  'focus',
  'capacity',
  'quality',
  'accepted',
  'email',
  'facilitator',
] as const;

export type MappedColumn = SchoolColumn | (typeof applicantColumns)[number];

/** One row in the documented columns; trimmed, and empty if it has no value. */
export type MappedRow = Readonly<Record<MappedColumn, string>>;

const mappedColumns = [...schoolColumns, ...applicantColumns];

/** Shorter headers that files may have. */
export const columnAliases = [
  ['level', 'levels'],
  ['lat', 'latitude'],
  ['lon', 'longitude'],
  ['focusAreas', 'focus_areas'],
  ['focus areas', 'focus_areas'],
] as const satisfies readonly (readonly [alias: string, column: MappedColumn])[];

/** Without these columns a row can't be kept. */
export const requiredColumns = ['id', 'name', 'region'] as const satisfies readonly SchoolColumn[];

/** Where to find the value of a documented column in a file with other column names. */
type Source = {
  /** Its column, or several columns whose values are joined. */
  readonly from: string | readonly string[];
  /** Between joined values. Lists are separated by ";". */
  readonly join?: string;
  /** The separator of list values in the file. */
  readonly separator?: string;
  /** Values with another spelling in the file. */
  readonly translate?: Readonly<Record<string, string>>;
  /** A factor: 100 turns a share into percent. */
  readonly times?: number;
  /** A column of the file. The source only counts if that column is empty. */
  readonly onlyWithout?: string;
};

export type ColumnMapping = Partial<Readonly<Record<MappedColumn, Source>>>;

/** The file's columns that hold the values of these documented columns. */
export const columnsRead = (mapping: ColumnMapping, columns: readonly MappedColumn[]): readonly string[] =>
  columns.flatMap((column) => {
    const { from = [], onlyWithout = [] } = mapping[column] ?? {};
    return [from, onlyWithout].flat();
  });

/** The row in the documented columns; `cells` have the file's own column names. Without a mapping, these are the same. */
export const rowInOwnColumns = (
  cells: Readonly<Record<string, string>>,
  mapping: ColumnMapping | undefined,
): MappedRow =>
  recordOf(mappedColumns, (column) => {
    if (!mapping) return cells[column] ?? '';
    const source = mapping[column];
    return source ? valueFrom((name) => cells[name] ?? '', source) : '';
  });

function valueFrom(cellOf: (column: string) => string, source: Source): string {
  const { from, join = ';', separator, translate = {}, times, onlyWithout } = source;
  if (onlyWithout && cellOf(onlyWithout)) return '';
  const values = [from].flat().flatMap((column) => {
    const cell = cellOf(column);
    return separator ? cell.split(separator).map((value) => value.trim()) : [cell];
  });
  return values
    .map((value) => (Object.hasOwn(translate, value) ? (translate[value] ?? '') : value))
    .filter((value) => value !== '')
    .map((value) => (times === undefined ? value : multiplied(value, times)))
    .join(join);
}

/** Keeps values that aren't numbers, so that the column's reader reports them. Rounded: 0.227 × 100 is 22.7. */
function multiplied(value: string, times: number): string {
  const number = numberIn(value);
  return number === undefined ? value : String(Number((number * times).toPrecision(12)));
}

const text = v.pipe(v.string(), v.nonEmpty());

const source = v.strictObject({
  from: v.union([text, v.pipe(v.array(text), v.minLength(1))], 'expected a column or a list of columns'),
  join: v.exactOptional(v.string()),
  separator: v.exactOptional(text),
  translate: v.exactOptional(v.record(v.string(), v.string())),
  times: v.exactOptional(v.number()),
  onlyWithout: v.exactOptional(text),
}) satisfies v.GenericSchema<unknown, Source>;

const columnsFile = v.record(v.picklist(mappedColumns), source);

/** A mapping from a file's columns to the documented ones. */
export function parseColumns(json: unknown): Parsed<ColumnMapping> {
  const columns = parsedBy(columnsFile, json);
  if (isBroken(columns)) return columns;
  const missing = requiredColumns.filter((column) => !(column in columns.parsed));
  return missing.length > 0
    ? { problems: missing.map((column) => `${column}: required`) }
    : { parsed: columns.parsed };
}
