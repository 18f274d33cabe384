import type { AskedDay, Event } from '../events.ts';
import type { PlannedVisit } from '../visit-plan/problem.ts';
import { type BookedVisit, isBooked, type Visit } from './visit.ts';

/** What a visit is when it is booked for the first time. */
export type Usual = Pick<Visit, 'start' | 'durationMinutes'>;

export const newVisit = (
  number: number,
  { date, visiting, visited }: Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>,
  { start, durationMinutes }: Usual,
): BookedVisit => ({
  state: 'booked',
  number,
  sequence: 0,
  date,
  start,
  durationMinutes,
  visiting,
  visited,
  place: '',
  theme: '',
  lookFor: '',
  delegations: {},
  proposals: [],
});

export const nextNumber = (visits: readonly Visit[]): number =>
  Math.max(0, ...visits.map(({ number }) => number)) + 1;

/**
 * A visit on another day, or with other visitors: what calendars hold of it is out of date, and on another day so is what schools
 * proposed, which `askedBefore` then answers.
 */
export const onAnotherDay = (
  visit: BookedVisit,
  to: Pick<PlannedVisit, 'date' | 'visiting'>,
): BookedVisit => ({
  ...visit,
  date: to.date,
  visiting: to.visiting,
  sequence: visit.sequence + 1,
  proposals:
    to.date === visit.date
      ? visit.proposals.filter(({ school }) => school === visit.visited || to.visiting.includes(school))
      : [],
});

/** The days that schools had asked for in the place of that of a visit which now moves away from it, or is cancelled. */
export const askedBefore = ({
  proposals,
}: Pick<BookedVisit, 'proposals'>): { readonly asked?: readonly AskedDay[] } =>
  proposals.length === 0 ? {} : { asked: proposals.map(({ school, date }) => ({ school, date })) };

/**
 * Brings a partnership's visits to a plan of its own. A visit that is planned as it is stays; one that is planned for other days, or for
 * other visitors of the same school, is the same visit moved, the earliest to the earliest; what is then left of the plan is
 * new, and what is left of the booked visits is cancelled. Those that were held or cancelled stay.
 */
export function settleVisits(
  visits: readonly Visit[],
  planned: readonly PlannedVisit[],
  usual: Usual,
  because: string,
): { readonly visits: readonly Visit[]; readonly events: readonly Event[] } {
  const left = [...planned];
  const settled = new Map<number, Visit>();
  const events: Event[] = [];
  const take = (isIt: (plan: PlannedVisit) => boolean): PlannedVisit | undefined => {
    const place = left.findIndex(isIt);
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  const open = () =>
    visits
      .filter(isBooked)
      .filter(({ number }) => !settled.has(number))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  // Held visits are in every plan, too.
  for (const held of visits.filter(({ state }) => state === 'held')) take(isOnSameDay(held));
  for (const visit of open()) if (take(isOnSameDay(visit))) settled.set(visit.number, visit);
  for (const isLike of [haveSameVisitors, shareVisitors])
    for (const visit of open()) {
      const to = take((plan) => plan.visited === visit.visited && isLike(plan.visiting, visit.visiting));
      if (!to) continue;
      settled.set(visit.number, onAnotherDay(visit, to));
      const gone = visit.visiting.filter((id) => !to.visiting.includes(id));
      const without = gone.length > 0 ? { without: gone } : {};
      const asked = to.date === visit.date ? {} : askedBefore(visit);
      const about = { visit: visit.number, from: visit.date, because };
      events.push({ type: 'visit-moved', ...about, ...without, ...asked });
    }
  for (const booked of open()) {
    const { proposals: _, ...visit } = booked;
    settled.set(visit.number, {
      ...visit,
      state: 'cancelled',
      reason: because,
      sequence: visit.sequence + 1,
    });
    events.push({ type: 'visit-cancelled', visit: visit.number, ...askedBefore(booked) });
  }
  const first = nextNumber(visits);
  const added = left.map((plan, index) => newVisit(first + index, plan, usual));
  events.push(...added.map(({ number }): Event => ({ type: 'visit-booked', visit: number, because })));
  return { visits: [...visits.map((visit) => settled.get(visit.number) ?? visit), ...added], events };
}

type Between = Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>;

const isOnSameDay =
  (one: Between) =>
  (other: Between): boolean =>
    one.date === other.date &&
    one.visited === other.visited &&
    haveSameVisitors(one.visiting, other.visiting);

const haveSameVisitors = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

const shareVisitors = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((id) => other.includes(id));
