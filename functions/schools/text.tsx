import { sayHours } from '#domain/base/time.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { visitTimes } from '#invitations/invitation.ts';

/** "9:00 AM to 12:00 PM" */
export function sayVisitHours(
  timeZone: string,
  { date, start, durationMinutes }: Pick<Visit, 'date' | 'start' | 'durationMinutes'>,
): string {
  const { startsAt, endsAt } = visitTimes(timeZone, date, start, durationMinutes);
  return sayHours(timeZone, startsAt, endsAt);
}

/** The visit's place, worded as in calendars: "P.S. 1, Room 204". */
export const sayPlace = (
  partnership: Partnership,
  { place, visited }: Pick<Visit, 'place' | 'visited'>,
): string => [nameOfSchool(partnership, visited), place].filter((part) => part !== '').join(', ');

/** Confirms a change on the next page. */
export const doneWords = {
  delegation: 'Saved.',
  proposal: 'Sent. Your facilitator will reply. Until then, the visit stays on its current date.',
  calendar: 'Your new calendar link is below.',
  reflection: 'Thank you! Your reflection is saved.',
};

/** The parameter that names the confirmation on the next page. */
export const done = (what: keyof typeof doneWords) => ({ done: what });
