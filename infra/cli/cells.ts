import { parseEmail } from '#domain/base/email.ts';
import { isReserved } from '#domain/base/id.ts';
import { type CalendarDate, isDate, readMonth } from '#domain/base/time.ts';
import {
  type Demographics,
  type Level,
  levels,
  type Rating,
  ratings,
  type School,
} from '#domain/program/school.ts';
import { type Names, namesIn } from './names.ts';

/** A cell that cannot be read; `problem` follows the column's name and a colon. */
type Unreadable = { readonly problem: string };
export type Cell<T> = { readonly value: T } | Unreadable;

export const isUnreadable = (cell: Cell<unknown>): cell is Unreadable => 'problem' in cell;

const shown = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

export const unreadable = (text: string, expected: string): Unreadable => ({
  problem: `${shown(text)} (expected ${expected})`,
});

const mostNamesListed = 12;

const plainNumber = /^-?\d{1,15}(\.\d{1,15})?$/;

const readNumber =
  (least: number, most: number, meaning: string) =>
  (text: string): Cell<number> => {
    if (!plainNumber.test(text)) return unreadable(text, 'a number');
    const value = Number(text);
    return least <= value && value <= most ? { value } : unreadable(text, meaning);
  };

const readPercent = readNumber(0, 100, 'a number from 0 to 100');
const readLatitude = readNumber(-90, 90, 'a latitude from -90 to 90');
const readLongitude = readNumber(-180, 180, 'a longitude from -180 to 180');
export const readYears = readNumber(0, 80, 'a number of years from 0 to 80');

export function readCount(text: string): Cell<number> {
  const cell = readNumber(0, 1_000_000, 'a number from 0 to 1,000,000')(text);
  return isUnreadable(cell) || Number.isInteger(cell.value) ? cell : unreadable(text, 'a whole number');
}

export const readWhole =
  (least: number, most: number, unit: string) =>
  (text: string): Cell<number> => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : unreadable(text, `a whole number of ${unit} from ${least} to ${most}`);
  };

const listed = (text: string) =>
  text
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** `elsewhere` are grades that make no level. Early-college high schools teach grades 13 and 14. */
const [levelGrades, elsewhere] = [
  ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
  ['PK', '3K', 'SE', '13', '14'],
] as const;
const grades = namesIn(
  [...levelGrades, ...elsewhere],
  // Spreadsheets and student systems write 06.
  levelGrades.map((grade) => [`0${grade}`, grade] as const),
);

const readEachGrade = eachOf(readName(grades, 'PK, 3K, SE, K, or 1 to 14'));

export const readGrades = (text: string): Cell<readonly string[]> =>
  text.includes(',')
    ? unreadable(text, 'grades separated by “;”, or a mapped separator')
    : readEachGrade(text);

/** One of the known values, in any case. */
export function readOneOf<T extends string>(
  known: readonly T[],
  expected = `one of ${known.join(', ')}`,
): (text: string) => Cell<T> {
  const names = namesIn(known);
  return (text) => {
    const name = names.find(text);
    const value = known.find((one) => one === name);
    return value === undefined ? unreadable(text, expected) : { value };
  };
}

/** A known name, or one of its aliases, in any spelling. `what` says what they are if there are too many to list. */
export function readName(names: Names, what: string): (text: string) => Cell<string> {
  const expected = names.all.length > mostNamesListed ? what : `one of ${names.all.join(', ')}`;
  return (text) => {
    const name = names.find(text);
    if (name !== undefined) return { value: name };
    return unreadable(text, [expected, names.meant(text) ?? []].flat().join('; '));
  };
}

/** A line in the spelling that it had before. */
export const readSpelling =
  (spelling: (name: string) => string, read: (text: string) => Cell<string> = readLine) =>
  (text: string): Cell<string> => {
    const cell = read(text);
    return isUnreadable(cell) ? cell : { value: spelling(cell.value) };
  };

/** Reads a list with the reader of a single value. */
export function eachOf<T>(reader: (text: string) => Cell<T>): (text: string) => Cell<readonly T[]> {
  return (text) => {
    const cells = listed(text).map(reader);
    const wrong = cells.filter(isUnreadable).map(({ problem }) => problem);
    return wrong.length > 0
      ? { problem: wrong.join('; ') }
      : { value: cells.flatMap((cell) => (isUnreadable(cell) ? [] : [cell.value])) };
  };
}

/** Known values in their own order, whatever their order in the cell. */
function readKnown<T extends string>(known: readonly T[]): (text: string) => Cell<readonly T[]> {
  const readEach = eachOf(readOneOf(known));
  return (text) => {
    const named = readEach(text);
    return isUnreadable(named) ? named : { value: known.filter((value) => named.value.includes(value)) };
  };
}

export const readLevels: (text: string) => Cell<readonly Level[]> = readKnown(levels);

const readRatings = readKnown(ratings);

/** The lowest of the ratings in the cell. */
export function readLowestRating(text: string): Cell<Rating | undefined> {
  const named = readRatings(text);
  return isUnreadable(named) ? named : { value: named.value[0] };
}

const readYesOrNo = readOneOf(['yes', 'no'], 'yes, no, or empty');

