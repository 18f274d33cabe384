import { clockAt } from './clocks.ts';

/** A moment in UTC, ISO 8601 with milliseconds, so that text order is time order: `2014-05-02T21:00:00.000Z`. */
export type Instant = string;

/** A day without time or zone: `2014-05-02`. */
export type CalendarDate = string;

const dayMs = 24 * 60 * 60 * 1000;

export const plusHours = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * 60 * 60 * 1000).toISOString();

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
const monthOf = (date: CalendarDate): string => monthNames[Number(date.slice(5, 7)) - 1] ?? '';

/** "Friday, May 2, 2014" */
export const sayDate = (date: CalendarDate): string =>
  `${weekdays[new Date(date).getUTCDay()]}, ${monthOf(date)} ${Number(date.slice(8, 10))}, ${Number(date.slice(0, 4))}`;

/** "May 2", as a chart says it below its axis; longer months lose their end: "Sep 2". */
export const sayShortDate = (date: CalendarDate): string =>
  `${monthOf(date).slice(0, 3)} ${Number(date.slice(8, 10))}`;

/** "5:00 PM" of `2014-05-02T17:00:00.000Z`. */
const sayTime = (shown: string): string => sayWallTime(shown.slice(11, 16));

/** "9:00 AM" of `09:00`. */
export const sayWallTime = (time: string): string => {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}:${time.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`;
};

/** "Friday, May 2, 2014 at 5:00 PM EDT": always with the zone, so that nobody is late by an hour. */
export const sayInstant = (timeZone: string, instant: Instant): string => {
  const shown = shownIn(timeZone, instant);
  const { name } = clockAt(timeZone, Date.parse(instant));
  return `${sayDate(shown.slice(0, 10))} at ${sayTime(shown)} ${name}`;
};

/** "9:00 AM to 12:00 PM EDT": hours of one day, with the zone. */
export const sayHours = (timeZone: string, from: Instant, to: Instant): string =>
  `${sayTime(shownIn(timeZone, from))} to ${sayTime(shownIn(timeZone, to))} ${clockAt(timeZone, Date.parse(to)).name}`;

/** "May 2, 2014, 5:00 PM": for dense tables, where the zone is said once above. */
export const sayShort = (timeZone: string, instant: Instant): string => {
  const shown = shownIn(timeZone, instant);
  return `${sayShortDate(shown)}, ${shown.slice(0, 4)}, ${sayTime(shown)}`;
};
