import { sayList } from '../domain/amounts.ts';
import type { CalendarDate } from '../domain/time.ts';
import type { Invitation, InvitationVersion, Invited } from './invitation.ts';
import { visitTimes } from './visit-times.ts';

/** Somebody who takes part in a visit: a school or its principal, or a facilitator. Without an address nobody is invited. */
export type Participant = { readonly name: string; readonly email?: string };

/** All that an invitation says of a visit. */
export type InvitedVisit = {
  readonly date: CalendarDate;
  /** Wall time in `timeZone`: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly visiting: readonly Participant[];
  readonly visited: Participant;
  readonly facilitator?: Participant;
  readonly organizer?: Invited;
  /** Where in the visited school; left out or empty: at its front desk. */
  readonly place?: string;
  /** What else the invitation says, a paragraph each. */
  readonly notes: readonly string[];
};

/**
 * The name of a visit in all calendars of the world. `id` stays the same when the visit moves, and has only letters, digits,
 * `.`, `-` and `_`; `domain` tells the visits of one deployment from those of all others.
 */
export const visitUid = (id: string, domain: string): string => `${id}@${domain}`;

/** One version of the invitation to a visit. */
export function invitationTo(visit: InvitedVisit, version: InvitationVersion): Invitation {
  const { visiting, visited, facilitator, organizer, notes } = visit;
  const present = [...visiting, visited, ...(facilitator ? [facilitator] : [])];
  const visitors = sayList(visiting.map(({ name }) => name));
  return {
    ...version,
    ...visitTimes(visit.timeZone, visit.date, visit.start, visit.durationMinutes),
    summary: `Visit: ${visitors} at ${visited.name}`,
    description: [
      `${visitors} ${visiting.length === 1 ? 'visits' : 'visit'} ${visited.name}.`,
      ...(facilitator ? [`Facilitator: ${facilitator.name}.`] : []),
      ...notes,
    ].join('\n\n'),
    place: visit.place ? `${visited.name}, ${visit.place}` : visited.name,
    ...(organizer ? { organizer } : {}),
    guests: present.flatMap(({ name, email }) => (email === undefined ? [] : [{ name, email }])),
  };
}
