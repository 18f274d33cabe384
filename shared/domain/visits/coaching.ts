import { type Change, isRefusal, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { type OffYear, whyOffYear } from './closures.ts';
import type { YearEvent } from './events.ts';
import { type CoachingPlan, type CoachingSession, changed, type VisitYear } from './visit-year.ts';

export type CoachingRefusal =
  | Refusal<'no-such-session' | 'session-cancelled' | 'day-over' | 'session-that-day'>
  | OffYear;

/** A session may be on a holiday. */
function whyNot(
  year: VisitYear,
  { date }: CoachingPlan,
  cycle: Cycle,
  now: Instant,
  own: number,
): CoachingRefusal | undefined {
  if (date <= todayOf(cycle, now)) return refuse('day-over');
  const isTaken = year.coaching.some(
    (other) => other.number !== own && other.state === 'booked' && other.date === date,
  );
  return isTaken ? refuse('session-that-day') : whyOffYear(cycle, date);
}

/** Schedules a session on a future weekday of the school year. Visits on that day have to move. */
export function bookCoaching(
  year: VisitYear,
  plan: CoachingPlan,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> | CoachingRefusal {
  const number = year.coaching.length + 1;
  const why = whyNot(year, plan, cycle, now, number);
  if (why) return why;
  const session: CoachingSession = { ...plan, number, sequence: 0, state: 'booked' };
  return withSession(year, session, 'coaching-booked', staff, now);
}

/** Changes the day, time, place, or title of an upcoming session. */
export function changeCoaching(
  year: VisitYear,
  number: number,
  plan: CoachingPlan,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> | CoachingRefusal {
  const session = sessionAhead(year, number, cycle, now);
  if (isRefusal(session)) return session;
  const why = whyNot(year, plan, cycle, now, number);
  if (why) return why;
  const changedSession = { ...session, ...plan, sequence: session.sequence + 1 };
  return withSession(year, changedSession, 'coaching-changed', staff, now);
}

export function cancelCoaching(
  year: VisitYear,
  number: number,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> | CoachingRefusal {
  const session = sessionAhead(year, number, cycle, now);
  if (isRefusal(session)) return session;
  const cancelled: CoachingSession = { ...session, state: 'cancelled', sequence: session.sequence + 1 };
  return withSession(year, cancelled, 'coaching-cancelled', staff, now);
}

/** The session with that number if it is upcoming, or why it can't be changed. */
function sessionAhead(
  year: VisitYear,
  number: number,
  cycle: Cycle,
  now: Instant,
): CoachingSession | CoachingRefusal {
  const session = year.coaching.find((one) => one.number === number);
  if (!session) return refuse('no-such-session');
  if (session.state === 'cancelled') return refuse('session-cancelled');
  return session.date <= todayOf(cycle, now) ? refuse('day-over') : session;
}

function withSession(
  year: VisitYear,
  session: CoachingSession,
  type: 'coaching-booked' | 'coaching-changed' | 'coaching-cancelled',
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> {
  const others = year.coaching.filter(({ number }) => number !== session.number);
  const coaching = [...others, session].sort((a, b) => a.number - b.number);
  const event = { type, session: session.number } as const;
  return changed({ ...year, coaching }, event, staff, now, `${session.title}, ${session.date}`);
}
