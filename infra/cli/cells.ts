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
import { condensed, type Names, namesIn } from './names.ts';

/** A cell that cannot be read; `problem` follows the column's name and a colon. */
type Unreadable = { readonly problem: string };
export type Cell<T> = { readonly value: T } | Unreadable;

export const isUnreadable = (cell: Cell<unknown>): cell is Unreadable => 'problem' in cell;

const shown = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

export const unreadable = (text: string, expected: string): Unreadable => ({
  problem: `${shown(text)} (expected ${expected})`,
});

const mostNamesListed = 12;

const number = /^(?<sign>[-+\u2212]?)(?<whole>\d{1,15}|\d{1,3}(?:,\d{3}){1,4})?(?<decimals>\.\d{0,20})?$/;

/** A number as people and spreadsheets write it: `1,200`, `.5`, with a minus sign of either kind. */
export function numberIn(text: string): number | undefined {
  const { sign = '', whole = '', decimals = '' } = number.exec(text)?.groups ?? {};
  const digits = whole.replaceAll(',', '') + decimals;
  if (!/\d/.test(digits)) return undefined;
  return sign === '-' || sign === '\u2212' ? 0 - Number(digits) : Number(digits);
}

const readNumber =
  (least: number, most: number, meaning: string, read = numberIn) =>
  (text: string): Cell<number> => {
    const value = read(text);
    if (value === undefined) return unreadable(text, 'a number, or an empty cell');
    return least <= value && value <= most ? { value } : unreadable(text, meaning);
  };

const percentIn = (text: string): number | undefined => numberIn(text.replace(/ ?%$/, ''));
const readPercent = readNumber(0, 100, 'a number from 0 to 100', percentIn);
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
    const value = numberIn(text);
    return value !== undefined && Number.isInteger(value) && least <= value && value <= most
      ? { value }
      : unreadable(text, `a whole number of ${unit} from ${least} to ${most}`);
  };

const listed = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((value) => value.trim())
    .filter((value) => value !== '');

// The comma of a date such as October 4, 2027 separates nothing.
const semicolonOrComma = /[;\n]|,(?! ?\d{4} ?(?:[;,\n]|$))/;

/** Reads a list with the reader of a single value. A line break in a cell separates too. */
export function eachOf<T>(
  reader: (text: string) => Cell<T>,
  separator = /[;\n]/,
): (text: string) => Cell<readonly T[]> {
  return (text) => {
    const cells = listed(text, separator).map(reader);
    const wrong = cells.filter(isUnreadable).map(({ problem }) => problem);
    return wrong.length > 0
      ? { problem: wrong.join('; ') }
      : { value: cells.flatMap((cell) => (isUnreadable(cell) ? [] : [cell.value])) };
  };
}

/** The same for words and dates without commas of their own. */
export const eachWordOf = <T>(reader: (text: string) => Cell<T>): ((text: string) => Cell<readonly T[]>) =>
  eachOf(reader, semicolonOrComma);

/** `elsewhere` are grades that make no level. Early-college high schools teach grades 13 and 14. */
const [levelGrades, elsewhere] = [
  ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
  ['PK', '3K', 'SE', '13', '14'],
] as const;
const gradesInOrder: readonly string[] = ['3K', 'PK', ...levelGrades, '13', '14'];
const grades = namesIn(
  [...levelGrades, ...elsewhere],
  [
    // Spreadsheets and student systems write 06.
    ...levelGrades.map((grade) => [`0${grade}`, grade] as const),
    ['KG', 'K'],
    ['Kindergarten', 'K'],
    ['Pre-K', 'PK'],
    ['Prekindergarten', 'PK'],
    ['3-K', '3K'],
  ],
);

const expectedGrades = 'PK, 3K, SE, K, 1 to 14, or a range like K-5';

/** A grade, or a range of grades. */
function readGradeRange(text: string): Cell<readonly string[]> {
  const one = grades.find(text);
  if (one !== undefined) return { value: [one] };
  // Pre-K-5 has a hyphen that separates nothing.
  for (const { 0: sign, index } of text.matchAll(/\p{Dash_Punctuation}| to | through | thru /gu)) {
    const [from = -1, to = -1] = [text.slice(0, index), text.slice(index + sign.length)].map((name) =>
      gradesInOrder.indexOf(grades.find(name) ?? ''),
    );
    if (0 <= from && from < to) return { value: gradesInOrder.slice(from, to + 1) };
  }
  return unreadable(
    text,
    looksLikeDate(text)
      ? `${expectedGrades}: a spreadsheet made a date of them, so format the column as text and enter them again`
      : expectedGrades,
  );
}

const readGradeRanges = eachWordOf(readGradeRange);

export function readGrades(text: string): Cell<readonly string[]> {
  const ranges = readGradeRanges(text);
  return isUnreadable(ranges) ? ranges : { value: [...new Set(ranges.value.flat())] };
}

