import { clockAt } from '../domain/clocks.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';

/** A time on a wall: `09:00`. */
type WallTime = string;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * When a visit begins and ends, of the day and the time that the clocks of `timeZone` show at its start. Where they are put
 * back and show a time twice, the first is meant; where they leave it out, the same moment is shown an hour on.
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

/** The moment at which clocks show what UTC's show at `shownMs`: by their offset of the day before, else of the day after. */
function momentShown(timeZone: string, shownMs: number): number {
  const offsetMs = (atMs: number) => clockAt(timeZone, atMs).offsetMinutes * minuteMs;
  const [before, after] = [shownMs - offsetMs(shownMs - dayMs), shownMs - offsetMs(shownMs + dayMs)];
  const shows = (atMs: number) => atMs + offsetMs(atMs) === shownMs;
  return !shows(before) && shows(after) ? after : before;
}
