import type { CalendarDate } from '../domain/base/time.ts';
import { sayList } from '../domain/base/wording.ts';
import type { Invitation, InvitationVersion, Invited } from './invitation.ts';
import { visitTimes } from './visit-times.ts';

/** A school, its principal, or a facilitator in a visit. Only those with an address are invited. */
export type Participant = { readonly name: string; readonly email?: string };

/** The facts of a visit in an invitation. */
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
  /** The place in the visited school. Left out or empty: its front desk. */
  readonly place?: string;
  /** More paragraphs of the invitation. */
  readonly notes: readonly string[];
};

/**
 * The ID of a visit in every calendar. `id` stays the same when the visit moves and has only letters, digits, `.`, `-`, and
 * `_`. `domain` makes it unique to one deployment.
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
