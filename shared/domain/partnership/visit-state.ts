import { type Refusal, refuse } from '#domain/base/change.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { needsRepair, type PairedSchool, type Partnership, schoolsOf } from './partnership.ts';
import {
  type BookedVisit,
  isBooked,
  isOver,
  isSameMeeting,
  type PlannedVisit,
  standing,
  type Visit,
} from './visit.ts';

/**
 * A school that withdrew keeps its place, and its visits keep their days, until a director decides what happens next.
 * Until then, the visits are on hold: there are no reminders, nothing moves them, and they occupy no day.
 */

/** IDs of the schools that had withdrawn by a date. */
const goneBy = (partnership: Partnership, date: CalendarDate): ReadonlySet<string> =>
  new Set(
    schoolsOf(partnership)
      // The date is in UTC, so a school that withdraws in the evening may still count on the next day.
      .filter(({ withdrawnAt }) => withdrawnAt !== undefined && withdrawnAt.slice(0, 10) <= date)
      .map(({ id }) => id),
  );

/**
 * A visit without the visitors that withdrew before it and without their date requests; undefined if no school is
 * left on one side. Past visits stay as they are.
 */
export function withoutWithdrawn<V extends Visit>(partnership: Partnership, visit: V): V | undefined {
  if (!isBooked(visit)) return visit;
  const gone = goneBy(partnership, visit.date);
  if (gone.size === 0) return visit;
  const visiting = visit.visiting.filter((id) => !gone.has(id));
  const proposals = visit.proposals.filter(({ school }) => !gone.has(school));
  return gone.has(visit.visited) || visiting.length === 0 ? undefined : { ...visit, visiting, proposals };
}

/** Whether a visit is on hold because a school withdrew. */
export const isWaiting = (partnership: Partnership, visit: Visit): boolean =>
  partnership.state === 'active' && withoutWithdrawn(partnership, visit) === undefined;

/** A partnership's visits that occupy a day, without visits on hold and without visitors that withdrew. */
export const goingOn = (partnership: Partnership): readonly Exclude<Visit, { state: 'cancelled' }>[] =>
  standing(partnership.visits).flatMap((visit) => withoutWithdrawn(partnership, visit) ?? []);

/**
 * Adds to a plan what only a director may change: visits on hold stay, and a joint visit that keeps its day keeps the
 * visitors that withdrew.
 */
export function withWaiting(
  partnership: Partnership,
  planned: readonly PlannedVisit[],
): readonly PlannedVisit[] {
  const left = partnership.visits.filter(isBooked);
  const kept = planned.map((plan) => {
    const place = left.findIndex((visit) => {
      const without = withoutWithdrawn(partnership, visit);
      return without !== undefined && isSameMeeting(plan)(without);
    });
    const [visit] = place < 0 ? [] : left.splice(place, 1);
    return visit ? { ...plan, visiting: visit.visiting } : plan;
  });
  const { host, facilitator } = partnership;
  const waiting = partnership.visits
    .filter((visit) => isWaiting(partnership, visit))
    .map(({ date, visiting, visited }) => ({
      ...{ partnership: host.id, facilitator: facilitator.email },
      ...{ date, visiting, visited },
    }));
  return [...kept, ...waiting];
}

/** A partnership with schools that withdrew, and its upcoming visits that are on hold. */
export type Withdrawal = {
  readonly partnership: Partnership;
  readonly schools: readonly PairedSchool[];
  readonly waiting: readonly BookedVisit[];
};

export const withdrawalsIn = (
  partnerships: readonly Partnership[],
  today: CalendarDate,
): readonly Withdrawal[] =>
  partnerships.filter(needsRepair).map((partnership) => ({
    partnership,
    schools: schoolsOf(partnership).filter(({ withdrawnAt }) => withdrawnAt !== undefined),
    waiting: partnership.visits
      .filter(isBooked)
      .filter((visit) => visit.date >= today && isWaiting(partnership, visit)),
  }));

/**
 * A visit's status on a day. A booked visit may be on hold, or be over and need notes. Notes are no longer needed once its
 * partnership has ended.
 */
export type VisitStanding = Visit['state'] | 'waiting' | 'to-note' | 'not-noted';

export const standingNames: Readonly<Record<VisitStanding, string>> = {
  booked: 'Scheduled',
  waiting: 'On hold',
  'to-note': 'Needs notes',
  'not-noted': 'No notes',
  held: 'Happened',
  cancelled: 'Canceled',
};

export function visitStanding(partnership: Partnership, visit: Visit, today: CalendarDate): VisitStanding {
  if (visit.state !== 'booked') return visit.state;
  if (visit.date < today) return partnership.state === 'active' ? 'to-note' : 'not-noted';
  return isWaiting(partnership, visit) ? 'waiting' : 'booked';
}

export type VisitRefusal = 'ended' | 'no-such-visit' | 'not-booked' | 'waiting' | 'over';

/** The visit with that number if it is scheduled, or why it can't be changed. */
export function bookedVisit(partnership: Partnership, number: number): BookedVisit | Refusal<VisitRefusal> {
  const visit = partnership.visits.find((one) => one.number === number);
  if (!visit) return refuse('no-such-visit');
  if (partnership.state !== 'active') return refuse('ended');
  return isBooked(visit) ? visit : refuse('not-booked');
}

/**
 * The same, only for an upcoming visit that is not on hold. Visits on hold are for a director to change, and past
 * visits can only get notes.
 */
export function comingVisit(
  partnership: Partnership,
  number: number,
  cycle: Pick<Cycle, 'program'>,
  now: Instant,
): BookedVisit | Refusal<VisitRefusal> {
  const visit = bookedVisit(partnership, number);
  if ('refused' in visit) return visit;
  if (isOver(visit, cycle, now)) return refuse('over');
  return isWaiting(partnership, visit) ? refuse('waiting') : visit;
}