/** One of the known values, in any case, with spaces or hyphens between its words. */
export function readOneOf<T extends string>(
  known: readonly T[],
  expected = `one of ${known.join(', ')}`,
  aliases: readonly (readonly [alias: string, name: NoInfer<T>])[] = [],
): (text: string) => Cell<T> {
  const names = namesIn(known, aliases, condensed);
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

/** Known values in their own order, whatever their order in the cell. */
function readKnown<T extends string>(known: readonly T[]): (text: string) => Cell<readonly T[]> {
  const readEach = eachWordOf(readOneOf(known));
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

/** What spreadsheets, databases, and people write for yes and no. */
export const yesAndNo = [
  ...['y', 'true', 't', '1', 'x', '✓', '✔'].map((word) => [word, 'yes'] as const),
  ...['n', 'false', 'f', '0'].map((word) => [word, 'no'] as const),
] as const;

const readYesOrNo = readOneOf(['yes', 'no'], 'yes, no, or empty', yesAndNo);

export function readYesNo(text: string): Cell<boolean> {
  const word = readYesOrNo(text);
  return isUnreadable(word) ? word : { value: word.value === 'yes' };
}

/** A single line of at most `longest` characters. */
export function readLine(text: string, longest = 200): Cell<string> {
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text))
    return { problem: 'contains a line break or another control character (expected one line of text)' };
  const { length } = [...text];
  if (length > longest) return { problem: `${length} characters (expected at most ${longest})` };
  return { value: text };
}

/** What a spreadsheet makes of a month: May-19, or the first of the month as a date. */
export function readWhen(text: string): Cell<string> {
  const { month, year } = /^(?<month>\p{L}{3,9})-(?<year>\d\d)$/u.exec(text)?.groups ?? {};
  const date = readDate(text);
  const shortened = year && `${month} ${year.padStart(4, '20')}`;
  const read = readMonth(isUnreadable(date) ? (shortened ?? '') : date.value.slice(0, 7));
  if (read) return { value: read };
  return /^\d{5,}$/.test(text) ? unreadable(text, 'a month like March 2027') : readLine(text);
}

/** What a spreadsheet makes of a long number, and of an ID such as 1E5. The digits are lost. */
const isScientific = (text: string): boolean => /^\d+(\.\d+)?E[+-]\d+$|^\d+\.\d+E\d+$/i.test(text);

const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortDate = new RegExp(
  `^(?:\\d\\d?-(?:${shortMonths.join('|')})|(?:${shortMonths.join('|')})-\\d\\d)$`,
);

const longDate = /^(?:\d{4}-\d\d-\d\d|\d\d?\/\d\d?\/(?:\d{4}|\d\d))$/;

/** What a spreadsheet makes of an ID such as MAR5, and of grades such as 6-8. */
const looksLikeDate = (text: string): boolean => shortDate.test(text) || longDate.test(text);

const readIdLike =
  (pattern: RegExp, expected: string) =>
  (text: string): Cell<string> => {
    if (isScientific(text) || looksLikeDate(text))
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

const midnight = /[T ](?:0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)? AM)$/i;
const yearFirst = /^(?<year>\d{4})(?<sign>[-/])(?<month>\d\d?)\k<sign>(?<day>\d\d?)$/;
const compact = /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/;
const monthFirst = /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4}|\d\d)$/;
const dayOfMonth = /^(?<day>\d\d?)[- ](?<month>\p{L}{3,9})\.?[- ](?<year>\d{4}|\d\d)$/u;
const monthAndDay =
  /^(?:(?<weekday>\p{L}{3,9})\.?, )?(?<month>\p{L}{3,9})\.? (?<day>\d\d?) ?, ?(?<year>\d{4})$/u;

const datesAsTyped = [yearFirst, compact, monthFirst, dayOfMonth, monthAndDay];

/**
 * A real date: not February 30, which a pattern would accept. As ISO, as US spreadsheets show and save it (10/4/2027,
 * 10/4/27, 4-Oct-27, “Monday, October 4, 2027”), or with midnight after it.
 */
export function readDate(text: string): Cell<CalendarDate> {
  const typed = text.replace(midnight, '').replaceAll(/\p{Dash_Punctuation}/gu, '-');
  const found = datesAsTyped.map((way) => way.exec(typed)?.groups).find((groups) => groups !== undefined);
  const { year, month, day, weekday }: Readonly<Record<string, string | undefined>> = found ?? {};
  const date = year && [year.padStart(4, '20'), monthNumber(month), day?.padStart(2, '0')].join('-');
  if (date && isDate(date) && (weekday === undefined || isOn(date, weekday))) return { value: date };
  return unreadable(
    text,
    /^\d{5}$/.test(text) ? 'a date: format the column as dates' : 'a date like 2027-10-04 or 10/4/2027',
  );
}

function monthNumber(month = ''): string {
  const named = shortMonths.findIndex((name) => month.toLowerCase().startsWith(name.toLowerCase()));
  return named < 0 ? month.padStart(2, '0') : String(named + 1).padStart(2, '0');
}

const isOn = (date: CalendarDate, weekday: string): boolean =>
  new Date(date).toUTCString().toLowerCase().startsWith(weekday.slice(0, 3).toLowerCase());

export function readEmail(text: string): Cell<string> {
  const value = parseEmail(text);
  return value === undefined ? unreadable(text, 'an email address') : { value };
}

const spreadsheetError = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|ERROR!|GETTING_DATA)$/;

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
    const cell = spreadsheetError.test(cells[column])
      ? unreadable(cells[column], 'a value: its formula failed')
      : reader(cells[column]);
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
