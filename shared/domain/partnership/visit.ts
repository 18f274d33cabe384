import { type CalendarDate, type Instant, shownIn } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';

/** One school's team for a visit. */
export type Delegation = {
  readonly principal: boolean;
  /** How many people from the instructional cabinet, and how many others from the leadership team. */
  readonly cabinet: number;
  readonly leadershipTeam: number;
  /** Names or tasks, in the school's words; may be empty. */
  readonly remark: string;
};

/** A school's request for another date. */
export type DateProposal = {
  readonly school: string;
  readonly date: CalendarDate;
  readonly reason: string;
  readonly at: Instant;
};

/** One school's reflection on a visit. */
export type Reflection = {
  readonly school: string;
  /** 1 (not useful yet) to 4 (very useful). */
  readonly usefulness: number;
  readonly learned: string;
  readonly willTry: string;
  readonly at: Instant;
};

type Common = {
  /** Its number in the partnership, from 1. It stays the same if the visit moves. */
  readonly number: number;
  /** How often its invitations have changed. Calendars keep the highest. */
  readonly sequence: number;
  readonly date: CalendarDate;
  /** In the program's time zone: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  /** IDs of the visiting schools. Several make it a joint visit. */
  readonly visiting: readonly string[];
  readonly visited: string;
  /** The place in the visited school, if it isn't the front desk; may be empty. */
  readonly place: string;
  /** The theme, and what to look for; may be empty. */
  readonly theme: string;
  readonly lookFor: string;
  /** Who is coming, by school ID. */
  readonly delegations: Readonly<Record<string, Delegation>>;
};

/** The time, the length, and the place, which change together. */
export type VisitDetails = Pick<Common, 'start' | 'durationMinutes' | 'place'>;

/** A scheduled visit. Each school has at most one open request. */
export type BookedVisit = Common & { readonly state: 'booked'; readonly proposals: readonly DateProposal[] };

export type HeldVisit = Common & {
  readonly state: 'held';
  /** How many people came, by school ID. */
  readonly attendance: Readonly<Record<string, number>>;
  /** The facilitator's notes, for staff only. */
  readonly notes: string;
  readonly reflections: readonly Reflection[];
};

export type CancelledVisit = Common & { readonly state: 'cancelled'; readonly reason: string };

/** One or more schools visit another school of their partnership. */
export type Visit = BookedVisit | HeldVisit | CancelledVisit;

/** A partnership's learning focus. */
export type Arc = {
  /** ID of a focus area of the program. */
  readonly focusArea: string;
  readonly problemOfPractice: string;
  /** The wanted result at the end of the year. */
  readonly goal: string;
};

/** Every school in a visit. */
export const schoolsIn = ({ visiting, visited }: Pick<Visit, 'visiting' | 'visited'>): readonly string[] => [
  visited,
  ...visiting,
];

export const isBooked = (visit: Visit): visit is BookedVisit => visit.state === 'booked';
export const isHeld = (visit: Visit): visit is HeldVisit => visit.state === 'held';
export const isCancelled = (visit: Visit): visit is CancelledVisit => visit.state === 'cancelled';

/** Visits that occupy a day: scheduled and past ones, without canceled ones. */
export const standing = (visits: readonly Visit[]): readonly (BookedVisit | HeldVisit)[] =>
  visits.filter((visit) => visit.state !== 'cancelled');

type Hours = Pick<Visit, 'date' | 'start' | 'durationMinutes'>;

/** When a visit ends, in the program's time zone: `12:00`. */
export function endOf({ start, durationMinutes }: Pick<Hours, 'start' | 'durationMinutes'>): string {
  const [hour = '0', minute = '0'] = start.split(':');
  const end = Number(hour) * 60 + Number(minute) + durationMinutes;
  return [Math.floor(end / 60) % 24, end % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Whether a visit has ended, in the program's time zone. */
export const isOver = (visit: Hours, { program }: Pick<Cycle, 'program'>, now: Instant): boolean =>
  shownIn(program.timeZone, now).slice(0, 16) >= `${visit.date}T${endOf(visit)}`;

/** One visit: who travels, who is visited, and when. Several visiting schools make it a joint visit. */
export type PlannedVisit = {
  readonly partnership: string;
  readonly date: CalendarDate;
  readonly visiting: readonly string[];
  readonly visited: string;
  readonly facilitator: string;
};

/** A visit of certain schools on a day. */
export type Meeting = Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>;

export const haveSameVisitors = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** Whether two visits are on one day between the same schools. A school is in one partnership only. */
export const isSameMeeting =
  (one: Meeting) =>
  (other: Meeting): boolean =>
    one.date === other.date &&
    one.visited === other.visited &&
    haveSameVisitors(one.visiting, other.visiting);
