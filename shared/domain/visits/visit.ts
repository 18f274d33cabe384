import type { CalendarDate, Instant } from '../time.ts';

/** Who comes from one school. */
export type Delegation = {
  readonly principal: boolean;
  /** How many of the instructional cabinet, and of the leadership team beside it. */
  readonly cabinet: number;
  readonly leadershipTeam: number;
  /** Names or tasks, as the school puts it; may be empty. */
  readonly remark: string;
};

/** A school asks for another day. */
export type DateProposal = {
  readonly school: string;
  readonly date: CalendarDate;
  readonly reason: string;
  readonly at: Instant;
};

/** What one school took from a visit, in two minutes. */
export type Reflection = {
  readonly school: string;
  /** 1 (not yet) to 4 (very). */
  readonly usefulness: number;
  readonly learned: string;
  readonly willTry: string;
  readonly at: Instant;
};

type Common = {
  /** Its number in the partnership, from 1 on; stays the same wherever the visit is moved. */
  readonly number: number;
  /** How often invitations to it have been changed: calendars take the highest. */
  readonly sequence: number;
  readonly date: CalendarDate;
  /** Wall time of the program: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  /** Ids of the schools that travel; several make it a joint visit. */
  readonly visiting: readonly string[];
  readonly visited: string;
  /** Where in the visited school, if not at its front desk; may be empty. */
  readonly place: string;
  /** What this visit is about, and what to look for; may be empty. */
  readonly theme: string;
  readonly lookFor: string;
  /** Who comes, by the school's id. */
  readonly delegations: Readonly<Record<string, Delegation>>;
};

/** A visit that is to be. At most one proposal of each school. */
export type BookedVisit = Common & { readonly state: 'booked'; readonly proposals: readonly DateProposal[] };

export type HeldVisit = Common & {
  readonly state: 'held';
  /** How many people came, by the school's id. */
  readonly attendance: Readonly<Record<string, number>>;
  /** The facilitator's, for staff. */
  readonly notes: string;
  readonly reflections: readonly Reflection[];
};

export type CancelledVisit = Common & { readonly state: 'cancelled'; readonly reason: string };

/** One school goes to see another of its partnership. */
export type Visit = BookedVisit | HeldVisit | CancelledVisit;

/** What a partnership works on in its visits. */
export type Arc = {
  /** Id of a focus area of the program. */
  readonly focusArea: string;
  readonly problemOfPractice: string;
  /** What should be different at the end of the year. */
  readonly goal: string;
};

/** Every school that takes part in a visit. */
export const schoolsIn = ({ visiting, visited }: Pick<Visit, 'visiting' | 'visited'>): readonly string[] => [
  visited,
  ...visiting,
];

export const isBooked = (visit: Visit): visit is BookedVisit => visit.state === 'booked';
export const isHeld = (visit: Visit): visit is HeldVisit => visit.state === 'held';
export const isCancelled = (visit: Visit): visit is CancelledVisit => visit.state === 'cancelled';

/** Visits that take up a day: those that are to be and those that were. */
export const standing = (visits: readonly Visit[]): readonly (BookedVisit | HeldVisit)[] =>
  visits.filter((visit) => visit.state !== 'cancelled');
