import { readMonth } from '#domain/base/time.ts';
import { type Level, levels, type Rating, ratings } from '#domain/program/school.ts';

/** A cell that cannot be read; `problem` follows the column's name and a colon. */
type Unreadable = { readonly problem: string };
export type Cell<T> = { readonly value: T } | Unreadable;

export const isUnreadable = (cell: Cell<unknown>): cell is Unreadable => 'problem' in cell;

const shown = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

const unreadable = (text: string, expected: string): Unreadable => ({
  problem: `${shown(text)} (expected ${expected})`,
});

const plainNumber = /^-?\d{1,15}(\.\d{1,15})?$/;

/** A number from `least` to `most`; `undefined` if the cell is empty. */
const readNumber =
  (least: number, most: number, meaning: string) =>
  (text: string): Cell<number | undefined> => {
    if (text === '') return { value: undefined };
    if (!plainNumber.test(text)) return unreadable(text, 'a number');
    const value = Number(text);
    return least <= value && value <= most ? { value } : unreadable(text, meaning);
  };

export const readPercent = readNumber(0, 100, 'a number from 0 to 100');
export const readLatitude = readNumber(-90, 90, 'a latitude from -90 to 90');
export const readLongitude = readNumber(-180, 180, 'a longitude from -180 to 180');
export const readYears = readNumber(0, 80, 'a number of years from 0 to 80');

export function readCount(text: string): Cell<number | undefined> {
  const cell = readNumber(0, 1_000_000, 'a number from 0 to 1,000,000')(text);
  if (isUnreadable(cell) || cell.value === undefined || Number.isInteger(cell.value)) return cell;
  return unreadable(text, 'a whole number');
}

const listed = (text: string) =>
  text
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** The values in the cell, in order. */
export const readList = (text: string): Cell<readonly string[]> => ({ value: listed(text) });

export const readGrades = (text: string): Cell<readonly string[]> =>
  text.includes(',')
    ? { problem: `${shown(text)} (expected grades separated by “;”, or a mapped separator)` }
    : { value: listed(text) };

const oneOf = <T extends string>(known: readonly T[], text: string): T | undefined =>
  known.find((value) => value.toLowerCase() === text.toLowerCase());

/** Levels in their own order, whatever their order in the cell. */
export function readLevels(text: string): Cell<readonly Level[]> {
  const named = listed(text);
  const unknown = named.find((name) => !oneOf(levels, name));
  if (unknown !== undefined) return unreadable(unknown, `one of ${levels.join(', ')}`);
  return { value: levels.filter((level) => named.some((name) => oneOf(levels, name) === level)) };
}

/** The lowest of the ratings in the cell. */
export function readLowestRating(text: string): Cell<Rating | undefined> {
  const named = listed(text);
  const unknown = named.find((name) => !oneOf(ratings, name));
  if (unknown !== undefined) return unreadable(unknown, `one of ${ratings.join(', ')}`);
  return { value: ratings.find((rating) => named.some((name) => oneOf(ratings, name) === rating)) };
}

export function readYesNo(text: string): Cell<boolean | undefined> {
  if (text === '') return { value: undefined };
  const word = oneOf(['yes', 'no'], text);
  return word ? { value: word === 'yes' } : unreadable(text, 'yes, no, or empty');
}

/** A single line of at most `longest` characters; `undefined` if the cell is empty. */
export function readLine(text: string, longest = 200): Cell<string | undefined> {
  if (/\p{Cc}/u.test(text)) return { problem: 'contains a line break or another control character' };
  if (text.length > longest) return { problem: `${text.length} characters (expected at most ${longest})` };
  return { value: text === '' ? undefined : text };
}

// Spreadsheets that mistake a month for a date show May-19; a day becomes 26-May-16 or May 26, 2016.
const spreadsheetDates = [
  /^(?:\d{1,2}-)?(?<month>\p{L}{3,9})-(?<year>\d\d)$/u,
  /^(?<month>\p{L}{3,9}) \d{1,2} ?, ?(?<year>\d{4})$/u,
];

/** A month as "May 2016" if the cell has one; otherwise the line as it is. */
export function readWhen(text: string): Cell<string | undefined> {
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
