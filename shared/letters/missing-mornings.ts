import { type CalendarDate, dateIn, daysBetween, plusDays, plusHours } from '../domain/base/time.ts';
import { type Cycle, endsOn, isSchoolDay, todayOf } from '../domain/program/cycle.ts';
import type { MissingLetter, Stretch } from './missing-letters.ts';
import type { SentKeys } from './sent-keys.ts';

const everyCycle = 'every-cycle';

const marksOf = (whose: string): string => `${whose}#morning#`;

/** The record of a morning whose letters all went out, or that had none. One morning covers every cycle, so it leaves one mark. */
export const morningKey = (date: CalendarDate): string => `${marksOf(everyCycle)}${date}#`;

/**
 * The school days in a stretch of time without a record of the morning's letters. Each day appears once, with the newest
 * cycle whose year includes it. `cycles` are in the order in which they opened.
 */
export function missingMornings(
  cycles: readonly Cycle[],
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const seenTo = morningsOnRecord(cycles, sent);
  const [first] = [...seenTo].sort();
  // Before the first mark, the service didn't exist.
  if (first === undefined) return [];
  const missed = new Map(
    cycles.flatMap((cycle) =>
      schoolDaysIn(stretch, cycle)
        .filter((day) => day > first && !seenTo.has(day))
        .map((day) => [day, cycle.id] as const),
    ),
  );
  return [...missed]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, about]) => ({ about, kind: 'morning', since: `${day}T12:00:00.000Z` }));
}

function schoolDaysIn(stretch: Stretch, cycle: Cycle): readonly CalendarDate[] {
  const from = todayOf(cycle, stretch.from);
  // A morning's letters may go out until noon.
  const until = todayOf(cycle, plusHours(stretch.until, -12));
  const days = Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, day) =>
    plusDays(from, day),
  );
  return days.filter((day) => isOfCycle(cycle, day) && isSchoolDay(cycle, day));
}

const isOfCycle = (cycle: Cycle, day: CalendarDate): boolean =>
  dateIn(cycle.program.timeZone, cycle.opensAt) <= day && day <= endsOn(cycle);

/** Until November 2026, a mark named the newest cycle of its day. Marks are kept for 400 days. */
function morningsOnRecord(cycles: readonly Cycle[], sent: SentKeys): ReadonlySet<CalendarDate> {
  const marks = [everyCycle, ...cycles.map(({ id }) => id)].map(marksOf);
  return new Set(marks.flatMap((mark) => sent.startingWith(mark).map((key) => key.slice(mark.length, -1))));
}
