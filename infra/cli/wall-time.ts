import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant } from '#domain/base/time.ts';

/**
 * The instant when the clocks of `timeZone` show `wallTime` (`2027-05-07T17:00`). A time that a clock change
 * skips or repeats is a problem, because it is ambiguous. So is an unknown zone.
 */
export function instantOf(wallTime: string, timeZone: string): Instant | { readonly problem: string } {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime))
    return { problem: `“${wallTime}” (expected a date and time like 2027-05-07T17:00)` };
  const local = unlessOutOfRange(() => Temporal.PlainDateTime.from(wallTime, { overflow: 'reject' }));
  if (!local) return { problem: `“${wallTime}” isn’t a real date and time` };
  const zoned = unlessOutOfRange(() => local.toZonedDateTime(timeZone, { disambiguation: 'reject' }));
  return zoned
    ? new Date(zoned.epochMilliseconds).toISOString()
    : {
        problem: `“${wallTime}” doesn’t exist, or occurs twice, in ${timeZone} because of daylight saving time`,
      };
}

function unlessOutOfRange<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** The same for wall times made up by code. There, a time that doesn't exist is a bug. */
export function instantAt(date: CalendarDate, clock: string, timeZone: string): Instant {
  const instant = instantOf(`${date}T${clock}`, timeZone);
  if (typeof instant !== 'string') throw new Error(instant.problem);
  return instant;
}
