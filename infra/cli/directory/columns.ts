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

export type SchoolColumn = (typeof schoolColumns)[number];

/** What one row says in the documented columns; trimmed, empty where it says nothing. */
export type SchoolRow = Readonly<Record<SchoolColumn, string>>;

/** Without these a row says nothing that can be kept. */
export const requiredColumns = ['id', 'name', 'region'] as const satisfies readonly SchoolColumn[];

/** Where the value of a documented column is found in a file that calls things otherwise. */
export type Source = {
  /** Its column, or several whose values are joined. */
  readonly from: string | readonly string[];
  /** Between joined values. Lists are separated by ";". */
  readonly join?: string;
  /** What separates the values of a list in the file. */
  readonly separator?: string;
  /** Values that the file spells otherwise. */
  readonly translate?: Readonly<Record<string, string>>;
  /** A number to multiply with: 100 turns a share into percent. */
  readonly times?: number;
  /** A column of the file; the source counts only where that one is empty. */
  readonly onlyWithout?: string;
};

export type ColumnMapping = Partial<Readonly<Record<SchoolColumn, Source>>>;

/** For files in the documented columns: those that a file has, each from itself. */
export const ownColumns = (header: readonly string[]): ColumnMapping =>
  Object.fromEntries(
    schoolColumns.filter((column) => header.includes(column)).map((column) => [column, { from: column }]),
  );

/** The file's columns that a mapping reads. */
export const columnsRead = (mapping: ColumnMapping): readonly string[] =>
  Object.values(mapping).flatMap(({ from, onlyWithout }) => [from, onlyWithout ?? []].flat());

/** The row in the documented columns; `cells` are the file's, by its own column names. */
export function rowInOwnColumns(cells: ReadonlyMap<string, string>, mapping: ColumnMapping): SchoolRow {
  const row: Record<SchoolColumn, string> = { ...emptyRow };
  for (const column of schoolColumns) {
    const source = mapping[column];
    if (source) row[column] = valueFrom(cells, source);
  }
  return row;
}

const emptyRow: SchoolRow = {
  id: '',
  name: '',
  region: '',
  grades: '',
  levels: '',
  neighborhood: '',
  kind: '',
  latitude: '',
  longitude: '',
  enrollment: '',
  poverty_percent: '',
  black_percent: '',
  hispanic_percent: '',
  disabilities_percent: '',
  english_learners_percent: '',
  chronically_absent_percent: '',
  principal_years_here: '',
  quality_review: '',
  quality_review_when: '',
  fully_screened: '',
};

function valueFrom(cells: ReadonlyMap<string, string>, source: Source): string {
  const { from, join = ';', separator, translate = {}, times, onlyWithout } = source;
  if (onlyWithout && cells.get(onlyWithout)) return '';
  const values = [from].flat().flatMap((column) => {
    const cell = cells.get(column) ?? '';
    return separator ? cell.split(separator).map((value) => value.trim()) : [cell];
  });
  return values
    .map((value) => (Object.hasOwn(translate, value) ? (translate[value] ?? '') : value))
    .filter((value) => value !== '')
    .map((value) => (times === undefined ? value : multiplied(value, times)))
    .join(join);
}

/** What is no number stays as it is, for the reader of the column to complain about. Rounded off: 0.227 × 100 is 22.7. */
const multiplied = (value: string, times: number): string =>
  Number.isFinite(Number(value)) ? String(Number((Number(value) * times).toPrecision(12))) : value;
