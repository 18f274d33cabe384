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

/** The day that the clocks of a time zone show at an instant. */
export const dateIn = (timeZone: string, instant: Instant): CalendarDate =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

/** "Friday, May 2, 2014" */
export const sayDate = (date: CalendarDate): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date));

/** "Friday, May 2, 2014 at 5:00 PM EDT": always with the zone, so that nobody is late by an hour. */
export const sayInstant = (timeZone: string, instant: Instant): string => {
  const at = new Date(instant);
  const date = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone }).format(at);
  const time = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
  return `${date} at ${time.replaceAll('\u202f', ' ')}`;
};

/** "May 2, 2014, 5:00 PM": for dense tables, where the zone is said once above. */
export const sayShort = (timeZone: string, instant: Instant): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone })
    .format(new Date(instant))
    .replaceAll('\u202f', ' ');
