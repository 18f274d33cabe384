import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant } from '../../shared/domain/time.ts';

/**
 * The moment at which the clocks of `timeZone` show `wallTime` (`2014-05-02T17:00`). A time that a change of the clocks
 * leaves out or repeats is no answer, as nobody could tell which is meant; nor is an unknown zone.
 */
export function instantOf(wallTime: string, timeZone: string): Instant | { readonly problem: string } {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime))
    return { problem: `“${wallTime}” (expected a date and time like 2027-05-07T17:00)` };
  try {
    const zoned = Temporal.PlainDateTime.from(wallTime, { overflow: 'reject' }).toZonedDateTime(timeZone, {
      disambiguation: 'reject',
    });
    return new Date(zoned.epochMilliseconds).toISOString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      problem: `“${wallTime}” doesn’t exist, or occurs twice, in ${timeZone} because of daylight saving time`,
    };
  }
}

/** The same for wall times that code made up; a time that does not exist is a bug there. */
export function instantAt(date: CalendarDate, clock: string, timeZone: string): Instant {
  const instant = instantOf(`${date}T${clock}`, timeZone);
  if (typeof instant !== 'string') throw new Error(instant.problem);
  return instant;
}
