import { needsRepair, type PairedSchool, type Partnership, schoolsOf } from '../partnership.ts';
import type { CalendarDate } from '../time.ts';
import type { PlannedVisit } from '../visit-plan/problem.ts';
import { type BookedVisit, isBooked, standing, type Visit } from './visit.ts';

/**
 * A school that withdrew keeps its place, and its visits their days, until a director has repaired the partnership. Until then such a
 * visit waits: nobody is reminded of it, nothing moves it, and it takes up no day.
 */

/** Ids of the schools that had withdrawn when a day came. */
const goneBy = (partnership: Partnership, date: CalendarDate): ReadonlySet<string> =>
  new Set(
    schoolsOf(partnership)
      // The day in UTC: a school that withdraws in the evening may still be counted in on the next day of the program.
      .filter(({ withdrawnAt }) => withdrawnAt !== undefined && withdrawnAt.slice(0, 10) <= date)
      .map(({ id }) => id),
  );

/**
 * A visit without the visitors that withdrew before it, and without the days that they asked for; undefined where nobody is left to visit, or to be visited. What was held stays
 * as it was.
 */
export function withoutWithdrawn<V extends Visit>(partnership: Partnership, visit: V): V | undefined {
  if (!isBooked(visit)) return visit;
  const gone = goneBy(partnership, visit.date);
  if (gone.size === 0) return visit;
  const visiting = visit.visiting.filter((id) => !gone.has(id));
  const proposals = visit.proposals.filter(({ school }) => !gone.has(school));
  return gone.has(visit.visited) || visiting.length === 0 ? undefined : { ...visit, visiting, proposals };
}

/** Whether a visit waits for a director, because of a school that withdrew. */
export const isWaiting = (partnership: Partnership, visit: Visit): boolean =>
  partnership.state === 'active' && withoutWithdrawn(partnership, visit) === undefined;

/** The visits of a partnership that take up a day, without visitors that withdrew and without those that wait. */
export const goingOn = (partnership: Partnership): readonly Exclude<Visit, { state: 'cancelled' }>[] =>
  standing(partnership.visits).flatMap((visit) => withoutWithdrawn(partnership, visit) ?? []);

/**
 * A plan of a partnership with what only a director may change: visits that wait stay as they are, and a joint visit that stays on its
 * day keeps the visitors that withdrew.
 */
export function withWaiting(
  partnership: Partnership,
  planned: readonly PlannedVisit[],
): readonly PlannedVisit[] {
  const left = partnership.visits.filter(isBooked);
  const kept = planned.map((plan) => {
    const place = left.findIndex((visit) => {
      const without = withoutWithdrawn(partnership, visit);
      return without !== undefined && isSame(plan, without);
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

type Between = Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>;

const isSame = (one: Between, other: Between): boolean =>
  one.date === other.date &&
  one.visited === other.visited &&
  one.visiting.length === other.visiting.length &&
  one.visiting.every((id) => other.visiting.includes(id));

/** A partnership that waits for a director, the schools that withdrew, and which visits to come wait with it. */
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
