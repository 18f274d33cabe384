import { clockAt } from '../domain/base/clocks.ts';
import type { CalendarDate, Instant } from '../domain/base/time.ts';

/** Local time: `09:00`. */
type WallTime = string;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The start and end of a visit, from its date and local start time in `timeZone`. A time that occurs twice when clocks go back
 * means the first. A time that clocks skip means an hour later.
 */
export function visitTimes(
  timeZone: string,
  date: CalendarDate,
  start: WallTime,
  durationMinutes: number,
): { readonly startsAt: Instant; readonly endsAt: Instant } {
  const startMs = momentShown(timeZone, Date.parse(`${date}T${start}:00Z`));
  return {
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(startMs + durationMinutes * minuteMs).toISOString(),
  };
}

/** The moment at which local clocks show the same as UTC at `shownMs`. Tries the offset of the day before, then of the day after. */
function momentShown(timeZone: string, shownMs: number): number {
  const offsetMs = (atMs: number) => clockAt(timeZone, atMs).offsetMinutes * minuteMs;
  const [before, after] = [shownMs - offsetMs(shownMs - dayMs), shownMs - offsetMs(shownMs + dayMs)];
  const shows = (atMs: number) => atMs + offsetMs(atMs) === shownMs;
  return !shows(before) && shows(after) ? after : before;
}
