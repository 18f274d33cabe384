import { type Cycle, endsOn, isSchoolDay, todayOf } from '../domain/cycle.ts';
import { type CalendarDate, dateIn, daysBetween, plusDays, plusHours } from '../domain/time.ts';
import type { MissingLetter, SentKeys, Stretch } from './missing-letters.ts';

/** Under what a morning is on record once all its letters went out, or there were none to send. */
export const morningKey = (cycleId: string, date: CalendarDate): string => `${cycleId}#morning#${date}#`;

/** The school days in a stretch of time on which nobody saw to the letters of the morning. */
export function missingMornings(cycle: Cycle, sent: SentKeys, stretch: Stretch): readonly MissingLetter[] {
  const first = firstMorning(cycle, sent);
  // Before the first there was no service that could have missed one.
  if (first === undefined) return [];
  const from = todayOf(cycle, stretch.from);
  // A morning has until noon.
  const until = todayOf(cycle, plusHours(stretch.until, -12));
  const days = Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, day) =>
    plusDays(from, day),
  );
  return days
    .filter((day) => day > first && isOfCycle(cycle, day) && isSchoolDay(cycle, day))
    .filter((day) => !sent.has(morningKey(cycle.id, day)))
    .map((day) => ({ about: cycle.id, kind: 'morning', since: `${day}T12:00:00.000Z` }));
}

const isOfCycle = (cycle: Cycle, day: CalendarDate): boolean =>
  dateIn(cycle.program.timeZone, cycle.opensAt) <= day && day <= endsOn(cycle);

function firstMorning(cycle: Cycle, sent: SentKeys): CalendarDate | undefined {
  const prefix = `${cycle.id}#morning#`;
  const days = [...sent].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length, -1)] : []));
  return days.sort()[0];
}
