import * as v from 'valibot';
import { type CalendarDate, readMonth } from '#domain/base/time.ts';
import {
  type Demographics,
  type Level,
  levels,
  type Rating,
  ratings,
  type School,
} from '#domain/program/school.ts';

/** A cell that cannot be read; `problem` follows the column's name and a colon. */
type Unreadable = { readonly problem: string };
export type Cell<T> = { readonly value: T } | Unreadable;

export const isUnreadable = (cell: Cell<unknown>): cell is Unreadable => 'problem' in cell;

const shown = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

export const unreadable = (text: string, expected: string): Unreadable => ({
  problem: `${shown(text)} (expected ${expected})`,
});

const plainNumber = /^-?\d{1,15}(\.\d{1,15})?$/;

const readNumber =
  (least: number, most: number, meaning: string) =>
  (text: string): Cell<number> => {
    if (!plainNumber.test(text)) return unreadable(text, 'a number');
    const value = Number(text);
    return least <= value && value <= most ? { value } : unreadable(text, meaning);
  };

export const readPercent = readNumber(0, 100, 'a number from 0 to 100');
export const readLatitude = readNumber(-90, 90, 'a latitude from -90 to 90');
export const readLongitude = readNumber(-180, 180, 'a longitude from -180 to 180');
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

/** The values in the cell, in order. */
export const readList = (text: string): Cell<readonly string[]> => ({ value: listed(text) });

export const readGrades = (text: string): Cell<readonly string[]> =>
  text.includes(',')
    ? unreadable(text, 'grades separated by “;”, or a mapped separator')
    : { value: listed(text) };

const isSameName = (one: string) => (other: string) => one.toLowerCase() === other.toLowerCase();

/** One of the known values, in any case. */
export const readOneOf =
  <T extends string>(known: readonly T[], expected = `one of ${known.join(', ')}`) =>
  (text: string): Cell<T> => {
    const value = known.find(isSameName(text));
    return value === undefined ? unreadable(text, expected) : { value };
  };

/** Reads a list with the reader of a single value. */
export const eachOf =
  <T>(reader: (text: string) => Cell<T>) =>
  (text: string): Cell<readonly T[]> => {
    const cells = listed(text).map(reader);
    const wrong = cells.find(isUnreadable);
    return wrong ?? { value: cells.flatMap((cell) => (isUnreadable(cell) ? [] : [cell.value])) };
  };

/** Known values in their own order, whatever their order in the cell. */
const readKnown =
  <T extends string>(known: readonly T[]) =>
  (text: string): Cell<readonly T[]> => {
    const named = eachOf(readOneOf(known))(text);
    return isUnreadable(named) ? named : { value: known.filter((value) => named.value.includes(value)) };
  };

export const readLevels: (text: string) => Cell<readonly Level[]> = readKnown(levels);

/** The lowest of the ratings in the cell. */
export function readLowestRating(text: string): Cell<Rating | undefined> {
  const named = readKnown(ratings)(text);
  return isUnreadable(named) ? named : { value: named.value[0] };
}

export function readYesNo(text: string): Cell<boolean> {
  const word = readOneOf(['yes', 'no'], 'yes, no, or empty')(text);
  return isUnreadable(word) ? word : { value: word.value === 'yes' };
}

/** A single line of at most `longest` characters. */
export function readLine(text: string, longest = 200): Cell<string> {
  if (/\p{Cc}/u.test(text)) return { problem: 'contains a line break or another control character' };
  if (text.length > longest) return { problem: `${text.length} characters (expected at most ${longest})` };
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

/** IDs are part of references and URLs, so they must not need escaping there. */
export const readId = (text: string): Cell<string> =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text)
    ? { value: text }
    : unreadable(text, 'an ID: up to 40 letters, digits, ".", "-", or "_"');

/** An ID that a spreadsheet doesn't take for a formula. */
export const readSheetId = (text: string): Cell<string> =>
  /^[\p{L}\p{N}][^\p{Cc}]{0,39}$/u.test(text)
    ? { value: text }
    : unreadable(text, 'an ID: up to 40 characters, starting with a letter or digit');

/** The ID of a school, partnership, or facilitator. Cells separate several with `;`, so no ID may contain it. */
export function readVisitId(text: string): Cell<string> {
  const id = readSheetId(text);
  return isUnreadable(id) || !text.includes(';') ? id : unreadable(text, 'an ID without “;”');
}

/** A real date: not February 30, which a pattern would accept. */
export const readDate = (text: string): Cell<CalendarDate> =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && isReal(text)
    ? { value: text }
    : unreadable(text, 'a date like 2027-10-04');

function isReal(date: CalendarDate): boolean {
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date;
}

/** An address that letters reach. */
export const emailSchema = v.pipe(v.string(), v.email(), v.maxLength(254));

export const readEmail = (text: string): Cell<string> =>
  v.safeParse(emailSchema, text).success ? { value: text } : unreadable(text, 'an email address');

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

const shares = [
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

/** A point needs both numbers. */
export const locationOf = (
  latitude: number | undefined,
  longitude: number | undefined,
): School['location'] =>
  latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without undefined values: absent and unknown mean the same. */
export function known<T extends object>(values: T): Known<T>;
export function known(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
