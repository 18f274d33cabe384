import { clockAt } from './clocks.ts';

/** A moment in UTC, ISO 8601 with milliseconds, so that text order is time order: `2014-05-02T21:00:00.000Z`. */
export type Instant = string;

/** A day without time or zone: `2014-05-02`. */
export type CalendarDate = string;

const dayMs = 24 * 60 * 60 * 1000;

export const plusHours = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * 60 * 60 * 1000).toISOString();

/** Whether a text is a date of the calendar: not "2026-02-30". */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(Date.parse(text) || 0).toISOString().startsWith(text);

export const plusDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** Whole days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** What the clocks of a time zone show at an instant, spelled as an instant. */
export const shownIn = (timeZone: string, instant: Instant): string => {
  const ms = Date.parse(instant);
  return new Date(ms + clockAt(timeZone, ms).offsetMinutes * 60_000).toISOString();
};

/** The day that the clocks of a time zone show at an instant. */
export const dateIn = (timeZone: string, instant: Instant): CalendarDate =>
  shownIn(timeZone, instant).slice(0, 10);

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** Whether a date is a Saturday or a Sunday. */
export const isWeekend = (date: CalendarDate): boolean => [0, 6].includes(new Date(date).getUTCDay());

export const weekdayName = (date: CalendarDate): string => weekdays[new Date(date).getUTCDay()] ?? '';
const monthOf = (date: CalendarDate): string => monthNames[Number(date.slice(5, 7)) - 1] ?? '';

/** "Friday, May 2": a day of the school year under way. */
export const sayDate = (date: CalendarDate): string =>
  `${weekdayName(date)}, ${monthOf(date)} ${Number(date.slice(8, 10))}`;

/** "Friday, May 2, 2014": a day that may lie outside the school year under way. */
export const sayDateWithYear = (date: CalendarDate): string =>
  `${sayDate(date)}, ${Number(date.slice(0, 4))}`;

/** "May 2", as a chart says it below its axis. Longer months lose their end: "Sep 2". */
export const sayShortDate = (date: CalendarDate): string =>
  `${monthOf(date).slice(0, 3)} ${Number(date.slice(8, 10))}`;

/** "Fri, May 2": for narrow tables. */
export const sayTableDate = (date: CalendarDate): string =>
  `${weekdayName(date).slice(0, 3)}, ${sayShortDate(date)}`;

/** "5:00 PM" of `2014-05-02T17:00:00.000Z`. */
const sayTime = (shown: string): string => sayWallTime(shown.slice(11, 16));

/** "9:00 AM" of `09:00`. */
export const sayWallTime = (time: string): string => {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`;
};

/** "Friday, May 2, at 5:00 PM" */
export const sayMoment = (timeZone: string, instant: Instant): string => {
  const shown = shownIn(timeZone, instant);
  return `${sayDate(shown.slice(0, 10))}, at ${sayTime(shown)}`;
};

/** "Friday, May 2, at 5:00 PM EDT": a deadline has its zone, so that no one is an hour late. */
export const sayInstant = (timeZone: string, instant: Instant): string =>
  `${sayMoment(timeZone, instant)} ${clockAt(timeZone, Date.parse(instant)).name}`;

/** "May 2, 5:00 PM": for tables and histories. */
export const sayShort = (timeZone: string, instant: Instant): string => {
  const shown = shownIn(timeZone, instant);
  return `${monthOf(shown)} ${Number(shown.slice(8, 10))}, ${sayTime(shown)}`;
};

/** "October 11, 2027": the day on which a link stops working. */
export const sayLinkEnd = (timeZone: string, instant: Instant): string => {
  const shown = shownIn(timeZone, instant);
  return `${monthOf(shown)} ${Number(shown.slice(8, 10))}, ${Number(shown.slice(0, 4))}`;
};

/** "9:00 AM to 12:00 PM" of one day. */
export const sayHours = (timeZone: string, from: Instant, to: Instant): string =>
  `${sayTime(shownIn(timeZone, from))} to ${sayTime(shownIn(timeZone, to))}`;

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

/** Whether a month that `readMonth` read, or a year alone, begins after a date. */
export function isMonthAfter(month: string, date: CalendarDate): boolean {
  const index = monthNames.findIndex((name) => month.startsWith(name));
  const start = `${month.slice(-4)}-${String(Math.max(index, 0) + 1).padStart(2, '0')}`;
  return start > date.slice(0, 7);
}

/** Whether two dates contradict each other. A year alone agrees with each of its months. */
export function datesDiffer(one: string, other: string): boolean {
  const [a, b] = [readMonth(one) ?? one, readMonth(other) ?? other];
  const isYear = (text: string) => /^\d{4}$/.test(text);
  return isYear(a) || isYear(b) ? a.slice(-4) !== b.slice(-4) : a !== b;
}
