import { monthNames } from './time.ts';

const year = '(?<year>(?:19|20)\\d\\d)';
const ways = [
  new RegExp(`^(?<name>\\p{Letter}{3,9})[.,]*[ -]*${year}$`, 'u'),
  new RegExp(`^(?<number>\\d{1,2}) ?[/.-] ?${year}$`),
  new RegExp(`^${year} ?[/.-] ?(?<number>\\d{1,2})$`),
  new RegExp(`^${year}$`),
];

/**
 * A month as people type it (March 2014, Mar. 2014, 3/2014, 2014-03), or a year alone, as "March 2014" or "2014".
 * Undefined if it is neither.
 */
export function readMonth(typed: string): string | undefined {
  const text = typed.trim().replace(/\s+/g, ' ');
  for (const way of ways) {
    const { year: said, name, number } = way.exec(text)?.groups ?? {};
    if (said === undefined) continue;
    if (name === undefined && number === undefined) return said;
    const month = name === undefined ? monthNames[Number(number) - 1] : monthNamed(name);
    return month === undefined ? undefined : `${month} ${said}`;
  }
  return undefined;
}

/** By its full name, or by enough letters to be unique. */
const monthNamed = (begun: string): string | undefined =>
  monthNames.find((month) => month.toLowerCase().startsWith(begun.toLowerCase()));

/** Whether two dates contradict each other. A year alone agrees with each of its months. */
export function datesDiffer(one: string, other: string): boolean {
  const [a, b] = [readMonth(one) ?? one, readMonth(other) ?? other];
  const isYear = (text: string) => /^\d{4}$/.test(text);
  return isYear(a) || isYear(b) ? a.slice(-4) !== b.slice(-4) : a !== b;
}
