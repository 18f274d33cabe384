import { clockAt } from '#domain/base/clocks.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import { asSentence, sayList } from '#domain/base/wording.ts';
import { type NamedSchools, nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { isCancelled, type Visit } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { CoachingSession } from '#domain/visits/visit-year.ts';
import type { Invitation, InvitationVersion, Invited } from './icalendar.ts';

/** Local time: `09:00`. */
type WallTime = string;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The start and end of a visit, from its date and local start time in `timeZone`. A time that occurs twice when clocks go back
 * means the first. A time that clocks skip means an hour later.
 */
export function visitTimes(
  timeZone: string,
  date: CalendarDate,
  start: WallTime,
  durationMinutes: number,
): { readonly startsAt: Instant; readonly endsAt: Instant } {
  const startsAt = momentOf(timeZone, `${date}T${start}`);
  return {
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + durationMinutes * minuteMs).toISOString(),
  };
}

/** The instant of a local time such as `2027-10-04T09:00`, with clock changes as in `visitTimes`. */
export function momentOf(timeZone: string, local: string): Instant {
  const shownMs = Date.parse(`${local}:00Z`);
  const offsetMs = (atMs: number) => clockAt(timeZone, atMs).offsetMinutes * minuteMs;
  // The offset of the day before, then of the day after.
  const [before, after] = [shownMs - offsetMs(shownMs - dayMs), shownMs - offsetMs(shownMs + dayMs)];
  const shows = (atMs: number) => atMs + offsetMs(atMs) === shownMs;
  return new Date(!shows(before) && shows(after) ? after : before).toISOString();
}

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
