import type { CalendarDate } from '../time.ts';

/** What is decided about a coaching session. */
export type CoachingPlan = {
  readonly title: string;
  readonly date: CalendarDate;
  /** Wall time of the program: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly place: string;
};

/** A session of leadership coaching for the principals of all schools in the cycle. */
export type CoachingSession = CoachingPlan & {
  /** From 1 on; stays the same wherever the session is moved. */
  readonly number: number;
  /** How often invitations to it have been changed. */
  readonly sequence: number;
  readonly state: 'booked' | 'cancelled';
};
