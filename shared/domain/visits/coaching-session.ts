import type { CalendarDate } from '../time.ts';

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
