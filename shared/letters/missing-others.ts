import {
  type CalendarDate,
  dateIn,
  daysBetween,
  type Instant,
  plusDays,
  plusHours,
} from '#domain/base/time.ts';
import type { Committed } from '#domain/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { isBooked, type Visit } from '#domain/partnership/visit.ts';
import { type Cycle, endsOn, isSchoolDay, todayOf } from '#domain/program/cycle.ts';
import { type CallKind, callsFor } from '#domain/visits/reminders.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { momentOf } from '#invitations/invitation.ts';
import { ofYear, yearLetters } from './coaching-letters.ts';
import { type LetterKind, nowhere } from './letter.ts';
import { isIn, isOnRecord, type MissingLetter, type SentKeys, type Stretch } from './missing-letters.ts';
import { callsAfter } from './partnership-letters.ts';
import { changedAt } from './school-letter.ts';

const kinds: Readonly<Record<CallKind, LetterKind>> = {
  reminder: 'visit-reminder',
  reflection: 'reflection-request',
};

/**
 * The reminders and reflection requests that were due in a stretch of time and sent no letter. Their schedule was never set,
 * or its call never came. A call that was due before the visit got its date doesn't count.
 */
export function missingCalls(
  partnership: Partnership,
  cycle: Cycle,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  return partnership.visits.flatMap((visit) =>
    callsFor(partnership, visit, cycle).flatMap(({ call, due }) => {
      const since = momentOf(cycle.program.timeZone, due);
      const setAt = lastSet(partnership, visit, call.kind);
      if (setAt === undefined || setAt >= since || !isIn(stretch, since) || !wantsLetter(call.kind, visit))
        return [];
      const about = `${call.cycleId}-PARTNERSHIP-${call.host}-VISIT-${call.visit}`;
      const prefix = `${about}#${call.date}#${kinds[call.kind]}#`;
      return sent.startingWith(prefix).length > 0 ? [] : [{ about, kind: kinds[call.kind], since }];
    }),
  );
}

/** When a visit's call was last set, according to the history. */
const lastSet = ({ history }: Partnership, { number }: Visit, kind: CallKind): Instant | undefined =>
  history.findLast(
    ({ what, visit }) => callsAfter(what)?.sets.includes(kind) && (visit === undefined || visit === number),
  )?.at;

/** Everyone gets a reminder. A school that has reflected isn't asked again. */
const wantsLetter = (kind: CallKind, visit: Visit): boolean =>
  kind === 'reminder' || isBooked(visit) || (visit.state === 'held' && visit.reflections.length === 0);

/**
 * The coaching letters that should have gone out in a stretch of time and are not on record. The guests of a commit are not
 * stored. For the last commit, this checks each guest whose partnership hasn't changed since. For earlier commits, it checks
 * that at least one letter went out.
 */
export function missingCoaching(
  { aggregate: year, events }: Committed<'visit-year'>,
  cycle: Cycle,
  partnerships: readonly Partnership[],
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const last = year.history.at(-1);
  const unchanged = partnerships.filter((partnership) => changedAt(partnership) < (last?.at ?? ''));
  const due = last && isIn(stretch, last.at) ? events : [];
  const missing = due
    .flatMap((event) => yearLetters(event, { year, partnerships: unchanged }, { cycle, addresses: nowhere }))
    .filter((letter) => !isOnRecord(sent, letter))
    .map(({ key, kind }) => ({ about: key.split('#')[0] ?? '', kind, since: last?.at ?? '' }));
  return missing.length > 0 ? missing : commitsToldNobody(year, partnerships, sent, stretch);
}

/** The history doesn't name sessions, so only the number of commits can be compared with the record. */
function commitsToldNobody(
  { cycleId, history }: VisitYear,
  partnerships: readonly Partnership[],
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const about = `${cycleId}-COACHING`;
  const told = history.filter(
    ({ what, at }) => ofYear[what] !== 'none' && at < stretch.until && hasGuests(partnerships, at),
  );
  const since = told.at(-1)?.at;
  if (since === undefined || !isIn(stretch, since)) return [];
  const versions = new Set(sent.startingWith(`${about}-`).map((key) => key.split('#')[1]));
  return versions.size < told.length ? [{ about, kind: 'coaching', since }] : [];
}

const hasGuests = (partnerships: readonly Partnership[], at: string): boolean =>
  partnerships.some(({ state, formedAt }) => state === 'active' && formedAt < at);

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
