import { type Change, isRefusal, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { YearEvent } from './events.ts';
import { type CoachingPlan, type CoachingSession, changed, type VisitYear } from './visit-year.ts';

export type CoachingRefusal = 'no-such-session' | 'session-cancelled' | 'day-over' | 'session-that-day';

const whyNot = (
  year: VisitYear,
  { date }: CoachingPlan,
  today: CalendarDate,
  own: number,
): CoachingRefusal | undefined => {
  if (date <= today) return 'day-over';
  const isTaken = year.coaching.some(
    (other) => other.number !== own && other.state === 'booked' && other.date === date,
  );
  return isTaken ? 'session-that-day' : undefined;
};

/** Schedules a session on a future day. Visits on that day have to move. */
export function bookCoaching(
  year: VisitYear,
  plan: CoachingPlan,
  staff: NamedStaff,
  now: Instant,
  today: CalendarDate,
): Change<VisitYear, YearEvent> | Refusal<CoachingRefusal> {
  const number = year.coaching.length + 1;
  const why = whyNot(year, plan, today, number);
  if (why) return refuse(why);
  const session: CoachingSession = { ...plan, number, sequence: 0, state: 'booked' };
  return withSession(year, session, 'coaching-booked', staff, now);
}

/** Changes the day, time, place, or title of an upcoming session. */
export function changeCoaching(
  year: VisitYear,
  number: number,
  plan: CoachingPlan,
  staff: NamedStaff,
  now: Instant,
  today: CalendarDate,
): Change<VisitYear, YearEvent> | Refusal<CoachingRefusal> {
  const session = sessionAhead(year, number, today);
  if (isRefusal(session)) return session;
  const why = whyNot(year, plan, today, number);
  if (why) return refuse(why);
  const changedSession = { ...session, ...plan, sequence: session.sequence + 1 };
  return withSession(year, changedSession, 'coaching-changed', staff, now);
}

export function cancelCoaching(
  year: VisitYear,
  number: number,
  staff: NamedStaff,
  now: Instant,
  today: CalendarDate,
): Change<VisitYear, YearEvent> | Refusal<CoachingRefusal> {
  const session = sessionAhead(year, number, today);
  if (isRefusal(session)) return session;
  const cancelled: CoachingSession = { ...session, state: 'cancelled', sequence: session.sequence + 1 };
  return withSession(year, cancelled, 'coaching-cancelled', staff, now);
}

/** The session with that number if it is upcoming, or why it can't be changed. */
function sessionAhead(
  year: VisitYear,
  number: number,
  today: CalendarDate,
): CoachingSession | Refusal<CoachingRefusal> {
  const session = year.coaching.find((one) => one.number === number);
  if (!session) return refuse('no-such-session');
  if (session.state === 'cancelled') return refuse('session-cancelled');
  return session.date <= today ? refuse('day-over') : session;
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
