import { noted } from '#domain/base/change.ts';
import { type NamedStaff, ownershipOf, principalOf } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { AskedDay, FormerSchool, VisitEvent } from './events.ts';
import type { Partnership } from './partnership.ts';
import {
  type BookedVisit,
  type CancelledVisit,
  haveSameVisitors,
  isBooked,
  isSameMeeting,
  type Meeting,
  type PlannedVisit,
  schoolsIn,
  type Visit,
} from './visit.ts';

/** The default time of a newly scheduled visit. */
type Usual = Pick<Visit, 'start' | 'durationMinutes'>;

export const newVisit = (
  number: number,
  { date, visiting, visited }: Meeting,
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
 * A visit on another day or with other visitors. Its calendar entries are out of date. On another day, date requests
 * are too, and `askedBefore` answers them.
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

export const cancelled = ({ proposals: _, ...visit }: BookedVisit, reason: string): CancelledVisit => ({
  ...visit,
  state: 'cancelled',
  reason,
  sequence: visit.sequence + 1,
});

/** The dates that schools had requested for a visit that now moves or is canceled. */
export const askedBefore = ({
  proposals,
}: Pick<BookedVisit, 'proposals'>): { readonly asked?: readonly AskedDay[] } =>
  proposals.length === 0 ? {} : { asked: proposals.map(({ school, date }) => ({ school, date })) };

/**
 * Changes a partnership's visits to match a plan. A visit that the plan contains stays. A planned visit of the same
 * school on another day, or with other visitors, is the old visit moved: the earliest becomes the earliest. The rest
 * of the plan is new, and the rest of the scheduled visits are canceled. Past and canceled visits stay.
 */
export function settleVisits(
  visits: readonly Visit[],
  planned: readonly PlannedVisit[],
  usual: Usual,
  because: string,
): { readonly visits: readonly Visit[]; readonly events: readonly VisitEvent[] } {
  const left = [...planned];
  const settled = new Map<number, Visit>();
  const events: VisitEvent[] = [];
  const take = (isIt: (plan: PlannedVisit) => boolean): PlannedVisit | undefined => {
    const place = left.findIndex(isIt);
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  const open = () =>
    visits
      .filter(isBooked)
      .filter(({ number }) => !settled.has(number))
      .sort((a, b) => (a.date < b.date ? -1 : 1));
  // Every plan also contains the past visits.
  for (const held of visits.filter(({ state }) => state === 'held')) take(isSameMeeting(held));
  for (const visit of open()) if (take(isSameMeeting(visit))) settled.set(visit.number, visit);
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
  for (const visit of open()) {
    settled.set(visit.number, cancelled(visit, because));
    events.push({ type: 'visit-cancelled', visit: visit.number, ...askedBefore(visit) });
  }
  const first = nextNumber(visits);
  const added = left.map((plan, index) => newVisit(first + index, plan, usual));
  events.push(...added.map(({ number }): VisitEvent => ({ type: 'visit-booked', visit: number, because })));
  return { visits: [...visits.map((visit) => settled.get(visit.number) ?? visit), ...added], events };
}

const shareVisitors = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((id) => other.includes(id));

/**
 * Removes leaving schools from a partnership's visits. From `day`, visits to or from them are canceled, and joint
 * visits continue without them. For schools in `gone`, which are no longer in the partnership, the events record who
 * was in a visit.
 */
export function withoutSchools(
  visits: readonly Visit[],
  leaving: readonly string[],
  gone: readonly FormerSchool[],
  day: CalendarDate,
  reason: string,
): { readonly visits: readonly Visit[]; readonly events: readonly VisitEvent[] } {
  const events: VisitEvent[] = [];
  const left = visits.map((visit): Visit => {
    if (!isBooked(visit) || visit.date < day) return visit;
    const visiting = visit.visiting.filter((id) => !leaving.includes(id));
    const isAffected = visiting.length < visit.visiting.length || leaving.includes(visit.visited);
    if (!isAffected) return visit;
    const former = gone
      .filter(({ id }) => schoolsIn(visit).includes(id))
      .map((school) => ({
        id: school.id,
        name: school.name,
        reference: school.reference,
        contact: school.contact,
        ...ownershipOf(school),
        ...principalOf(school),
      }));
    const about = { visit: visit.number, ...(former.length > 0 ? { former } : {}) };
    if (visiting.length > 0 && !leaving.includes(visit.visited)) {
      events.push({ type: 'visit-changed', ...about });
      const proposals = visit.proposals.filter(({ school }) => !leaving.includes(school));
      return { ...visit, visiting, sequence: visit.sequence + 1, proposals };
    }
    const asked = visit.proposals.filter(({ school }) => gone.every(({ id }) => id !== school));
    events.push({ type: 'visit-cancelled', ...about, ...askedBefore({ proposals: asked }) });
    return cancelled(visit, reason);
  });
  return { visits: left, events };
}

/**
 * Visit events go into the history too. If a later commit overtakes this one, only the history still says who had to
 * be told.
 */
export const withEach = <P extends Partnership>(
  partnership: P,
  events: readonly VisitEvent[],
  { name }: NamedStaff,
  now: Instant,
  note?: string,
): P => events.reduce((standing, event) => noted(standing, now, name, event, note), partnership);
