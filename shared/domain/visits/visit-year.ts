import { noted } from '../application.ts';
import { type Change, type Refusal, refuse } from '../change.ts';
import type { Event, HistoryEntry } from '../events.ts';
import type { NamedStaff } from '../person.ts';
import type { CalendarDate, Instant } from '../time.ts';
import type { CoachingSession } from './coaching-session.ts';

/** Who loses a day: everybody, one region, or one school by its id. */
export type Whose =
  | { readonly kind: 'all' }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'school'; readonly school: string };

/** A day on which some schools cannot have visits beyond those that the calendar takes: snow, or a school's own event. */
export type LostDay = {
  readonly date: CalendarDate;
  readonly whose: Whose;
  /** What visits on it are told: "Snow". */
  readonly reason: string;
};

/** Days on which a facilitator accompanies no visit; weekdays 1 (Monday) to 5. */
export type DaysOff = { readonly weekdays: readonly number[]; readonly dates: readonly CalendarDate[] };

/**
 * What is true of a whole cycle's year of visits and of no single partnership: days lost, facilitators' days off, and the
 * coaching of all principals.
 */
export type VisitYear = {
  readonly version: number;
  readonly cycleId: string;
  readonly lostDays: readonly LostDay[];
  /** By the facilitator's address. */
  readonly daysOff: Readonly<Record<string, DaysOff>>;
  readonly coaching: readonly CoachingSession[];
  /** Which subscription address of a facilitator is good: raised to revoke the one before; by their address. */
  readonly subscriptions: Readonly<Record<string, number>>;
  readonly history: readonly HistoryEntry[];
};

export const emptyVisitYear = (cycleId: string): VisitYear => ({
  version: 0,
  cycleId,
  lostDays: [],
  daysOff: {},
  coaching: [],
  subscriptions: {},
  history: [],
});

export const noDaysOff: DaysOff = { weekdays: [], dates: [] };

const isSame = (one: Whose, other: Whose): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Loses a day. The visits on it are moved by whoever says so: see `repairYear`. */
export function loseDay(
  year: VisitYear,
  day: LostDay,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear> | Refusal<'already-lost'> {
  if (year.lostDays.some(({ date, whose }) => date === day.date && isSame(whose, day.whose)))
    return refuse('already-lost');
  const lostDays = [...year.lostDays, day].sort((a, b) => (a.date < b.date ? -1 : 1));
  return changed({ ...year, lostDays }, { type: 'day-lost' }, staff, now, `${day.date}: ${day.reason}`);
}

/** Takes a lost day back: it can have visits again, and those that were moved from it stay where they are. */
export function regainDay(
  year: VisitYear,
  date: CalendarDate,
  whose: Whose,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear> | Refusal<'not-lost'> {
  const lostDays = year.lostDays.filter((day) => day.date !== date || !isSame(day.whose, whose));
  if (lostDays.length === year.lostDays.length) return refuse('not-lost');
  return changed({ ...year, lostDays }, { type: 'day-regained' }, staff, now, date);
}

/** Says on which days a facilitator accompanies no visit. */
export function setDaysOff(
  year: VisitYear,
  facilitator: string,
  { weekdays, dates }: DaysOff,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear> {
  const own: DaysOff = { weekdays: [...new Set(weekdays)].sort(), dates: [...new Set(dates)].sort() };
  const daysOff = { ...year.daysOff, [facilitator]: own };
  return changed({ ...year, daysOff }, { type: 'days-off-set' }, staff, now, facilitator);
}

/** Gives a facilitator a new subscription address; the one before shows nothing any more. */
export function renewFacilitatorSubscription(
  year: VisitYear,
  facilitator: string,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear> {
  const subscriptions = {
    ...year.subscriptions,
    [facilitator]: (year.subscriptions[facilitator] ?? 0) + 1,
  };
  return changed({ ...year, subscriptions }, { type: 'subscription-renewed' }, staff, now, facilitator);
}

export function changed(
  year: VisitYear,
  event: Event,
  staff: NamedStaff,
  now: Instant,
  note?: string,
): Change<VisitYear> {
  return { after: noted(year, now, staff.name, event, note), events: [event] };
}