export function readYesNo(text: string): Cell<boolean> {
  const word = readYesOrNo(text);
  return isUnreadable(word) ? word : { value: word.value === 'yes' };
}

/** A single line of at most `longest` characters. */
export function readLine(text: string, longest = 200): Cell<string> {
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text))
    return { problem: 'contains a line break or another control character' };
  const { length } = [...text];
  if (length > longest) return { problem: `${length} characters (expected at most ${longest})` };
  return { value: text };
}

// Spreadsheets that mistake a month for a date show May-19; a day becomes 26-May-16 or May 26, 2016.
const spreadsheetDates = [
  /^(?:\d{1,2}-)?(?<month>\p{L}{3,9})-(?<year>\d\d)$/u,
  /^(?<month>\p{L}{3,9}) \d{1,2} ?, ?(?<year>\d{4})$/u,
];

/** A month as "May 2016" if the cell has one; otherwise the line as it is. */
export function readWhen(text: string): Cell<string> {
  for (const way of spreadsheetDates) {
    const { month, year } = way.exec(text)?.groups ?? {};
    const read = year && readMonth(`${month} ${year.padStart(4, '20')}`);
    if (read) return { value: read };
  }
  return readLine(text);
}

/** What a spreadsheet makes of a long number, and of an ID such as 1E5. The digits are lost. */
const isScientific = (text: string): boolean => /^\d+(\.\d+)?E[+-]\d+$|^\d+\.\d+E\d+$/i.test(text);

const readIdLike =
  (pattern: RegExp, expected: string) =>
  (text: string): Cell<string> => {
    if (isScientific(text))
      return unreadable(text, 'the whole ID: format the column as text and enter it again');
    if (isReserved(text)) return unreadable(text, 'another ID: this one is reserved');
    return pattern.test(text) ? { value: text } : unreadable(text, expected);
  };

/** IDs are part of references and URLs, so they must not need escaping there. */
export const readId = readIdLike(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
  'an ID: up to 40 letters, digits, ".", "-", or "_"',
);

/** An ID that a spreadsheet doesn't take for a formula. */
const readSheetId = readIdLike(
  /^[\p{L}\p{N}][^\p{Cc}]{0,39}$/u,
  'an ID: up to 40 characters, starting with a letter or digit',
);

/** The ID of a school, partnership, or facilitator. Cells separate several with `;`, so no ID may contain it. */
export function readVisitId(text: string): Cell<string> {
  const id = readSheetId(text);
  return isUnreadable(id) || !text.includes(';') ? id : unreadable(text, 'an ID without “;”');
}

/** A real date: not February 30, which a pattern would accept. As ISO, or as US spreadsheets save it: 10/4/2027. */
export function readDate(text: string): Cell<CalendarDate> {
  const {
    month = '',
    day = '',
    year = '',
  } = /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4})$/.exec(text)?.groups ?? {};
  const date = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? { value: date } : unreadable(text, 'a date like 2027-10-04 or 10/4/2027');
}

export function readEmail(text: string): Cell<string> {
  const value = parseEmail(text);
  return value === undefined ? unreadable(text, 'an email address') : { value };
}

/** Reads one cell. An unreadable cell is noted with its column and is undefined, like an empty one. */
export type ReadCell<Column extends string> = <T>(
  column: Column,
  reader: (text: string) => Cell<T>,
) => T | undefined;

export const cellReader =
  <Column extends string>(
    cells: Readonly<Record<Column, string>>,
    note: (problem: string) => void,
  ): ReadCell<Column> =>
  (column, reader) => {
    if (cells[column] === '') return undefined;
    const cell = reader(cells[column]);
    if (!isUnreadable(cell)) return cell.value;
    note(`${column}: ${cell.problem}`);
    return undefined;
  };

/** The columns of students' shares, and what they are in a school. */
export const shares = [
  ['poverty_percent', 'poverty'],
  ['black_percent', 'black'],
  ['hispanic_percent', 'hispanic'],
  ['disabilities_percent', 'studentsWithDisabilities'],
  ['english_learners_percent', 'englishLanguageLearners'],
  ['chronically_absent_percent', 'chronicallyAbsent'],
] as const satisfies readonly (readonly [string, keyof Demographics])[];

export const shareColumns = shares.map(([column]) => column);
type ShareColumn = (typeof shareColumns)[number];

export const readDemographics = (read: ReadCell<ShareColumn>): Demographics =>
  known(Object.fromEntries(shares.map(([column, share]) => [share, read(column, readPercent)])));

const isGiven = (): Cell<true> => ({ value: true });

/** The point in two columns, latitude and longitude. It needs both numbers. */
export function readLocation<Column extends string>(
  read: ReadCell<Column>,
  [north, east]: readonly [Column, Column],
  note: (problem: string) => void,
): School['location'] {
  const [latitude, longitude] = [read(north, readLatitude), read(east, readLongitude)];
  if (read(north, isGiven) !== read(east, isGiven)) note(`${north}, ${east}: give both or neither`);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without undefined values: absent and unknown mean the same. */
export function known<T extends object>(values: T): Known<T>;
export function known(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
