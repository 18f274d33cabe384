import type { Instant } from '../domain/base/time.ts';
import { asSentence } from '../domain/base/wording.ts';
import { type NamedSchools, nameOfSchool, type Partnership } from '../domain/partnership/partnership.ts';
import { isCancelled, type Visit } from '../domain/partnership/visit.ts';
import type { Cycle } from '../domain/program/cycle.ts';
import type { CoachingSession } from '../domain/visits/visit-year.ts';
import type { Invitation, Invited } from './invitation.ts';
import { invitationTo, visitUid } from './visit-invitation.ts';
import { visitTimes } from './visit-times.ts';

/** The cycle and domain of invitations, and the moment of the decision behind them. */
type Inviting = { readonly cycle: Cycle; readonly domain: string; readonly writtenAt: Instant };

/** The part of a partnership that an invitation needs: its schools, former ones included, and its facilitator. */
export type NamedPartnership = Pick<Partnership, 'cycleId'> &
  NamedSchools & { readonly facilitator: { readonly name: string } };

/** Calendars reply to the program's own address, because people read that inbox. */
const organizerOf = ({ program }: Cycle): Invited => ({ name: program.name, email: program.contactEmail });

/**
 * A partnership's visit in a calendar. `guest` is the recipient. The others are named, but their addresses aren't shared. A
 * calendar file has no guest.
 */
export function visitOfPartnership(
  partnership: NamedPartnership,
  visit: Visit,
  guest: Invited | undefined,
  { cycle, domain, writtenAt }: Inviting,
): Invitation {
  const { cycleId, host, facilitator } = partnership;
  const invitation = invitationTo(
    {
      date: visit.date,
      start: visit.start,
      durationMinutes: visit.durationMinutes,
      timeZone: cycle.program.timeZone,
      visiting: visit.visiting.map((id) => ({ name: nameOfSchool(partnership, id) })),
      visited: { name: nameOfSchool(partnership, visit.visited) },
      facilitator: { name: facilitator.name },
      organizer: organizerOf(cycle),
      place: visit.place,
      notes: notesOf(visit),
    },
    {
      uid: visitUid(`${cycleId}-${host.id}-${visit.number}`, domain),
      sequence: visit.sequence,
      writtenAt,
    },
  );
  return { ...invitation, guests: guest ? [guest] : [], isCancelled: isCancelled(visit) };
}

const notesOf = (visit: Visit): readonly string[] => [
  ...(isCancelled(visit) ? [asSentence(`Canceled: ${visit.reason}`)] : []),
  ...(visit.theme === '' ? [] : [`Theme: ${visit.theme}`]),
  ...(visit.lookFor === '' ? [] : [`What to look for: ${visit.lookFor}`]),
];

/** A coaching session in a calendar. See `visitOfPartnership`. */
export const coachingInvitation = (
  session: CoachingSession,
  guest: Invited | undefined,
  { cycle, domain, writtenAt }: Inviting,
): Invitation => ({
  uid: visitUid(`${cycle.id}-coaching-${session.number}`, domain),
  sequence: session.sequence,
  writtenAt,
  ...visitTimes(cycle.program.timeZone, session.date, session.start, session.durationMinutes),
  summary: `Coaching: ${session.title}`,
  description: `Leadership coaching for principals at all ${cycle.program.name} schools.`,
  ...(session.place === '' ? {} : { place: session.place }),
  organizer: organizerOf(cycle),
  guests: guest ? [guest] : [],
  isCancelled: session.state === 'cancelled',
});
