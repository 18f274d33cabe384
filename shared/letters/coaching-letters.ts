import { sayDate } from '#domain/base/time.ts';
import { type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import type { CoachingSession, VisitYear } from '#domain/visits/visit-year.ts';
import type { Invited } from '#invitations/icalendar.ts';
import { coachingInvitation } from '#invitations/invitation.ts';
import {
  type Block,
  type Letter,
  type LetterContext,
  letterKey,
  letterOf,
  paragraph,
  rows,
} from './letter.ts';
import { type LettersOf, writing } from './letters-of.ts';
import { sayWhen } from './visit-rows.ts';

/** A change to a coaching session. */
type CoachingEvent = Extract<YearEvent, { readonly session: number }>;

/** A year, and the partnerships whose people are invited to its sessions. */
type YearOfAll = { readonly year: VisitYear; readonly partnerships: readonly Partnership[] };

/**
 * Invites every principal and facilitator of an active partnership to a coaching session, or tells them of a change. A person
 * who leads two schools gets one letter.
 */
function coachingLetters(
  { year, partnerships }: YearOfAll,
  context: LetterContext,
  { type, session: number }: CoachingEvent,
): readonly Letter[] | undefined {
  const session = year.coaching.find((one) => one.number === number);
  const writtenAt = year.history.at(-1)?.at;
  if (!session || writtenAt === undefined) return undefined;
  const { cycle, addresses } = context;
  return guestsOf(partnerships).map(({ greeting, isPrincipal, ...guest }) => {
    const words = wordsOf(type, session, greeting, cycle.program.contactEmail);
    return letterOf(context, {
      key: letterKey(`${cycle.id}-COACHING-${number}`, year.version, 'coaching', guest.email),
      kind: 'coaching',
      to: guest.email,
      subject: words.subject,
      body: [
        paragraph(`${greeting} ${guest.name},`),
        ...words.opening,
        sessionRows(session, context),
        ...words.closing,
      ],
      why: `You’re receiving this email because you’re ${isPrincipal ? 'the principal of a school' : reasonOf[greeting]} in ${cycle.program.name}.${greeting === 'Dear' && !isPrincipal ? ' If you’re not the principal, please forward it to them.' : ''}`,
      calendar: {
        method: session.state === 'cancelled' ? 'CANCEL' : 'REQUEST',
        invitation: coachingInvitation(session, guest, { cycle, domain: addresses.domain, writtenAt }),
      },
    });
  });
}

type Words = {
  readonly subject: string;
  readonly opening: readonly Block[];
  readonly closing: readonly Block[];
};

const ifVisit: Readonly<Record<Guest['greeting'], string>> = {
  Dear: 'we’ll move it and email you the new date.',
  Hello: 'it needs a new date. You’ll find it on your Visits page under “Needs attention.”',
};

function wordsOf(
  type: CoachingEvent['type'],
  { date }: CoachingSession,
  greeting: Guest['greeting'],
  contactEmail: string,
): Words {
  const onThatDay = [
    paragraph(`We don’t hold visits on coaching days. If you have a visit that day, ${ifVisit[greeting]}`),
    paragraph(`If you can’t attend, email ${contactEmail}.`),
  ];
  switch (type) {
    case 'coaching-booked':
      return {
        subject: `Coaching: ${sayDate(date)}`,
        opening: [paragraph('You’re invited to leadership coaching for principals at all schools:')],
        closing: [paragraph('Accept the attached invitation to add it to your calendar.'), ...onThatDay],
      };
    case 'coaching-changed':
      return {
        subject: `Updated: coaching on ${sayDate(date)}`,
        opening: [paragraph('We’ve changed this leadership coaching session. Here are the new details:')],
        closing: [
          paragraph('Accept the attached invitation to update your calendar. It replaces the earlier one.'),
          ...onThatDay,
        ],
      };
    case 'coaching-cancelled':
      return {
        subject: `Canceled: coaching on ${sayDate(date)}`,
        opening: [paragraph('This leadership coaching session is canceled:')],
        closing: [
          paragraph('This email should remove it from your calendar. If it’s still there, delete it.'),
        ],
      };
  }
}

const sessionRows = (session: CoachingSession, context: LetterContext): Block =>
  rows(session.title, [
    { question: 'When', answer: sayWhen(session, context) },
    ...(session.place === '' ? [] : [{ question: 'Where', answer: session.place }]),
  ]);

/** The only contact of a school isn't always its principal. */
const reasonOf: Readonly<Record<Guest['greeting'], string>> = {
  Dear: 'the contact for a school',
  Hello: 'a facilitator',
};

type Guest = Invited & { readonly greeting: 'Dear' | 'Hello'; readonly isPrincipal?: true };

/** One guest for each address. */
function guestsOf(partnerships: readonly Partnership[]): readonly Guest[] {
  const active = partnerships.filter(({ state }) => state === 'active');
  const principals = active
    .flatMap(schoolsOf)
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .map(
      ({ contact, principal }): Guest =>
        principal
          ? { name: principal.name, email: principal.email, greeting: 'Dear', isPrincipal: true }
          : { name: contact.name, email: contact.email, greeting: 'Dear' },
    );
  const facilitators = active.map(
    ({ facilitator: { name, email } }): Guest => ({ name, email, greeting: 'Hello' }),
  );
  return [...new Map([...principals, ...facilitators].map((guest) => [guest.email, guest])).values()];
}

const coaching = { kind: 'coaching', write: coachingLetters } as const;

/** What follows from each event of a year of visits. */
export const ofYear: LettersOf<YearOfAll, YearEvent> = {
  'coaching-booked': coaching,
  'coaching-changed': coaching,
  'coaching-cancelled': coaching,
  // The partnerships tell whose visits move.
  'day-lost': 'none',
  'day-regained': 'none',
  'days-off-set': 'none',
  'subscription-renewed': 'none',
};

export const yearLetters = writing(ofYear);
