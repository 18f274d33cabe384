import { type Change, type Creation, type HistoryEntry, noted } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { YearEvent } from './events.ts';

/** The details of a coaching session that staff decide. */
export type CoachingPlan = {
  readonly title: string;
  readonly date: CalendarDate;
  /** In the program's time zone: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly place: string;
};

/** A leadership coaching session for the principals of all schools in the cycle. */
export type CoachingSession = CoachingPlan & {
  /** Starts at 1 and stays the same if the session moves. */
  readonly number: number;
  /** How often its invitations have changed. */
  readonly sequence: number;
  readonly state: 'booked' | 'cancelled';
};

/** Where a closure applies: everywhere, in one region, or at one school by its ID. */
export type Whose =
  | { readonly kind: 'all' }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'school'; readonly school: string };

/** A day without visits for some schools, in addition to the calendar: snow, or a school's own event. */
export type LostDay = {
  readonly date: CalendarDate;
  readonly whose: Whose;
  /** The reason that schools read: "Snow". */
  readonly reason: string;
};

/** Days on which a facilitator attends no visits; weekdays are 1 (Monday) to 5. */
export type DaysOff = { readonly weekdays: readonly number[]; readonly dates: readonly CalendarDate[] };

/**
 * The parts of a cycle's year of visits that concern more than one partnership: closures, facilitators' days off, and
 * principal coaching.
 */
export type VisitYear = {
  readonly version: number;
  readonly cycleId: string;
  readonly lostDays: readonly LostDay[];
  /** By the facilitator's email address. */
  readonly daysOff: Readonly<Record<string, DaysOff>>;
  readonly coaching: readonly CoachingSession[];
  /** The number of each facilitator's current calendar link, by email address. Raising it revokes the earlier link. */
  readonly subscriptions: Readonly<Record<string, number>>;
  readonly creations?: readonly Creation[];
  readonly history: readonly HistoryEntry<YearEvent['type']>[];
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

/** Sets a facilitator's days off. */
export function setDaysOff(
  year: VisitYear,
  facilitator: string,
  { weekdays, dates }: DaysOff,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> {
  const own: DaysOff = { weekdays: [...new Set(weekdays)].sort(), dates: [...new Set(dates)].sort() };
  const daysOff = { ...year.daysOff, [facilitator]: own };
  return changed({ ...year, daysOff }, { type: 'days-off-set' }, staff, now, facilitator);
}

/** Gives a facilitator a new calendar link. The earlier link stops working. */
export function renewFacilitatorSubscription(
  year: VisitYear,
  facilitator: string,
  staff: NamedStaff,
  now: Instant,
): Change<VisitYear, YearEvent> {
  const subscriptions = {
    ...year.subscriptions,
    [facilitator]: (year.subscriptions[facilitator] ?? 0) + 1,
  };
  return changed({ ...year, subscriptions }, { type: 'subscription-renewed' }, staff, now, facilitator);
}

export function changed(
  year: VisitYear,
  event: YearEvent,
  staff: NamedStaff,
  now: Instant,
  note?: string,
): Change<VisitYear, YearEvent> {
  return { after: noted(year, now, staff.name, event, note), events: [event] };
}
